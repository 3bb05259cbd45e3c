//! GUIDs: 16 bytes as Active Directory keeps them → text.

/// The text of a GUID whose first three groups are little-endian; `None` for another length.
///
/// ```
/// let bytes: Vec<u8> = (0..16).collect();
/// let text = attrmap::formats::guid_text(&bytes).unwrap();
/// assert_eq!(text, "03020100-0504-0706-0809-0a0b0c0d0e0f");
/// ```
#[must_use]
pub fn guid_text(bytes: &[u8]) -> Option<String> {
    let bytes: [u8; 16] = bytes.try_into().ok()?;
    // A little-endian group is the big-endian one with its bytes turned around.
    let order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
    let mut text = String::with_capacity(36);
    for (place, index) in order.into_iter().enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        let byte = bytes.get(index).copied().unwrap_or_default();
        text.extend(
            [byte >> 4, byte & 15]
                .map(|digit| HEX.get(usize::from(digit)).copied().map_or('0', char::from)),
        );
    }
    Some(text)
}

const HEX: &[u8; 16] = b"0123456789abcdef";
