//! The search in a real browser: Chromium without a window, told what to type through the two pipes
//! of its own debugging protocol, so that no driver is needed.

use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use git_desk::site::build;
use serde_json::{Value, json};

use super::{by_path, corpus, write};

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

struct Browser {
    child: Child,
    to: File,
    from: BufReader<File>,
    session: Option<String>,
    last: u64,
    /// Complaints of pages: exceptions, and what the content security policy refused.
    complaints: Vec<String>,
}

impl Browser {
    /// Starts a browser; nothing where there is none.
    fn start(folder: &Path) -> Option<Browser> {
        let is_there =
            |name: &&&str| Command::new(name).arg("--version").stdout(Stdio::null()).status().is_ok();
        let name = NAMES.iter().find(is_there)?;
        let script = "mkfifo in out && exec \"$0\" --headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage \
            --no-first-run --user-data-dir=profile --window-size=1280,900 --remote-debugging-pipe about:blank 3<in 4>out 2>log";
        let child = Command::new("sh").args(["-c", script, name]).current_dir(folder).spawn().ok()?;
        let started = Instant::now();
        while !folder.join("out").exists() {
            assert!(started.elapsed() < Duration::from_secs(10), "no pipes");
            std::thread::sleep(Duration::from_millis(10));
        }
        let to = OpenOptions::new().write(true).open(folder.join("in")).unwrap();
        let from = BufReader::new(File::open(folder.join("out")).unwrap());
        let mut browser = Browser { child, to, from, session: None, last: 0, complaints: Vec::new() };
        let target = browser.call("Target.createTarget", json!({"url": "about:blank"}));
        let attach = json!({"targetId": target["targetId"], "flatten": true});
        let session = browser.call("Target.attachToTarget", attach);
        browser.session = Some(session["sessionId"].as_str().unwrap().to_owned());
        for domain in ["Page.enable", "Runtime.enable", "Log.enable"] {
            browser.call(domain, json!({}));
        }
        Some(browser)
    }

    fn call(&mut self, method: &str, params: Value) -> Value {
        let answer = self.ask(method, params);
        assert_eq!(answer["error"], Value::Null, "{method}");
        answer["result"].clone()
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.last += 1;
        let mut message = json!({"id": self.last, "method": method, "params": params});
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.to.write_all(message.to_string().as_bytes()).unwrap();
        self.to.write_all(b"\0").unwrap();
        loop {
            let mut answer = Vec::new();
            self.from.read_until(0, &mut answer).unwrap();
            assert_eq!(answer.pop(), Some(0), "the browser went away at {method}");
            let answer: Value = serde_json::from_slice(&answer).unwrap();
            if answer["id"] == json!(self.last) {
                return answer;
            }
            if answer["method"] == "Runtime.exceptionThrown" || answer["method"] == "Log.entryAdded" {
                self.complaints.push(answer["params"].to_string());
            }
        }
    }

    fn open(&mut self, page: &Path) {
        self.call("Page.navigate", json!({"url": format!("file://{}", page.display())}));
        self.until("document.readyState === 'complete'");
    }

    /// Returns what an expression is on the page; null while one page goes and the next one comes.
    fn value(&mut self, expression: &str) -> Value {
        let params = json!({"expression": expression, "returnByValue": true});
        self.ask("Runtime.evaluate", params)["result"]["result"]["value"].clone()
    }

