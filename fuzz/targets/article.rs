//! An article's file: any text is read or refused, adopted or refused, and a field that is set is what was set (law L1).

#![cfg_attr(not(test), no_main)]

use git_desk::format::ArticleFile;
use git_desk::format::article::with_id;

#[cfg(not(test))]
libfuzzer_sys::fuzz_target!(|input: &[u8]| check(input));

/// Checks one input.
pub fn check(input: &[u8]) {
    let text = String::from_utf8_lossy(input).into_owned();
    let id = "KB-7k3m2q".parse().expect("an id");
    if let Ok(adopted) = with_id(&text, &id) {
        // What an article needs beside its id may be wrong all the same.
        if let Ok(file) = ArticleFile::read(adopted) {
            assert_eq!(file.article.id, id);
        }
    }
    let Ok(file) = ArticleFile::read(text.clone()) else { return };
    assert_eq!(file.edited(&[]).ok(), Some(text));
    // A file that a person wrote may be too clever to be edited by line; what is edited says what was meant.
    if let Ok(edited) = file.edited(&[("owner", "ann".into())]) {
        let after = ArticleFile::read(edited).expect("what was edited can be read");
        let mut meant = file.article;
        meant.owner = after.article.owner.clone();
        assert_eq!(after.article.owner.as_ref().map(|owner| owner.as_str()), Some("ann"));
        assert_eq!(after.article, meant);
    }
}
