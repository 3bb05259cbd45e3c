//! The suites of cases.
