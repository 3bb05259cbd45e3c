//! Pieces of bytes → an order in which each follows those that it has much in common with.
//!
//! From the longest on, the next is always the one that shares most with the last ones, in proportion
//! to its own length. Common is what windows of five bytes have, those that few pieces have counting
//! more, and what was said longer ago counting less.

#![expect(clippy::indexing_slicing, reason = "places are those of the pieces")]

/// How many bytes are compared at once.
const WINDOW: usize = 5;

/// With each piece, one of so many parts of what is common with those before it is forgotten.
const FORGOTTEN: usize = 7;

/// What is short is not taken for like the others so easily.
const SHORT: usize = 50;

/// Sharing less than this is nothing in common.
const LEAST: usize = 1 << 12;

/// The places of the pieces, in their new order.
pub(crate) fn order(pieces: &[&[u8]]) -> Vec<usize> {
    let (windows, owners) = share(pieces);
    let mut longest: Vec<usize> = (0..pieces.len()).collect();
    longest.sort_by_key(|place| std::cmp::Reverse(pieces.get(*place).map(|piece| piece.len())));
    let mut longest = longest.into_iter();
    let mut is_free = vec![true; pieces.len()];
    let mut common = vec![0_usize; pieces.len()];
    let mut order = Vec::with_capacity(pieces.len());
    let mut next = longest.next();
    while let Some(place) = next {
        order.push(place);
        is_free[place] = false;
        for shared in &mut common {
            *shared -= shared.div_ceil(FORGOTTEN);
        }
        for owners in windows[place].iter().map(|window| &owners[*window]) {
            let weight = 4096 / (owners.len() + 2).ilog2() as usize;
            for owner in owners {
                common[*owner] += weight;
            }
        }
        let mut best = (LEAST, None);
        for (owner, shared) in common.iter().enumerate().filter(|(owner, _)| is_free[*owner]) {
            // The square, so that twice as much of what is twice as long is better.
            let score = shared * shared / (windows[owner].len() + SHORT);
            if score > best.0 {
                best = (score, Some(owner));
            }
        }
        next = best.1.or_else(|| longest.find(|place| is_free[*place]));
    }
    order
}

/// The windows of each piece, by number, and the pieces that have each of them.
fn share(pieces: &[&[u8]]) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
    let mut all: Vec<(u32, usize)> = Vec::new();
    for (place, piece) in pieces.iter().enumerate() {
        all.extend(piece.windows(WINDOW).map(|window| (hash(window), place)));
    }
    all.sort_unstable();
    all.dedup();
    let mut windows = vec![Vec::new(); pieces.len()];
    let mut owners: Vec<Vec<usize>> = Vec::new();
    let mut last = None;
    for (hash, place) in all {
        if last != Some(hash) {
            owners.push(Vec::new());
            last = Some(hash);
        }
        windows[place].push(owners.len() - 1);
        if let Some(owners) = owners.last_mut() {
            owners.push(place);
        }
    }
    (windows, owners)
}

fn hash(window: &[u8]) -> u32 {
    let hash = window
        .iter()
        .fold(2_166_136_261_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(16_777_619));
    hash ^ hash >> 15
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stands_once_and_beside_what_is_like_it() {
        let pieces: [&[u8]; 6] = [
            b"one two three four",
            b"0123456789",
            b"",
            b"one two three five and more",
            b"0123456780",
            b"one two three",
        ];
        assert_eq!(order(&pieces), [3, 0, 5, 1, 4, 2]);
        assert_eq!(order(&[]), [0; 0]);
    }
}
