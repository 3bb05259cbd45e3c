//! The built site on a port of this machine.

use std::borrow::Cow;
use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::thread;

use attrmap_server::{Server, Site};

use crate::step::{Outcome, site};

/// Serves the built site until the program is interrupted, and prints the address first.
pub(crate) fn forever(port: u16) -> Outcome<()> {
    let (server, site) = open(port)?;
    println!("http://{}/   (Ctrl+C ends it)", server.address());
    server.answer_all(&site);
    Ok(())
}

/// Serves the built site on a free port until this program ends; returns its address.
pub(crate) fn beside() -> Outcome<SocketAddr> {
    let (server, site) = open(0)?;
    let address = server.address();
    thread::spawn(move || server.answer_all(&site));
    Ok(address)
}

fn open(port: u16) -> Outcome<(Server, Folder)> {
    let site = site();
    if !site.join("index.html").is_file() {
        return Err("there is no built site: run `cargo xtask build`".into());
    }
    Ok((Server::open(port)?, Folder(site)))
}

/// A site whose files are read anew for each request.
struct Folder(PathBuf);

impl Site for Folder {
    fn read(&self, path: &str) -> Option<Cow<'_, [u8]>> {
        fs::read(self.0.join(path)).ok().map(Cow::Owned)
    }
}
