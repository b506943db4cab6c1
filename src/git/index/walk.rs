//! A walk through the bytes of an index (gitformat-index(5)): versions 2 to 4, with names of objects in SHA-1.

/// The size of an entry up to its name, without the flags that version 3 may add.
pub(super) const FIXED: usize = 62;

/// The checksum at the end.
pub(super) const CHECKSUM: usize = 20;

/// One entry, where it lies.
pub(super) struct Entry<'e> {
    /// What comes before the name: stat data, mode, object, flags.
    pub fixed: &'e [u8],
    /// The path.
    pub name: &'e [u8],
    /// All of it, with what fills it up; in version 4 the name in it is cut short.
    pub whole: &'e [u8],
}

impl Entry<'_> {
    /// Returns 0 for what is staged, 1 to 3 for the sides of a conflict.
    pub fn stage(&self) -> u8 {
        (self.fixed[60] >> 4) & 3
    }
}

/// A part after the entries: its name of four letters, and its bytes.
pub(super) type Extension<'b> = (&'b [u8], &'b [u8]);

/// Returns the version of an index.
pub(super) fn version(bytes: &[u8]) -> Option<u32> {
    let version = number(bytes, 4)?;
    (bytes.get(..4)? == b"DIRC" && (2..=4).contains(&version)).then_some(version)
}

/// Shows each entry in order, and returns what comes after them; `None` if the bytes make no sense.
pub(super) fn walk<'b>(bytes: &'b [u8], mut each: impl FnMut(Entry<'_>)) -> Option<Vec<Extension<'b>>> {
    let (version, count) = (version(bytes)?, number(bytes, 8)?);
    let mut name: Vec<u8> = Vec::new();
    let mut at = 12;
    for _ in 0..count {
        let flags = bytes.get(at + 60..at + FIXED)?;
        let mut start = at + FIXED + if flags[0] & 0x40 != 0 { 2 } else { 0 };
        let fixed = bytes.get(at..start)?;
        if version == 4 {
            let cut = read_offset(bytes, &mut start)?;
            name.truncate(name.len().checked_sub(cut)?);
            let length = bytes.get(start..)?.iter().position(|&byte| byte == 0)?;
            name.extend_from_slice(bytes.get(start..start + length)?);
            let end = start + length + 1;
            each(Entry { fixed, name: &name, whole: bytes.get(at..end)? });
            at = end;
        } else {
            let length = length_of_name(flags, bytes.get(start..)?)?;
            let end = at + ((start + length - at + 8) & !7);
            each(Entry { fixed, name: bytes.get(start..start + length)?, whole: bytes.get(at..end)? });
            at = end;
        }
    }
    let mut extensions = Vec::new();
    while at + 8 + CHECKSUM <= bytes.len() {
        let end = (at + 8).checked_add(number(bytes, at + 4)? as usize)?;
        extensions.push((bytes.get(at..at + 4)?, bytes.get(at + 8..end)?));
        at = end;
    }
    (at + CHECKSUM == bytes.len()).then_some(extensions)
}

/// The flags have room for names of up to 4094 bytes; longer ones end at their NUL.
fn length_of_name(flags: &[u8], rest: &[u8]) -> Option<usize> {
    let told = usize::from(u16::from_be_bytes([flags[0] & 0x0f, flags[1]]));
    if told == 0x0fff {
        return rest.iter().position(|&byte| byte == 0);
    }
    (rest.get(told) == Some(&0)).then_some(told)
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(digits.try_into().ok()?))
}

/// Reads the variable-width number of version 4, as in packs' offset deltas.
fn read_offset(bytes: &[u8], at: &mut usize) -> Option<usize> {
    let mut value = 0_usize;
    loop {
        let byte = usize::from(*bytes.get(*at)?);
        *at += 1;
        value = value.checked_mul(128)?.checked_add(byte & 127)?;
        if byte & 128 == 0 {
            return Some(value);
        }
        value = value.checked_add(1)?;
    }
}

/// Writes the variable-width number of version 4.
pub(super) fn write_offset(bytes: &mut Vec<u8>, mut value: usize) {
    let mut digits = vec![(value & 127) as u8];
    while value > 127 {
        value = (value >> 7) - 1;
        digits.push(128 | (value & 127) as u8);
    }
    bytes.extend(digits.into_iter().rev());
}
