//! A small server for the built site: loopback only, no caching, the headers the page asks for.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

/// The page in one file, whose policy knows the hashes of what is in it.
const SINGLE_FILE: &str = "attrmap-playground.html";

/// The policy of the page, sent with documents: examples of embedding have their own.
///
/// Pages of this machine may show it in a frame, whatever port they come from.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; font-src 'none'; connect-src 'self'; worker-src 'self' blob:; \
    manifest-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'self' http://localhost:* http://127.0.0.1:*";

/// Everything off but writing to the clipboard.
const PERMISSIONS: &str = "accelerometer=(), camera=(), clipboard-read=(), clipboard-write=(self), \
    display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), \
    midi=(), payment=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

/// The longest request that is read, in bytes.
const LONGEST: u64 = 64 * 1024;

/// How long a connection may say nothing.
const PATIENCE: Duration = Duration::from_mins(1);

/// Sent with every answer.
const HEADERS: [(&str, &str); 5] = [
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", PERMISSIONS),
];

/// The files of a site.
pub trait Site: Sync {
    /// What a file holds; the path has plain names only, with `/` between them.
    fn read(&self, path: &str) -> Option<Cow<'_, [u8]>>;
}

/// An open port of this machine that nobody else can reach.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
}

impl Server {
    /// Opens a port; 0 takes a free one.
    ///
    /// # Errors
    /// A sentence that says why the port cannot be had.
    pub fn open(port: u16) -> Result<Self, String> {
        let opened = TcpListener::bind(("127.0.0.1", port))
            .and_then(|listener| Ok((listener.local_addr()?, listener)));
        let (address, listener) = opened.map_err(|error| {
            format!("port {port} cannot be opened ({error}); `--port 0` takes a free one")
        })?;
        Ok(Self { listener, address })
    }

    /// Where it is.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until the program ends. Browsers open connections that they may never use, so that
    /// each has a thread of its own.
    pub fn answer_all(&self, site: &dyn Site) {
        thread::scope(|scope| {
            for stream in self.listener.incoming().flatten() {
                // The other side may go away; there is nobody left to tell.
                scope.spawn(move || drop(serve(site, &stream)));
            }
        });
    }
}

/// Answers the one request of a connection.
fn serve(site: &dyn Site, mut stream: &TcpStream) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut lines = BufReader::new(stream).take(LONGEST).lines();
    let Some(first) = lines.next().transpose()? else { return Ok(()) };
    // All of it is read: hanging up on something unread would take the answer back.
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let mut words = first.split(' ');
    let (method, address) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let answer = answer(site, method, address);
    stream.write_all(answer.head().as_bytes())?;
    if method != "HEAD" {
        stream.write_all(&answer.body)?;
    }
    stream.flush()
}

/// What is sent.
struct Answer<'a> {
    status: &'static str,
    media_type: &'static str,
    policy: Option<&'static str>,
    body: Cow<'a, [u8]>,
}

impl Answer<'_> {
    fn plain(status: &'static str, text: &'static str) -> Self {
        let (media_type, body) = (media_type(""), Cow::Borrowed(text.as_bytes()));
        Self { status, media_type, policy: None, body }
    }

    /// Everything before the body.
    fn head(&self) -> String {
        let length = self.body.len().to_string();
        let own = [
            ("Content-Type", self.media_type),
            ("Content-Length", length.as_str()),
            ("Connection", "close"),
        ];
        let policy = self.policy.map(|policy| ("Content-Security-Policy", policy));
        let mut head = format!("HTTP/1.1 {}\r\n", self.status);
        for (name, value) in own.into_iter().chain(HEADERS).chain(policy) {
            let _infallible = write!(head, "{name}: {value}\r\n");
        }
        head + "\r\n"
    }
}

fn answer<'a>(site: &'a dyn Site, method: &str, address: &str) -> Answer<'a> {
    if !matches!(method, "GET" | "HEAD") {
        return Answer::plain("405 Method Not Allowed", "only GET\n");
    }
    let path = path_of(address);
    let Some((path, body)) = path.and_then(|path| site.read(&path).map(|read| (path, read))) else {
        return Answer::plain("404 Not Found", "not found\n");
    };
    let media_type = media_type(&path);
    let has_its_own = path.starts_with("embed/") || path == SINGLE_FILE;
    let is_document = media_type.starts_with("text/html") && !has_its_own;
    Answer { status: "200 OK", media_type, policy: is_document.then_some(POLICY), body }
}

/// The path of an address; `None` for all that could lead out of the site or hide in it.
fn path_of(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next()?.strip_prefix('/')?;
    let names = path.strip_suffix('/').unwrap_or(path);
    let is_plain = |name: &str| {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        !name.is_empty() && !name.starts_with('.') && name.chars().all(plain)
    };
    if names.is_empty() {
        return path.is_empty().then(|| "index.html".to_owned());
    }
    if !names.split('/').all(is_plain) {
        return None;
    }
    Some(if path.ends_with('/') { format!("{names}/index.html") } else { names.to_owned() })
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webmanifest" => "application/manifest+json",
        "csv" => "text/csv; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Nothing;

    impl Site for Nothing {
        fn read(&self, _path: &str) -> Option<Cow<'_, [u8]>> {
            None
        }
    }

    #[test]
    fn many_connections_at_once_are_all_answered() {
        for _ in 0..10 {
            let server = Server::open(0).unwrap();
            let address = server.address();
            thread::spawn(move || server.answer_all(&Nothing));
            let streams: Vec<_> = (0..12).map(|_| TcpStream::connect(address).unwrap()).collect();
            for mut stream in &streams {
                stream.write_all(b"GET /x HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
            }
            let clients = streams.into_iter().map(|mut stream| {
                thread::spawn(move || {
                    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
                    let mut start = [0; 512];
                    let length = stream.read(&mut start).unwrap();
                    String::from_utf8_lossy(&start[..length]).into_owned()
                })
            });
            for client in clients.collect::<Vec<_>>() {
                let start = client.join().unwrap();
                assert!(start.starts_with("HTTP/1.1 404 Not Found\r\n"), "{start}");
            }
        }
    }

    #[test]
    fn a_folder_is_its_index() {
        assert_eq!(path_of("/").as_deref(), Some("index.html"));
        assert_eq!(path_of("/embed/").as_deref(), Some("embed/index.html"));
        assert_eq!(path_of("/?scenario=groups").as_deref(), Some("index.html"));
        assert_eq!(path_of("/pkg/attrmap_bg.wasm").as_deref(), Some("pkg/attrmap_bg.wasm"));
    }

    #[test]
    fn nothing_leads_out_of_the_site() {
        for address in ["/../Cargo.toml", "/a/../../b", "//etc/passwd", "/.git/config", "/%2e%2e/a"]
        {
            assert_eq!(path_of(address), None, "{address}");
        }
        assert_eq!(path_of("/a\\..\\b"), None);
        assert_eq!(path_of("//"), None);
        assert_eq!(path_of("index.html"), None);
        assert_eq!(path_of(""), None);
    }

    #[test]
    fn webassembly_has_the_type_that_streaming_needs() {
        assert_eq!(media_type("pkg/attrmap_bg.wasm"), "application/wasm");
        assert_eq!(media_type("boot.js"), "text/javascript; charset=utf-8");
        assert_eq!(media_type("LICENSE-MIT"), "text/plain; charset=utf-8");
    }
}
