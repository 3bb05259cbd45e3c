#[cfg(feature = "playground")]
mod built_in {
    use std::io::{BufRead, BufReader, Read, Write};
    use std::net::TcpStream;
    use std::process::{Command, Stdio};

    /// The answer to a request, head and body.
    fn ask(address: &str, path: &str) -> String {
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")
            .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    #[test]
    fn the_page_is_served_with_policy_and_types() {
        let mut child = Command::new(env!("CARGO_BIN_EXE_attrmap"))
            .args(["playground", "--port", "0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim_start_matches("http://").split('/').next().unwrap();
        let page = ask(address, "/");
        let module = ask(address, "/pkg/attrmap_bg.wasm");
        let nothing = ask(address, "/nothing");
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(page.starts_with("HTTP/1.1 200"), "{page}");
        assert!(page.contains("Content-Security-Policy: default-src 'none'"), "{page}");
        assert!(page.contains("<!doctype html>"), "{page}");
        assert!(module.contains("Content-Type: application/wasm"));
        assert!(nothing.starts_with("HTTP/1.1 404"), "{nothing}");
    }
}

#[cfg(not(feature = "playground"))]
#[test]
fn without_the_page_it_says_what_to_run() {
    let run = crate::program::attrmap(&["playground"]);
    assert_eq!((run.status, &*run.out), (Some(2), ""));
    assert!(run.err.contains("`cargo xtask serve`") && run.err.lines().count() == 1, "{}", run.err);
}
