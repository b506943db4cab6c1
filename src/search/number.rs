//! Numbers in the bytes of an index.

use super::index::Counts;

/// Writes counts: a byte that says which parts have any, and with its highest bit whether all of those are 1.
pub(super) fn put_counts(bytes: &mut Vec<u8>, counts: Counts) {
    let there = counts.iter().zip(0..).filter(|(count, _)| **count > 0);
    let mask = there.fold(0_u8, |mask, (_, part)| mask | 1 << part);
    if counts.iter().all(|count| *count <= 1) {
        return bytes.push(mask | 0x80);
    }
    bytes.push(mask);
    counts.iter().filter(|count| **count > 0).for_each(|count| put_number(bytes, (*count).into()));
}

/// Reads counts.
pub(super) fn take_counts(bytes: &mut &[u8]) -> Option<Counts> {
    let (mask, rest) = bytes.split_first()?;
    *bytes = rest;
    let mut counts = Counts::default();
    let there = counts.iter_mut().zip(0..).filter(|(_, part)| mask & (1 << part) != 0);
    for (count, _) in there {
        *count = if mask & 0x80 != 0 { 1 } else { u16::try_from(take_number(bytes)?).ok()? };
    }
    Some(counts)
}

/// Writes a number, seven bits a byte, the low ones first (LEB128).
pub(super) fn put_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads a number.
pub(super) fn take_number(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for shift in (0..32).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        for number in [0, 1, 127, 128, 16_383, 16_384, u32::MAX] {
            let mut bytes = Vec::new();
            put_number(&mut bytes, number);
            assert_eq!(take_number(&mut bytes.as_slice()), Some(number));
        }
        assert_eq!(take_number(&mut [0x80_u8].as_slice()), None);
    }
}
