//! The trees that an index remembers (its extension `TREE`), so that git need not make them again.

use std::collections::BTreeSet;

use super::walk::CHECKSUM;

/// Returns the extension with some folders, and the root, marked as changed; `None` if it makes no sense.
pub(super) fn without(content: &[u8], folders: &BTreeSet<&str>) -> Option<Vec<u8>> {
    let mut next = Vec::with_capacity(content.len());
    let mut rest = content;
    // The folders we are in, each with how many folders in it are still to come.
    let mut within: Vec<(String, usize)> = Vec::new();
    loop {
        let name = take_until(&mut rest, 0)?;
        let (entries, inner) = (take_until(&mut rest, b' ')?, take_until(&mut rest, b'\n')?);
        let inner: usize = std::str::from_utf8(inner).ok()?.parse().ok()?;
        let object = if entries.starts_with(b"-") { &[] } else { rest.split_off(..CHECKSUM)? };
        let path = path_of(within.last(), name);
        next.extend_from_slice(name);
        let is_changed = path.is_empty() || folders.contains(path.as_str());
        let (entries, object) = if is_changed { (b"-1".as_slice(), &[][..]) } else { (entries, object) };
        next.push(0);
        next.extend_from_slice(entries);
        next.extend_from_slice(format!(" {inner}\n").as_bytes());
        next.extend_from_slice(object);
        within.push((path, inner));
        while within.pop_if(|(_, inner)| *inner == 0).is_some() {}
        match within.last_mut() {
            Some((_, inner)) => *inner -= 1,
            None => return rest.is_empty().then_some(next),
        }
    }
}

fn path_of(folder: Option<&(String, usize)>, name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    match folder {
        Some((folder, _)) if !folder.is_empty() => format!("{folder}/{name}"),
        _ => name.into_owned(),
    }
}

fn take_until<'b>(rest: &mut &'b [u8], end: u8) -> Option<&'b [u8]> {
    let at = rest.iter().position(|&byte| byte == end)?;
    let taken = &rest[..at];
    *rest = &rest[at + 1..];
    Some(taken)
}
