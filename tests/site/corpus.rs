//! Articles: real ones, small ones, hostile ones.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use chrono::NaiveDate;
use git_desk::site::{Article, Site};
use sha2::{Digest, Sha256};

/// Unpacks the real articles; nothing, with a word of it, where they are not there.
pub fn unpacked(test: &str) -> Option<tempfile::TempDir> {
    let archive = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/govuk-manual-kb.tar.xz");
    let folder = tempfile::tempdir().unwrap();
    let tar = Command::new("tar").arg("-xJf").arg(&archive).arg("-C").arg(folder.path()).status();
    match tar {
        Ok(status) if archive.exists() && status.success() => Some(folder),
        _ => {
            eprintln!("skipped: {test}: no shared data, or no tar");
            None
        }
    }
}

/// Reads the real articles.
pub fn site(test: &str) -> Option<Site> {
    unpacked(test).map(|folder| read(folder.path()))
}

/// Reads a folder of Markdown. What the files do not say (how often an article was used, when it
/// was reviewed) is made up of their names.
pub fn read(folder: &Path) -> Site {
    let mut paths = Vec::new();
    collect(folder, folder, &mut paths);
    paths.sort();
    let mut articles: Vec<Article> = paths.iter().map(|path| article(folder, path)).collect();
    let ids: Vec<(String, Vec<String>)> =
        articles.iter().map(|article| (article.id.clone(), article.labels.clone())).collect();
    for article in &mut articles {
        let near = ids
            .iter()
            .filter(|(id, labels)| *id != article.id && *labels == article.labels && !labels.is_empty());
        article.related = near.map(|(id, _)| id.clone()).take(4).collect();
    }
    Site {
        name: "GOV.UK developer manual".to_owned(),
        lang: "en".to_owned(),
        made: NaiveDate::from_ymd_opt(2026, 11, 24),
        articles,
        ..Site::default()
    }
}

fn collect(root: &Path, folder: &Path, paths: &mut Vec<String>) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            collect(root, &path, paths);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            paths.push(path.strip_prefix(root).unwrap().to_str().unwrap().to_owned());
        }
    }
}

fn article(root: &Path, path: &str) -> Article {
    let text = fs::read_to_string(root.join(path)).unwrap();
    let (head, body) = match text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) {
        Some((head, body)) => (head, body),
        None => ("", text.as_str()),
    };
    let value = |key: &str| {
        let line = head.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": "));
        line.map(|value| value.trim().trim_matches(['"', '\'']).to_owned())
    };
    let digest = Sha256::digest(path);
    let id: String = digest.iter().take(3).map(|byte| format!("{byte:02x}")).collect();
    let number = u32::from(digest[3]);
    Article {
        id: format!("KB-{id}"),
        title: value("title").unwrap_or_else(|| path.to_owned()),
        path: path.to_owned(),
        labels: value("section").into_iter().collect(),
        environment: (number.is_multiple_of(5)).then(|| "Production".to_owned()),
        state: "validated".to_owned(),
        audience: if number.is_multiple_of(3) { "public" } else { "internal" }.to_owned(),
        owner: value("owner_slack"),
        reviewed: NaiveDate::from_yo_opt(2026, 1 + number),
        body: body.to_owned(),
        reuse: if number < 40 { number as usize } else { 0 },
        ..Article::default()
    }
}

/// Four articles that have all an article may have.
pub fn small() -> Site {
    let day = NaiveDate::from_ymd_opt(2026, 11, 3);
    let reset = Article {
        id: "KB-aaaaaa".to_owned(),
        title: "Login loops after a password reset".to_owned(),
        path: "kb/accounts/sso.md".to_owned(),
        labels: vec!["Accounts".to_owned(), "VPN & more".to_owned()],
        environment: Some("Firefox, Windows".to_owned()),
        state: "validated".to_owned(),
        audience: "internal".to_owned(),
        owner: Some("ann".to_owned()),
        created: day,
        reviewed: day,
        body: include_str!("sso.md").to_owned(),
        reuse: 12,
        related: vec!["KB-bbbbbb".to_owned(), "KB-gone".to_owned(), "KB-aaaaaa".to_owned()],
        ..Article::default()
    };
    let french = Article {
        id: "KB-cccccc".to_owned(),
        title: "La connexion tourne en boucle".to_owned(),
        path: "kb/comptes/sso.md".to_owned(),
        lang: Some("fr".to_owned()),
        body: "## Symptôme\n\nAprès l’été, la page de connexion revient sans cesse.\n\n## Résolution\n\nVider les cookies.\n".to_owned(),
        translation_of: Some("KB-aaaaaa".to_owned()),
        reuse: 1,
        ..reset.clone()
    };
    let old = Article {
        id: "KB-bbbbbb".to_owned(),
        title: "Clearing cookies".to_owned(),
        path: "kb/cookies.md".to_owned(),
        labels: Vec::new(),
        superseded_by: Some("KB-aaaaaa".to_owned()),
        state: "archived".to_owned(),
        audience: "public".to_owned(),
        body: "# Clearing cookies\n\nSee [the newer one](accounts/sso.md#resolution).\n".to_owned(),
        ..Article::default()
    };
    let bare = Article { id: "KB-dddddd".to_owned(), title: "Empty".to_owned(), ..Article::default() };
    Site {
        name: "Example desk".to_owned(),
        lang: "en".to_owned(),
        made: day,
        articles: vec![reset, french, old, bare],
        pictures: BTreeMap::from([("kb/accounts/loop.png".to_owned(), b"not really a picture".to_vec())]),
        ..Site::default()
    }
}

/// Articles in which everything is an attack.
pub fn hostile() -> Site {
    let attack = "</title></h1><script>alert(1)</script>\" onload=\"alert(1)\u{202e}\u{1b}";
    let articles = (0..3).map(|number| Article {
        id: format!("../{attack}{number}"),
        title: format!("{attack} {number}"),
        path: format!("../{attack}/{number}.md"),
        labels: vec![attack.to_owned(), "con".to_owned(), "../..".to_owned()],
        environment: Some(attack.to_owned()),
        state: attack.to_owned(),
        audience: attack.to_owned(),
        lang: Some(attack.to_owned()),
        owner: Some(attack.to_owned()),
        body: format!(
            "# Content\n\n# Search\n\n# Results\n\n<h2 id=Content>{attack}</h2>\n\n[a](javascript:alert(1)) ![{attack}](https://a.b/c.png)\n\n\
             <div><form action=x><input id=Search></form>\n\n</div></div></main></body></html>\n\n# {attack}\n\n</script><!--"
        ),
        ..Article::default()
    });
    let site = Site { name: attack.to_owned(), lang: attack.to_owned(), ..Site::default() };
    Site { articles: articles.collect(), ..site }
}
