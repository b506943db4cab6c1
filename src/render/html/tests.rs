use proptest::prelude::*;
use scraper::Html as Document;

use super::*;
use crate::markdown::MAX_BYTES;

/// A site that holds one page and one picture.
fn resolve(url: &str) -> Option<String> {
    let (path, anchor) = url.split_once('#').unwrap_or((url, ""));
    match path {
        "other.md" if anchor.is_empty() => Some("KB-2.html".to_owned()),
        "other.md" => Some(format!("KB-2.html#{anchor}")),
        "" => Some(url.to_owned()),
        "a.png" => Some("files/a.png".to_owned()),
        _ => None,
    }
}

fn body(source: &str) -> String {
    render(source, "Title", &resolve).body
}

fn check(source: &str, expect: &str) {
    assert_eq!(body(source), expect, "{source:?}");
}

#[test]
fn markdown_is_html() {
    check("", "");
    check("a **b** *c* ~~d~~ `e`", "<p>a <strong>b</strong> <em>c</em> <del>d</del> <code>e</code></p>\n");
    check("```sh\nls <x>\n```", "<pre><code class=\"language-sh\">ls &lt;x&gt;\n</code></pre>\n");
    check("9. a\n10. b", "<ol start=\"9\">\n<li>a</li>\n<li>b</li>\n</ol>\n");
    check("- [x] a\n- [ ] b", "<ul>\n<li class=\"task\">☑ a</li>\n<li class=\"task\">☐ b</li>\n</ul>\n");
    check(
        "|a|b|\n|-|-:|\n|1|2|",
        "<div class=\"table\"><table><thead><tr><th>a</th><th class=\"right\">b</th></tr></thead><tbody>\n\
         <tr><td>1</td><td class=\"right\">2</td></tr>\n</tbody></table>\n</div>\n",
    );
    check(
        "a[^x] b[^x]\n\n[^x]: note\n",
        "<p>a<sup><a href=\"#Note-1\" id=\"Mention-1\">1</a></sup> b<sup><a href=\"#Note-1\">1</a></sup></p>\n\
         <div class=\"note\" id=\"Note-1\"><sup><a href=\"#Mention-1\">1</a></sup>\n<p>note</p>\n</div>\n",
    );
    check("press <kbd>x</kbd><br>", "<p>press <kbd>x</kbd><br></p>\n");
    check("replace <your name>", "<p>replace &lt;your name&gt;</p>\n");
}

#[test]
fn headings_have_anchors_under_the_title_of_the_page() {
    check("## Été\n### Été", "<h2 id=\"été\">Été</h2>\n<h3 id=\"été-1\">Été</h3>\n");
    let html = render("# title\n\n## Steps\n\n# More", "Title", &resolve);
    assert_eq!(html.title_anchor.as_deref(), Some("title"));
    assert_eq!(html.body, "<h2 id=\"steps\">Steps</h2>\n<h2 id=\"more\">More</h2>\n");
    let levels: Vec<_> = html.headings.iter().map(|heading| heading.level).collect();
    assert_eq!(levels, [2, 2]);
    let html = render("# Another\n\n## Steps", "Title", &resolve);
    assert_eq!(html.body, "<h2 id=\"another\">Another</h2>\n<h3 id=\"steps\">Steps</h3>\n");
    check(
        "##### Deep\n###### Deeper\n### High",
        "<h2 id=\"deep\">Deep</h2>\n<h3 id=\"deeper\">Deeper</h3>\n<h2 id=\"high\">High</h2>\n",
    );
    check("text\n\n# Title", "<p>text</p>\n<h2 id=\"title\">Title</h2>\n");
}

