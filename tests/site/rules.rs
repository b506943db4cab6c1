//! What every page has to keep.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;
use scraper::{Html, Selector};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

type Files = BTreeMap<String, Vec<u8>>;

/// Returns all rules that the pages among these files break.
pub fn findings(files: &Files) -> Vec<String> {
    let pages: BTreeMap<&str, Html> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), Html::parse_document(std::str::from_utf8(bytes).unwrap())))
        .collect();
    let anchors: BTreeMap<&str, BTreeSet<String>> =
        pages.iter().map(|(path, page)| (*path, values(page, "[id]", "id").into_iter().collect())).collect();
    let mut found = Vec::new();
    for (path, page) in &pages {
        let of_page = of_page(page).into_iter().chain(links(path, page, files, &anchors));
        found.extend(of_page.map(|finding| format!("{path}: {finding}")));
    }
    for path in files.keys().filter(|path| path.starts_with('/') || path.split('/').any(|part| part == ".."))
    {
        found.push(format!("{path}: leaves the folder"));
    }
    found
}

fn values(page: &Html, selector: &str, attribute: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector).filter_map(|element| element.attr(attribute).map(str::to_owned)).collect()
}

fn count(page: &Html, selector: &str) -> usize {
    page.select(&Selector::parse(selector).unwrap()).count()
}

fn of_page(page: &Html) -> Vec<String> {
    let mut found: Vec<String> = page.errors.iter().map(|error| error.to_string()).collect();
    for (selector, expect) in [("h1", 1), ("main", 1), ("title", 1), ("header.top", 1), ("footer", 1)] {
        if count(page, selector) != expect {
            found.push(format!("{} of <{selector}>", count(page, selector)));
        }
    }
    let mut above = 0;
    for element in page.select(&Selector::parse("h1, h2, h3, h4, h5, h6").unwrap()) {
        let level = element.value().name()[1..].parse::<u8>().unwrap();
        if level > above + 1 {
            found.push(format!("<h{level}> follows <h{above}>"));
        }
        above = level;
    }
    let mut ids = BTreeSet::new();
    for id in values(page, "[id]", "id") {
        if id.is_empty() || id.contains(char::is_whitespace) || !ids.insert(id.clone()) {
            found.push(format!("id `{id}` twice, or not an id"));
        }
    }
    for (attribute, selector) in [("for", "label[for]"), ("aria-labelledby", "[aria-labelledby]")] {
        let missing = values(page, selector, attribute).into_iter().filter(|id| !ids.contains(id));
        found.extend(missing.map(|id| format!("{attribute}=`{id}` names nothing")));
    }
    if values(page, "meta[http-equiv=Content-Security-Policy]", "content") != [POLICY] {
        found.push("no content security policy".to_owned());
    }
    if values(page, "html", "lang").is_empty() {
        found.push("no language".to_owned());
    }
    if count(page, "img:not([alt])") > 0 {
        found.push("an <img> without words".to_owned());
    }
    if count(page, "script:not([src]), style") > 0 {
        found.push("a script inside, or a style".to_owned());
    }
    for element in page.tree.nodes().filter_map(|node| node.value().as_element()) {
        let name = element.name();
        if ["iframe", "object", "embed", "base", "svg", "math", "audio", "video"].contains(&name) {
            found.push(format!("<{name}>"));
        }
        let inline = element.attrs().filter(|(name, _)| name.starts_with("on") || *name == "style");
        found.extend(inline.map(|(name, value)| format!("{name}={value}")));
    }
    found
}

fn links(path: &str, page: &Html, files: &Files, anchors: &BTreeMap<&str, BTreeSet<String>>) -> Vec<String> {
    let mut found = Vec::new();
    for url in ["script", "link", "img"].iter().flat_map(|tag| {
        values(page, &format!("{tag}[src]"), "src").into_iter().chain(values(
            page,
            &format!("{tag}[href]"),
            "href",
        ))
    }) {
        if url.contains(':') || url.starts_with("//") {
            found.push(format!("loads `{url}`"));
        } else if !files.contains_key(&decoded(&url)) {
            found.push(format!("`{url}` is not there"));
        }
    }
    for url in values(page, "a[href]", "href") {
        if let Some((scheme, _)) = url.split_once(':') {
            if !["http", "https", "mailto"].contains(&scheme.to_ascii_lowercase().as_str()) {
                found.push(format!("`{url}` is not of the web"));
            }
            continue;
        }
        let (target, anchor) = url.split_once('#').unwrap_or((&url, ""));
        let target = if target.is_empty() { path.to_owned() } else { decoded(target) };
        let is_there = files.contains_key(&target)
            && (anchor.is_empty()
                || anchors.get(target.as_str()).is_some_and(|anchors| anchors.contains(&decoded(anchor))));
        if !is_there {
            found.push(format!("`{url}` leads nowhere"));
        }
    }
    found
}

fn decoded(url: &str) -> String {
    percent_decode_str(url).decode_utf8_lossy().into_owned()
}
