//! Everybody but the current person is evaluated beside the page, in one worker for all playgrounds.
//!
//! The worker runs the page's own module. People are loaded once; then each change asks for an
//! overview under a number, its generation, and the newest one cancels those before. Where there
//! can be no worker the same work is done in the page, in short slices.
//!
//! - [`wire`], [`request`], [`reply`]: what is said, as bytes
//! - [`desk`]: the work; [`inside`]: the desk in the worker
//! - [`link`]: one playground's side; [`crew`]: the worker that all share, and what if it dies

mod column;
mod crew;
mod desk;
mod few;
mod imported;
mod inside;
mod link;
mod message;
mod pulse;
mod reading;
mod reply;
mod request;
mod wire;

pub(crate) use crew::{Trouble, hire};
pub(crate) use inside::work;
pub(crate) use link::{Delivered, Link, News};
pub(crate) use reading::{Progress, Reading};
