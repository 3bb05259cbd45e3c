//! The program as people start it: arguments and files in, output and exit status out.

#[cfg(test)]
mod check;
#[cfg(test)]
mod conformance;
#[cfg(test)]
mod eval;
#[cfg(test)]
mod listing;
#[cfg(test)]
mod playground;
#[cfg(test)]
mod program;
#[cfg(test)]
mod wrong_use;
