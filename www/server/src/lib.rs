//! A small server for the built site: loopback only, no caching, the headers the page asks for.

use std::borrow::Cow;
use std::fmt;
use std::io::Cursor;
use std::net::SocketAddr;

use tiny_http::{Header, Method, Request, Response};

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

/// Sent with every answer.
const HEADERS: [(&str, &str); 5] = [
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", PERMISSIONS),
];

/// The files of a site.
pub trait Site {
    /// What a file holds; the path has plain names only, with `/` between them.
    fn read(&self, path: &str) -> Option<Cow<'_, [u8]>>;
}

/// An open port of this machine that nobody else can reach.
pub struct Server {
    server: tiny_http::Server,
    address: SocketAddr,
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Server {
    /// Opens a port; 0 takes a free one.
    ///
    /// # Errors
    /// A sentence that says why the port cannot be had.
    pub fn open(port: u16) -> Result<Self, String> {
        let server = tiny_http::Server::http(("127.0.0.1", port)).map_err(|error| {
            format!("port {port} cannot be opened ({error}); `--port 0` takes a free one")
        })?;
        let address = server.server_addr().to_ip().ok_or("the server has no address")?;
        Ok(Self { server, address })
    }

    /// Where it is.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until the program ends.
    pub fn answer_all(&self, site: &dyn Site) {
        for request in self.server.incoming_requests() {
            let answer = answer(site, &request);
            // The other side may have gone away; there is nobody left to tell.
            let _gone = request.respond(answer);
        }
    }
}

fn answer(site: &dyn Site, request: &Request) -> Response<Cursor<Vec<u8>>> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return plain(405, "only GET\n");
    }
    let path = path_of(request.url());
    let Some((path, bytes)) = path.and_then(|path| site.read(&path).map(|read| (path, read)))
    else {
        return plain(404, "not found\n");
    };
    let media_type = media_type(&path);
    let mut answer = with_headers(Response::from_data(bytes), media_type);
    let has_its_own = path.starts_with("embed/") || path == SINGLE_FILE;
    if media_type.starts_with("text/html") && !has_its_own {
        add(&mut answer, "Content-Security-Policy", POLICY);
    }
    answer
}

fn plain(status: u16, text: &str) -> Response<Cursor<Vec<u8>>> {
    with_headers(Response::from_string(text).with_status_code(status), "text/plain")
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

fn with_headers(
    mut answer: Response<Cursor<Vec<u8>>>,
    media_type: &str,
) -> Response<Cursor<Vec<u8>>> {
    // `from_string` has set a type of its own; the last one set is the one sent.
    add(&mut answer, "Content-Type", media_type);
    for (name, value) in HEADERS {
        add(&mut answer, name, value);
    }
    answer
}

fn add(answer: &mut Response<Cursor<Vec<u8>>>, name: &str, value: &str) {
    // Every name and value is a constant of this file, and ASCII.
    if let Ok(header) = Header::from_bytes(name, value) {
        answer.add_header(header);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
