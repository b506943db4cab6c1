//! Pictures that are elsewhere, as links.

/// Puts a link in the place of every picture of the web, and the words of a picture in the place of
/// one that is nowhere. `html` is what a serializer wrote: `"` and `&` in attributes are escaped,
/// `<` begins a tag wherever it stands outside of one.
pub(super) fn link_elsewhere(html: &str) -> String {
    if !html.contains("<img") {
        return html.to_owned();
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    let mut links = 0_usize;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        let tag = &rest[start..start + tag_length(&rest[start..])];
        rest = &rest[start + tag.len()..];
        match tag {
            "</a>" => links = links.saturating_sub(1),
            _ if tag.starts_with("<a ") || tag == "<a>" => links += 1,
            _ => {}
        }
        match tag.starts_with("<img") {
            true => push_picture(&mut out, tag, links > 0),
            false => out.push_str(tag),
        }
    }
    out.push_str(rest);
    out
}

/// A tag ends at the first `>` outside of quotes.
fn tag_length(tag: &str) -> usize {
    let mut is_quoted = false;
    let end = tag.bytes().position(|byte| {
        is_quoted ^= byte == b'"';
        byte == b'>' && !is_quoted
    });
    end.map_or(tag.len(), |end| end + 1)
}

fn push_picture(out: &mut String, tag: &str, is_in_link: bool) {
    let source = value(tag, " src=\"").unwrap_or_default();
    let words = value(tag, " alt=\"").unwrap_or_default();
    let is_elsewhere = crate::markdown::is_web_address(source);
    if !source.is_empty() && !source.starts_with('#') && !is_elsewhere {
        out.push_str(tag);
        if value(tag, " alt=\"").is_none() {
            // Without words a picture says nothing to those who cannot see it; it must say so.
            out.truncate(out.len() - 1);
            out.push_str(" alt=\"\">");
        }
        return;
    }
    // Words of attributes may hold what is a tag outside of them.
    let escape = |text: &str| text.replace('<', "&lt;").replace('>', "&gt;");
    match (is_elsewhere && !is_in_link, words) {
        (true, "") => out.push_str(&format!("<a href=\"{source}\">{}</a>", escape(source))),
        (true, words) => out.push_str(&format!("<a href=\"{source}\">{}</a>", escape(words))),
        (false, "") if is_elsewhere => out.push_str(&escape(source)),
        (false, words) => out.push_str(&escape(words)),
    }
}

/// Returns what an attribute holds, as it is escaped in the tag.
fn value<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = tag;
    // Only what stands outside of quotes is a name.
    loop {
        let quote = rest.find('"')?;
        let (before, after) = (&rest[..=quote], &rest[quote + 1..]);
        let end = after.find('"')?;
        if before.ends_with(name) {
            return Some(&after[..end]);
        }
        rest = &after[end + 1..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expect: &str) {
        assert_eq!(link_elsewhere(html), expect, "{html}");
    }

    #[test]
    fn pictures_of_the_site_stay() {
        check("a <b>c</b>", "a <b>c</b>");
        check("<p><img src=\"files/a.png\" alt=\"A\"></p>", "<p><img src=\"files/a.png\" alt=\"A\"></p>");
        check("<img src=\"a.png\">", "<img src=\"a.png\" alt=\"\">");
    }

    #[test]
    fn pictures_elsewhere_are_links() {
        check(
            "<img alt=\"A &amp; B\" src=\"https://a.b/c?d&amp;e\">",
            "<a href=\"https://a.b/c?d&amp;e\">A &amp; B</a>",
        );
        check("<img src=\"http://a.b\" alt=\"\">", "<a href=\"http://a.b\">http://a.b</a>");
        check("<a href=\"x\"><img src=\"http://a.b\" alt=\"A\"></a>", "<a href=\"x\">A</a>");
        check(
            "<a href=\"x\">y</a><img src=\"http://a.b\" alt=\"A\">",
            "<a href=\"x\">y</a><a href=\"http://a.b\">A</a>",
        );
        check("<img alt=\"gone\">, <img>, <img src=\"#a\">", "gone, , ");
    }

    #[test]
    fn words_of_a_picture_stay_words() {
        check("<img alt=\"<script>\" src=\"http://a.b\">", "<a href=\"http://a.b\">&lt;script&gt;</a>");
        check("<img alt=\" src='x' > <img \" title=\" src=\">", " src='x' &gt; &lt;img ");
        check(
            "<b title=\"<img src=&quot;http://a&quot;>\">c</b>",
            "<b title=\"<img src=&quot;http://a&quot;>\">c</b>",
        );
    }
}
