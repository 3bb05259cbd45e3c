//! A SCIM service over HTTP: requests of a run out, its answers back.

use std::time::Duration;

use attrmap::provisioning::{Peer, PeerAnswer, PeerRequest};
use ureq::Agent;
use ureq::http::{Request, Uri};

use crate::outcome::Failure;
use crate::progress::Progress;

/// The variable of the environment that holds the token: arguments can be read by other programs.
const TOKEN: &str = "ATTRMAP_PEER_TOKEN";

/// Answers beyond this are not read: 16 MB hold any list of users with one name.
const LONGEST_ANSWER: u64 = 16 << 20;

const MEDIA_TYPE: &str = "application/scim+json";

/// A service at an address.
#[derive(Debug)]
pub(crate) struct ScimService {
    agent: Agent,
    address: String,
    authorization: Option<String>,
    progress: Progress,
    requests: usize,
}

impl ScimService {
    /// The service at an address like `https://phones.example/scim/v2`, with the token of the
    /// environment where there is one.
    pub(crate) fn new(address: &str) -> Result<Self, Failure> {
        let uri: Uri = address
            .parse()
            .map_err(|error| Failure::Usage(format!("--peer: `{address}`: {error}")))?;
        let token = std::env::var(TOKEN).ok().filter(|token| !token.is_empty());
        let refuse = |why: &str| Err(Failure::Usage(format!("--peer: `{address}`: {why}")));
        match (uri.scheme_str(), uri.host()) {
            (Some("https"), Some(_)) => {}
            (Some("http"), Some(host)) => {
                if token.is_some() && !is_here(host) {
                    return refuse("a token goes to another machine over https only");
                }
            }
            _ => return refuse("an address starts with https:// or http://"),
        }
        if uri.query().is_some() {
            return refuse("an address has no query");
        }
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(Duration::from_mins(1)))
            .build()
            .into();
        Ok(Self {
            agent,
            address: address.trim_end_matches('/').to_owned(),
            authorization: token.map(|token| format!("Bearer {token}")),
            progress: Progress::new(),
            requests: 0,
        })
    }
}

/// Whether a host is this machine.
fn is_here(host: &str) -> bool {
    host == "localhost"
        || host.trim_matches(['[', ']']).parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
}

impl Peer for ScimService {
    fn send(&mut self, request: &PeerRequest) -> Result<PeerAnswer, String> {
        self.requests += 1;
        self.progress.say(&format!("request {}: {}", self.requests, request.method));
        let mut builder = Request::builder()
            .method(request.method)
            .uri(format!("{}{}", self.address, request.path))
            .header("Accept", MEDIA_TYPE);
        if let Some(authorization) = &self.authorization {
            builder = builder.header("Authorization", authorization);
        }
        let text = |error: &dyn std::error::Error| error.to_string();
        let answer = match &request.body {
            None => self.agent.run(builder.body(()).map_err(|error| text(&error))?),
            Some(body) => {
                let builder = builder.header("Content-Type", MEDIA_TYPE);
                self.agent.run(builder.body(body.as_str()).map_err(|error| text(&error))?)
            }
        };
        let mut answer = answer.map_err(|error| text(&error))?;
        let status = answer.status().as_u16();
        let body = answer.body_mut().with_config().limit(LONGEST_ANSWER).read_to_string();
        Ok(PeerAnswer { status, body: body.map_err(|error| text(&error))? })
    }

    fn wait(&mut self, seconds: u64) {
        self.progress.say(&format!("the service is away: waiting {seconds} s"));
        std::thread::sleep(Duration::from_secs(seconds));
    }
}
