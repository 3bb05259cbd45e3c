//! License expressions: whether one can be kept with the licenses we accept.

/// Whether `expression` (`MIT OR Apache-2.0`, `(MIT AND BSD-3-Clause)`, the old `MIT/Apache-2.0`)
/// can be kept by accepting only licenses for which `accepts` is true.
///
/// `WITH` an exception only adds rights, so the license before it decides.
pub(crate) fn is_kept(expression: &str, accepts: &impl Fn(&str) -> bool) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    let kept = any(&mut rest, accepts);
    kept == Some(true) && rest.is_empty()
}

/// `a OR b OR c`; `None` when it is not an expression.
fn any(rest: &mut &[&str], accepts: &impl Fn(&str) -> bool) -> Option<bool> {
    let mut kept = every(rest, accepts)?;
    while skip(rest, "OR") {
        kept |= every(rest, accepts)?;
    }
    Some(kept)
}

/// `a AND b AND c`, which binds closer.
fn every(rest: &mut &[&str], accepts: &impl Fn(&str) -> bool) -> Option<bool> {
    let mut kept = one(rest, accepts)?;
    while skip(rest, "AND") {
        kept &= one(rest, accepts)?;
    }
    Some(kept)
}

/// A license with or without an exception, or an expression in parentheses.
fn one(rest: &mut &[&str], accepts: &impl Fn(&str) -> bool) -> Option<bool> {
    if skip(rest, "(") {
        let kept = any(rest, accepts)?;
        return skip(rest, ")").then_some(kept);
    }
    let license = next(rest)?;
    if skip(rest, "WITH") {
        next(rest)?;
    }
    Some(accepts(license))
}

fn next<'a>(rest: &mut &[&'a str]) -> Option<&'a str> {
    let (first, others) = rest.split_first()?;
    *rest = others;
    Some(first)
}

fn skip(rest: &mut &[&str], word: &str) -> bool {
    let found = rest.first() == Some(&word);
    if found {
        next(rest);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(expression: &str) -> bool {
        is_kept(expression, &|license| ["MIT", "Apache-2.0", "Zlib"].contains(&license))
    }

    #[test]
    fn one_of_several_is_enough() {
        assert!(kept("MIT"));
        assert!(kept("GPL-3.0 OR MIT"));
        assert!(kept("MIT/GPL-2.0"));
        assert!(kept("Apache-2.0 WITH LLVM-exception OR GPL-3.0"));
        assert!(!kept("GPL-3.0"));
        assert!(!kept("GPL-3.0 WITH Classpath-exception-2.0"));
    }

    #[test]
    fn and_asks_for_both_and_binds_closer() {
        assert!(kept("MIT AND Zlib"));
        assert!(!kept("MIT AND GPL-3.0"));
        assert!(kept("GPL-3.0 AND LGPL-3.0 OR MIT"));
        assert!(!kept("(GPL-3.0 OR LGPL-3.0) AND MIT"));
        assert!(kept("(MIT OR GPL-3.0) AND Zlib"));
    }

    #[test]
    fn what_is_no_expression_is_not_kept() {
        for broken in ["", "MIT OR", "(MIT", "MIT)", "MIT Zlib", "AND MIT", "MIT WITH"] {
            assert!(!kept(broken), "{broken}");
        }
    }
}