    fn until(&mut self, expression: &str) {
        let started = Instant::now();
        while self.value(expression) != json!(true) {
            let seen = self.value("document.body.innerText.slice(0, 2000)");
            assert!(
                started.elapsed() < Duration::from_secs(20),
                "{expression}\n{seen}\n{:?}",
                self.complaints
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Presses and releases keys, one letter after the other.
    fn type_text(&mut self, text: &str) {
        for letter in text.chars() {
            self.call("Input.dispatchKeyEvent", json!({"type": "keyDown", "text": letter.to_string()}));
            self.call("Input.dispatchKeyEvent", json!({"type": "keyUp"}));
        }
    }

    fn press(&mut self, key: &str, code: u32) {
        let text = if key == "Enter" { "\r" } else { "" };
        let mut down = json!({"type": "keyDown", "key": key, "code": key, "windowsVirtualKeyCode": code});
        if !text.is_empty() {
            down["text"] = json!(text);
        }
        self.call("Input.dispatchKeyEvent", down);
        self.call("Input.dispatchKeyEvent", json!({"type": "keyUp", "key": key, "code": key}));
    }

    /// Clicks in the middle of an element.
    fn click(&mut self, selector: &str) {
        let place = format!(
            "(() => {{ const box = document.querySelector({selector:?}).getBoundingClientRect(); \
             return [box.x + box.width / 2, box.y + box.height / 2]; }})()"
        );
        let place = self.value(&place);
        for kind in ["mousePressed", "mouseReleased"] {
            let click =
                json!({"type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1});
            self.call("Input.dispatchMouseEvent", click);
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A browser on a site; nothing, with a word of it, where there is no browser.
fn on(test: &str, site: &git_desk::site::Site) -> Option<(Browser, tempfile::TempDir)> {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("site"), &by_path(build(site)));
    let browser = Browser::start(folder.path());
    if browser.is_none() {
        eprintln!("skipped: {test}: no Chromium");
    }
    browser.map(|browser| (browser, folder))
}

#[test]
fn a_search_is_typed_and_a_result_opened() {
    let name = "a_search_is_typed_and_a_result_opened";
    let Some((mut browser, folder)) = on(name, &corpus::small()) else { return };
    browser.open(&folder.path().join("site/index.html"));

    // With the mouse: letters without accents find the French article.
    browser.click("#Search");
    browser.type_text("ete boucl");
    browser.until("document.querySelectorAll('#Results a').length === 1");
    assert_eq!(browser.value("document.querySelector('#Status').textContent"), "1 article found");
    assert_eq!(
        browser.value("[...document.querySelectorAll('#Results mark')].map(mark => mark.textContent)"),
        json!(["boucle", "été"])
    );
    browser.click("#Results a");
    browser.until("location.pathname.endsWith('/KB-cccccc.html') && document.readyState === 'complete'");
    assert_eq!(browser.value("document.querySelector('h1').textContent"), "La connexion tourne en boucle");

    // With the keyboard alone, in the search of an article's page.
    browser.value("document.querySelector('#Search').focus()");
    browser.type_text("cookies");
    browser.until("document.querySelectorAll('#Results a').length === 3");
    browser.press("ArrowDown", 40);
    let first = browser.value("document.activeElement.getAttribute('href')");
    assert_eq!(first, "KB-bbbbbb.html", "a word in the title is worth most");
    browser.press("Escape", 27);
    assert_eq!(browser.value("document.activeElement.id"), "Search");
    assert_eq!(browser.value("document.querySelector('.found').hidden"), true);
    browser.type_text(" clearing");
    browser.until("document.querySelectorAll('#Results a').length === 2");
    browser.press("Enter", 13);
    browser.until("location.pathname.endsWith('/KB-bbbbbb.html')");

    // Words that nothing has, and words that no article has all of.
    browser.until("document.readyState === 'complete'");
    browser.value("document.querySelector('#Search').focus()");
    browser.type_text("zebra");
    browser.until("document.querySelector('#Status').textContent.startsWith('Nothing found')");
    browser.type_text(" cookies");
    browser.until("document.querySelector('#Status').textContent.startsWith('No article has all')");
    assert_eq!(browser.complaints, [] as [String; 0]);
}

#[test]
fn hostile_articles_do_nothing_in_a_browser() {
    let name = "hostile_articles_do_nothing_in_a_browser";
    let Some((mut browser, folder)) = on(name, &corpus::hostile()) else { return };
    for page in fs::read_dir(folder.path().join("site")).unwrap() {
        let page = page.unwrap().path();
        if page.extension().is_some_and(|extension| extension == "html") {
            browser.open(&page);
            assert_eq!(browser.value("document.querySelectorAll('script').length"), 1, "{page:?}");
        }
    }
    browser.open(&folder.path().join("site/index.html"));
    browser.click("#Search");
    browser.type_text("script");
    browser.until("document.querySelectorAll('#Results a').length === 3");
    assert_eq!(browser.value("document.querySelectorAll('#Results script').length"), 0);
    assert_eq!(browser.complaints, [] as [String; 0]);
}
