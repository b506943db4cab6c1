//! A packed thread: any text is read or refused, what was read comes back, and so does every entry that is packed,
//! to the byte.
//!
//! An input is files with a NUL between them. Each is read as a packed thread; those that are entries are packed
//! together, in their order.

#![cfg_attr(not(test), no_main)]

use git_desk::format::{entry, thread};
use git_desk::model::{Entry, Stamp, TicketId};

#[cfg(not(test))]
libfuzzer_sys::fuzz_target!(|input: &[u8]| check(input));

/// Checks one input.
pub fn check(input: &[u8]) {
    let ticket: TicketId = "HD-7k3m2q".parse().expect("an id");
    let text = String::from_utf8_lossy(input);
    for packed in text.split('\0') {
        check_packed(&ticket, packed);
    }
    check_loose(text.split('\0'));
}

/// Reads a packed thread; what it holds can be packed again, and unpacked.
fn check_packed(ticket: &TicketId, packed: &str) {
    let Ok(entries) = thread::read(ticket, packed) else { return };
    let written = thread::write(ticket, &entries);
    assert_eq!(thread::read(ticket, &written).as_ref(), Ok(&entries), "{written}");
    for (_, packed) in &entries {
        let written = entry::write(packed);
        assert_eq!(entry::read(&written).as_ref(), Ok(packed), "{written}");
    }
}

/// Packs the entries of one ticket that may be packed, and takes them out again.
fn check_loose<'t>(texts: impl Iterator<Item = &'t str>) {
    let mut loose: Vec<(Stamp, Entry, &str)> = Vec::new();
    for text in texts {
        let Ok(read) = entry::read(text) else { continue };
        let stamp = Stamp::after(read.at, loose.last().map(|(stamp, ..)| stamp), "bbbb".to_owned());
        let is_of_ticket = loose.first().is_none_or(|(_, first, _)| first.ticket == read.ticket);
        if is_of_ticket && thread::can_pack(&stamp, text) {
            loose.push((stamp, read, text));
        }
    }
    let Some((_, first, _)) = loose.first() else { return };
    let entries: Vec<(Stamp, Entry)> =
        loose.iter().map(|(stamp, entry, _)| (stamp.clone(), entry.clone())).collect();
    let packed = thread::write(&first.ticket, &entries);
    let unpacked = thread::read(&first.ticket, &packed).expect("what was packed can be read");
    assert_eq!(unpacked, entries, "{packed}");
    for ((_, unpacked), (_, _, text)) in unpacked.iter().zip(&loose) {
        assert_eq!(entry::write(unpacked), **text);
    }
}
