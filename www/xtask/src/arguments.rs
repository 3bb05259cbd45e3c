//! The words after `cargo xtask`, read into a command.

/// What `cargo xtask help` prints.
pub(crate) const HELP: &str = "\
usage: cargo xtask COMMAND

  build                 builds package and page into target/www
    --quick             unoptimized: for trying a change, not for measuring or shipping
  package               builds the npm package alone, into target/www/pkg
    --quick             unoptimized
  serve                 builds, then serves on 127.0.0.1:8080
    --port N            another port; 0 takes a free one
    --quick             builds unoptimized
    --no-build          serves what was built last
  test                  runs every test; the last line is `N passed, M failed`
    --only SUITE        lint, native, node or browser
    --filter NAME       only files of page tests whose name contains NAME
    --no-build          tests the package and page that were built last
  race                  measures attrmap beside other engines, prints tables
    --quick             fewer rounds: under five minutes once compiled
    --no-peers          without the other engines: compiles in a fraction of the time
    --only PART         W1, W2, W3, W4, W5, W6, compile or node
  budgets               builds, then measures the page against its budgets, prints a table
    --no-build          measures what was built last
  shots                 builds, then photographs the page into target/screenshots
    --no-build          photographs what was built last";

/// The port of `serve` when none is named.
const PORT: u16 = 8080;

/// One command with its options.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Prints the commands.
    Help,
    /// Builds the site.
    Build(Effort),
    /// Builds the npm package.
    Package(Effort),
    /// Serves the site until interrupted.
    Serve {
        /// The port on the loopback address; 0 takes a free one.
        port: u16,
        /// How to build before, if at all.
        build: Option<Effort>,
    },
    /// Measures.
    Race(RaceOptions),
    /// Measures the page against its budgets.
    Budgets {
        /// Whether to build before.
        build: bool,
    },
    /// Photographs the page.
    Shots {
        /// Whether to build before.
        build: bool,
    },
    /// Runs tests.
    Test(TestOptions),
}

/// How much the compiler works on what is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effort {
    /// As it is published: small and fast.
    Published,
    /// As little as possible, to look at a change soon.
    Quick,
}

/// What to measure, and beside whom.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct RaceOptions {
    /// Whether fewer rounds are enough.
    pub(crate) quick: bool,
    /// The parts to measure; all when there are none.
    pub(crate) only: Vec<String>,
    /// Whether other engines stay away.
    pub(crate) no_peers: bool,
}

/// Which tests to run.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TestOptions {
    /// One suite instead of all.
    pub(crate) only: Option<Suite>,
    /// Page tests in files whose name contains this.
    pub(crate) filter: Option<String>,
    /// Whether to build the site before the suites that need it.
    pub(crate) build: bool,
}

/// One of the four kinds of test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Suite {
    /// Format, lints, documentation, licenses.
    Lint,
    /// Rust tests on this machine.
    Native,
    /// The built package in Node.
    Node,
    /// The built page in Chromium.
    Browser,
}

impl Command {
    /// Reads the words after `cargo xtask`.
    ///
    /// # Errors
    /// One sentence about the first word that is not understood.
    pub(crate) fn parse(words: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut words = words;
        let name = words.next().unwrap_or_else(|| "help".to_owned());
        let mut port = None;
        let mut build = true;
        let mut effort = Effort::Published;
        let mut only = None;
        let mut filter = None;
        let mut race = RaceOptions::default();
        while let Some(word) = words.next() {
            match (name.as_str(), word.as_str()) {
                ("serve" | "test" | "budgets" | "shots", "--no-build") => build = false,
                ("build" | "package" | "serve", "--quick") => effort = Effort::Quick,
                ("race", "--quick") => race.quick = true,
                ("race", "--no-peers") => race.no_peers = true,
                ("race", "--only") => {
                    race.only.push(words.next().ok_or("--only needs a part after it")?);
                }
                ("serve", "--port") => port = Some(parse_port(words.next())?),
                ("test", "--only") => only = Some(Suite::parse(words.next().as_deref())?),
                ("test", "--filter") => {
                    filter = Some(words.next().ok_or("--filter needs a name after it")?);
                }
                _ => return Err(format!("`{name}` does not know `{word}`")),
            }
        }
        match name.as_str() {
            "help" | "--help" | "-h" => Ok(Self::Help),
            "build" => Ok(Self::Build(effort)),
            "package" => Ok(Self::Package(effort)),
            "serve" => {
                Ok(Self::Serve { port: port.unwrap_or(PORT), build: build.then_some(effort) })
            }
            "race" => Ok(Self::Race(race)),
            "budgets" => Ok(Self::Budgets { build }),
            "shots" => Ok(Self::Shots { build }),
            "test" => Ok(Self::Test(TestOptions { only, filter, build })),
            other => Err(format!("there is no command `{other}`")),
        }
    }
}

impl Suite {
    /// Whether the suite tests the built package or page.
    pub(crate) fn needs_site(self) -> bool {
        matches!(self, Self::Node | Self::Browser)
    }

    fn parse(word: Option<&str>) -> Result<Self, String> {
        match word {
            Some("lint") => Ok(Self::Lint),
            Some("native") => Ok(Self::Native),
            Some("node") => Ok(Self::Node),
            Some("browser") => Ok(Self::Browser),
            _ => Err("--only needs one of lint, native, node, browser after it".to_owned()),
        }
    }
}

fn parse_port(word: Option<String>) -> Result<u16, String> {
    word.and_then(|word| word.parse().ok())
        .ok_or_else(|| "--port needs a number from 0 to 65535 after it".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &str) -> Result<Command, String> {
        Command::parse(words.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn serve_builds_and_takes_8080_unless_told() {
        let serve = |port, build| Ok(Command::Serve { port, build });
        assert_eq!(parse("serve"), serve(8080, Some(Effort::Published)));
        assert_eq!(parse("serve --quick"), serve(8080, Some(Effort::Quick)));
        assert_eq!(parse("serve --port 0 --no-build"), serve(0, None));
    }

    #[test]
    fn the_package_is_built_alone() {
        assert_eq!(parse("package --quick"), Ok(Command::Package(Effort::Quick)));
        assert!(parse("package --no-build").is_err());
    }

    #[test]
    fn an_option_of_another_command_is_refused() {
        assert_eq!(parse("build --port 1"), Err("`build` does not know `--port`".to_owned()));
        assert_eq!(parse("serve --only node"), Err("`serve` does not know `--only`".to_owned()));
    }

    #[test]
    fn a_port_or_suite_that_is_none_is_refused() {
        assert!(parse("serve --port 70000").is_err());
        assert!(parse("serve --port").is_err());
        assert!(parse("test --only all").is_err());
        assert!(parse("walk").is_err());
    }

    #[test]
    fn a_race_is_of_all_parts_unless_told() {
        let race = |only: &[&str], quick, no_peers| {
            let only = only.iter().map(ToString::to_string).collect();
            Ok(Command::Race(RaceOptions { quick, only, no_peers }))
        };
        assert_eq!(parse("race"), race(&[], false, false));
        assert_eq!(parse("race --quick --only W1"), race(&["W1"], true, false));
        assert_eq!(
            parse("race --no-peers --only W4 --only node"),
            race(&["W4", "node"], false, true)
        );
        assert!(parse("race --only").is_err());
        assert!(parse("test --quick").is_err());
    }

    #[test]
    fn no_word_at_all_asks_for_help() {
        assert_eq!(parse(""), Ok(Command::Help));
    }
}
