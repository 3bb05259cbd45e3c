//! Pieces of behavior that components share.

mod use_address;
mod use_element;
mod use_event;
mod use_everybody;
mod use_focus;
mod use_frame;
mod use_layout;
mod use_reading;
mod use_settling;
mod use_shortcuts;
mod use_store;

pub(crate) use use_address::use_address;
pub(crate) use use_element::use_element;
use use_event::use_event;
pub(crate) use use_everybody::use_everybody;
pub(crate) use use_focus::use_focus;
pub(crate) use use_frame::use_frame;
pub(crate) use use_layout::{Layout, use_layout};
pub(crate) use use_reading::{Read, use_reading};
pub(crate) use use_settling::use_settling;
pub(crate) use use_shortcuts::{focus_region, use_shortcuts, walk_problems};
pub(crate) use use_store::{Store, use_store};
