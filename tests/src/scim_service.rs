//! A real SCIM service for tests: `scim2-server`, started on loopback.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A SCIM service that stops with the test.
#[derive(Debug)]
pub struct Service {
    process: Child,
    /// Its port.
    pub port: u16,
}

impl Drop for Service {
    fn drop(&mut self) {
        // A service that is gone already needs no stopping.
        let _gone = self.process.kill();
        let _gone = self.process.wait();
    }
}

/// The program, where `.ci/run` or the user put it.
///
/// # Panics
///
/// If it is not installed and `CI` is set: there it has to be.
#[must_use]
pub fn program() -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/peers/bin/scim2-server");
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let others = std::env::split_paths(&paths).map(|folder| folder.join("scim2-server"));
    let program = std::iter::once(own).chain(others).find(|path| path.is_file());
    assert!(
        program.is_some() || std::env::var_os("CI").is_none(),
        "scim2-server is not installed: pip install scim2-server"
    );
    program
}

impl Service {
    /// Starts the program, and waits until it answers.
    ///
    /// # Panics
    ///
    /// If it does not.
    #[must_use]
    pub fn start(program: &Path) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let process = Command::new(program)
            .args(["--hostname", "127.0.0.1", "--port", &port.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let service = Self { process, port };
        let wait = || std::thread::park_timeout(std::time::Duration::from_millis(100));
        let is_up = (0..300).any(|_| {
            let is_open = TcpStream::connect(("127.0.0.1", port)).is_ok();
            if !is_open {
                wait();
            }
            is_open
        });
        assert!(is_up, "the service does not answer");
        service
    }

    /// The status and the body that answer a request.
    ///
    /// # Panics
    ///
    /// If there is no answer.
    #[must_use]
    pub fn call(&self, method: &str, path: &str, body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.0\r\nHost: 127.0.0.1\r\nContent-Type: application/scim+json\r\n\
             Accept: application/scim+json\r\nContent-Length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let status = answer.split(' ').nth(1).and_then(|text| text.parse().ok()).unwrap();
        let body = answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned());
        (status, body.unwrap_or_default())
    }
}