#[test]
fn links_lead_where_the_site_says() {
    check("[a](other.md#b)", "<p><a href=\"KB-2.html#b\">a</a></p>\n");
    check("[a](gone.md)", "<p><a>a</a></p>\n");
    check("[a](#b)", "<p><a href=\"#b\">a</a></p>\n");
    check(
        "<https://a.b> <c@d.e>",
        "<p><a href=\"https://a.b\">https://a.b</a> <a href=\"mailto:c@d.e\">c@d.e</a></p>\n",
    );
    check("![A](a.png)", "<p><img src=\"files/a.png\" alt=\"A\"></p>\n");
    check("![A](https://a.b/c.png)", "<p><a href=\"https://a.b/c.png\">A</a></p>\n");
    check("[![A](https://a.b/c.png)](other.md)", "<p><a href=\"KB-2.html\">A</a></p>\n");
    check(
        "<a href=other.md>a</a> <img src=a.png>",
        "<p><a href=\"KB-2.html\">a</a> <img src=\"files/a.png\" alt=\"\"></p>\n",
    );
}

#[test]
fn hostile_texts_come_out_harmless() {
    for (source, expect) in [
        ("<script>alert(1)</script>", ""),
        ("a <script>alert(1)</script>", "<p>a &lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("<style>*{display:none}</style>", ""),
        ("[a](javascript:alert(1))", "<p><a>a</a></p>\n"),
        ("[a](JaVaScRiPt:alert(1))", "<p><a>a</a></p>\n"),
        ("[a](java&#115;cript:alert(1))", "<p><a>a</a></p>\n"),
        ("[a](javascript&colon;alert(1))", "<p><a>a</a></p>\n"),
        ("<a href=\"&#106;avascript:alert(1)\">a</a>", "<p><a>a</a></p>\n"),
        ("<a href=\" java\tscript:alert(1)\">a</a>", "<p><a>a</a></p>\n"),
        ("<a href=\"\u{1}javascript:alert(1)\">a</a>", "<p><a>a</a></p>\n"),
        ("[a](vbscript:msgbox)", "<p><a>a</a></p>\n"),
        ("[a](data:text/html,<script>alert(1)</script>)", "<p><a>a</a></p>\n"),
        ("[a](//evil.example/x)", "<p><a>a</a></p>\n"),
        ("[a](\\\\evil.example/x)", "<p><a>a</a></p>\n"),
        ("[a](file:///etc/passwd)", "<p><a>a</a></p>\n"),
        ("![a](data:image/svg+xml,<svg/onload=alert(1)>)", "<p>a</p>\n"),
        ("<img src=x onerror=alert(1)>", ""),
        ("<b onclick=alert(1) style=\"position:fixed\" id=content class=notice>a</b>", "<p><b>a</b></p>\n"),
        ("<h2 id=title class=x>a</h2>", "<h2>a</h2>"),
        (
            "<svg><script>alert(1)</script><a xlink:href=\"javascript:alert(1)\">a</a></svg>",
            "<p>&lt;svg&gt;&lt;script&gt;alert(1)&lt;/script&gt;<a>a</a>&lt;/svg&gt;</p>\n",
        ),
        ("<div><svg><script>alert(1)</script></svg></div>", "<div></div>"),
        ("<div><math><mtext><img src=x onerror=alert(1)></mtext></math></div>", "<div></div>"),
        ("<iframe src=\"https://a.b\"></iframe>", ""),
        ("<div><object data=x></object><embed src=x></div>", "<div></div>"),
        ("<form action=\"https://a.b\"><input name=a><button>b</button></form>", "b"),
        ("<base href=\"https://a.b/\">", ""),
        ("<meta http-equiv=refresh content=\"0;url=https://a.b\">", ""),
        ("<link rel=stylesheet href=\"https://a.b\">", ""),
        ("<body onload=alert(1)>", ""),
        ("<div><b>a", "<div><b>a</b></div>"),
        ("</div></article></main>a", "a"),
        ("<!-- <script> -->a", "a"),
        ("<p title=\"</p><script>alert(1)</script>\">a</p>", "<p>a</p>"),
        (
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<p>&lt;noscript&gt;</p><p></p>\n",
        ),
        ("<div><template><script>alert(1)</script></template></div>", "<div></div>"),
        (
            "<details ontoggle=alert(1) open=x><summary>a</summary>b</details>",
            "<details open=\"\"><summary>a</summary>b</details>",
        ),
        ("<pre lang=mermaid dir=rtl tabindex=9>a</pre>", "<pre>a</pre>"),
        ("<td colspan=99999999>a</td>", "a"),
        ("<div><marquee>a</marquee></div>", "<div>a</div>"),
        ("\u{202e}a\u{200b}&#x202e;&#27;", "<p>�a��␛</p>\n"),
        ("```\"onclick=alert(1)\na\n```", "<pre><code>a\n</code></pre>\n"),
    ] {
        check(source, expect);
    }
}

#[test]
fn ids_are_ours_alone() {
    let mark = mark_of("x");
    check("<h2 id=steps>a</h2>\n\n## Steps", "<h2>a</h2>\n<h2 id=\"steps\">Steps</h2>\n");
    check(&format!("<h2 id=\"{mark}a\">a</h2>"), "<h2>a</h2>");
    check(
        "[^a]: one\n\n[^a]: two\n\nx[^a]\n\n## Note-1\n",
        "<div class=\"note\" id=\"Note-1\"><sup><a href=\"#Mention-1\">1</a></sup>\n<p>one</p>\n</div>\n\
         <div class=\"note\"><sup><a href=\"#Mention-1\">1</a></sup>\n<p>two</p>\n</div>\n\
         <p>x<sup><a href=\"#Note-1\" id=\"Mention-1\">1</a></sup></p>\n<h2 id=\"note-1\">Note-1</h2>\n",
    );
}

#[test]
fn too_much_is_shown_as_it_is() {
    let brackets = "[".repeat(MAX_BYTES + 1);
    check(&brackets, &format!("<pre class=\"plain\">{brackets}</pre>\n"));
    let html = plain("<script>&\0\u{1b}</script>");
    assert_eq!(html.body, "<pre class=\"plain\">&lt;script&gt;&amp;␀␛&lt;/script&gt;</pre>\n");
}

#[test]
fn hostile_texts_are_quick() {
    let fill = |piece: &str| piece.repeat(MAX_BYTES / piece.len());
    let mut texts: Vec<String> = [
        "[",
        "![",
        "`",
        "*a_",
        "**a *b ",
        "<",
        "<b>",
        "<div>",
        "<div>\n\n",
        "</p>",
        "<p>\n\n",
        "<table>",
        "<td>",
        "> - ",
        "&",
        "[a](",
        "[^a]",
        "# a\n",
        "<a href=x>",
        "- [x] a\n",
        "<svg>",
        "<b>a\n\n",
        "![a](http://b)",
        "<img src=http://b>",
    ]
    .map(fill)
    .to_vec();
    texts.push("[".repeat(10_000_000));
    let bold: String = (0..2_000).map(|n| format!("<b title={n}>")).collect();
    texts.push(bold + &"a\n\n".repeat(60_000));
    texts.push("<div>".repeat(20_000) + "\n\n" + &"a\n\n".repeat(40_000));
    let half = MAX_BYTES / 4;
    texts.push("*a **b ".repeat(half / 7) + &"* **".repeat(half / 4));
    for text in texts {
        let started = std::time::Instant::now();
        let html = body(&text);
        let head: String = text.chars().take(20).collect();
        assert!(started.elapsed().as_secs() < 20, "{head:?}: {:?}", started.elapsed());
        assert!(html.len() < 40 * MAX_BYTES, "{head:?}: {} bytes", html.len());
    }
}

/// What is neither an element nor an attribute that may be there; written apart from what the code
/// under test allows.
fn strangers(html: &str) -> Vec<String> {
    let head = "<!DOCTYPE html><html lang=en><head><title>t</title></head><body>";
    let document = Document::parse_document(&format!("{head}{html}</body></html>"));
    let mut found: Vec<String> = document.errors.iter().map(|error| error.to_string()).collect();
    let elements = " a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption \
        figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strong sub summary sup \
        table tbody td tfoot th thead tr u ul var wbr ";
    let inside = scraper::Selector::parse("body *").unwrap();
    for element in document.select(&inside).map(|element| element.value()) {
        if !elements.contains(&format!(" {} ", element.name())) {
            found.push(format!("<{}>", element.name()));
        }
        for (name, value) in element.attrs() {
            let lower = value.to_ascii_lowercase();
            let is_fine = match name {
                "href" => {
                    ["http://", "https://", "http:", "https:", "mailto:", "#", "KB-2.html"]
                        .iter()
                        .any(|start| lower.starts_with(&start.to_ascii_lowercase()))
                        && element.name() == "a"
                        || value == "files/a.png"
                }
                "src" => {
                    element.name() == "img" && (value == "files/a.png" || value.starts_with("KB-2.html"))
                }
                "class" => {
                    ["table", "center", "right", "task", "note", "plain"].contains(&value)
                        || value.starts_with("language-")
                }
                "id" | "title" | "alt" | "start" | "open" | "colspan" | "rowspan" | "scope" | "width"
                | "height" => true,
                _ => false,
            };
            if !is_fine {
                found.push(format!("{name}={value}"));
            }
        }
    }
    found
}

#[test]
fn strangers_are_noticed() {
    for html in [
        "<script></script>",
        "<b onclick=x>a</b>",
        "<a href=javascript:x>a</a>",
        "<p></b></p>",
        "<img src=http://a>",
    ] {
        assert!(!strangers(html).is_empty(), "{html}");
    }
    assert!(strangers("<h2 id=\"a\">a</h2><p><a href=\"#a\">b</a></p>").is_empty());
}

proptest! {
    #[test]
    fn nothing_strange_comes_out(
        pieces in proptest::collection::vec(proptest::sample::select(vec![
            "a", " ", "\n", "\n\n", "- ", "1. ", "> ", "# ", "## a\n", "```\n", "    ", "*", "**", "`", "[", "](", ")", "![",
            "|", "|-|\n", "[^a]", "[^a]: ", "[x] ", "<b>", "</b>", "<a href=", "<a href=\"", "javascript:alert(1)", "<pre lang=x>",
            "other.md", "a.png", "https://a.b/", "\"", "'", ">", "<", "</", "/>", " onclick=x", " style=x", " id=a", " title=\"",
            "<script>", "</script>", "<style>", "<svg>", "<math>", "<img src=", "<img alt=\"<img src=", "<iframe>", "<form>",
            "<input>", "<table>", "<tr>", "<td>", "<select>", "<option>", "<p>", "</p>", "<div>", "</div>", "<h1>", "<h2 id=a>",
            "<!--", "-->", "<![CDATA[", "]]>", "<?", "&#106;", "&lt;", "&#0;", "&Tab;", "\0", "\u{1b}", "\u{202e}", "<template>",
            "<noscript>", "<plaintext>", "<textarea>", "<title>", "<base>", "<meta http-equiv=refresh>", "<br>", "<li>", "<ul>",
            "<details open>", "<summary>", "<ruby>", "<rt>", "<dd>", "<body>", "<html>", "<frameset>", "data:text/html,",
        ]), 0..40),
    ) {
        let html = body(&pieces.concat());
        let found = strangers(&html);
        prop_assert!(found.is_empty(), "{:?} in {:?}", found, html);
        let ids: Vec<_> = html.match_indices(" id=\"").collect();
        let distinct: HashSet<_> = ids.iter().map(|(at, _)| html[at + 5..].split('"').next()).collect();
        prop_assert_eq!(ids.len(), distinct.len(), "{:?}", html);
    }
}
