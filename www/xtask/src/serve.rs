//! A small server for the built site: loopback only, no caching, the headers the page asks for.

use std::fs;
use std::io::Cursor;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::thread;

use tiny_http::{Header, Method, Request, Response, Server};

use crate::step::{Outcome, site};

/// The policy of the page, sent for its document only: examples of embedding have their own.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; font-src 'none'; connect-src 'self'; worker-src 'self' blob:; \
    manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

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

/// Serves the built site until the program is interrupted, and prints the address first.
pub(crate) fn forever(port: u16) -> Outcome<()> {
    let (server, address) = open(port)?;
    println!("http://{address}/   (Ctrl+C ends it)");
    answer_all(&server, &site());
    Ok(())
}

/// Serves the built site on a free port until this program ends; returns its address.
pub(crate) fn beside() -> Outcome<SocketAddr> {
    let (server, address) = open(0)?;
    thread::spawn(move || answer_all(&server, &site()));
    Ok(address)
}

fn open(port: u16) -> Outcome<(Server, SocketAddr)> {
    if !site().join("index.html").is_file() {
        return Err("there is no built site: run `cargo xtask build`".into());
    }
    let server = Server::http(("127.0.0.1", port)).map_err(|error| {
        format!("port {port} cannot be opened ({error}); `--port 0` takes a free one")
    })?;
    let address = server.server_addr().to_ip().ok_or("the server has no address")?;
    Ok((server, address))
}

fn answer_all(server: &Server, site: &Path) {
    for request in server.incoming_requests() {
        let answer = answer(site, &request);
        // The other side may have gone away; there is nobody left to tell.
        let _gone = request.respond(answer);
    }
}

fn answer(site: &Path, request: &Request) -> Response<Cursor<Vec<u8>>> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return with_headers(
            Response::from_string("only GET\n").with_status_code(405),
            "text/plain",
        );
    }
    let file = file_of(site, request.url());
    let Some((file, bytes)) = file.and_then(|file| fs::read(&file).ok().map(|read| (file, read)))
    else {
        return with_headers(
            Response::from_string("not found\n").with_status_code(404),
            "text/plain",
        );
    };
    let mut answer = with_headers(Response::from_data(bytes), media_type(&file));
    if file == site.join("index.html") {
        add(&mut answer, "Content-Security-Policy", POLICY);
    }
    answer
}

/// The file of an address; `None` for everything that could lead out of the site or hide in it.
fn file_of(site: &Path, address: &str) -> Option<PathBuf> {
    let path = address.split(['?', '#']).next()?.strip_prefix('/')?;
    let mut file = site.to_path_buf();
    let names = path.strip_suffix('/').unwrap_or(path);
    for name in names.split('/').filter(|_| !names.is_empty()) {
        let is_plain = name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
        if name.is_empty() || name.starts_with('.') || !is_plain {
            return None;
        }
        file.push(name);
    }
    if path.is_empty() || path.ends_with('/') {
        file.push("index.html");
    }
    Some(file)
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
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

    fn file(address: &str) -> Option<String> {
        file_of(Path::new("site"), address).map(|path| path.display().to_string())
    }

    #[test]
    fn a_folder_is_its_index() {
        assert_eq!(file("/").as_deref(), Some("site/index.html"));
        assert_eq!(file("/embed/").as_deref(), Some("site/embed/index.html"));
        assert_eq!(file("/?scenario=groups").as_deref(), Some("site/index.html"));
        assert_eq!(file("/pkg/attrmap_bg.wasm").as_deref(), Some("site/pkg/attrmap_bg.wasm"));
    }

    #[test]
    fn nothing_leads_out_of_the_site() {
        for address in ["/../Cargo.toml", "/a/../../b", "//etc/passwd", "/.git/config", "/%2e%2e/a"]
        {
            assert_eq!(file(address), None, "{address}");
        }
        assert_eq!(file("/a\\..\\b"), None);
        assert_eq!(file("index.html"), None);
        assert_eq!(file(""), None);
    }

    #[test]
    fn webassembly_has_the_type_that_streaming_needs() {
        assert_eq!(media_type(Path::new("pkg/attrmap_bg.wasm")), "application/wasm");
        assert_eq!(media_type(Path::new("boot.js")), "text/javascript; charset=utf-8");
        assert_eq!(media_type(Path::new("LICENSE-MIT")), "text/plain; charset=utf-8");
    }
}
