//! Chromium without a window, told what to do over a pair of pipes (the protocol of its developer tools).

use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use serde_json::{Value, json};
use tempfile::TempDir;

/// A browser that takes longer than this for all of a test has got stuck, and is ended.
const PATIENCE_SECS: &str = "120";
/// The pipes of a child are its standard ones; the browser wants others, and prints on its own.
const WITH_PIPES: &str = r#"exec timeout "$@" 3<&0 4>&1 0</dev/null 1>&2"#;

/// The browser, as somebody who has installed one calls it.
fn installed() -> &'static str {
    let is_there = |name: &&str| {
        Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success())
    };
    let names = ["chromium", "google-chrome", "google-chrome-stable"];
    names.into_iter().find(is_there).expect("no chromium to read a report with: run `scripts/setup test`")
}

fn arguments(profile: &Path) -> Vec<String> {
    let mut arguments: Vec<String> = [
        "--headless",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-dev-shm-usage",
    ]
    .map(str::to_owned)
    .into();
    arguments.push(format!("--user-data-dir={}", profile.display()));
    // The browser refuses to lock itself in when root starts it, as in a container.
    let user = Command::new("id").arg("-u").output().unwrap();
    if user.stdout.trim_ascii() == b"0" {
        arguments.push("--no-sandbox".to_owned());
    }
    arguments
}

/// Prints a file to a PDF as a reader would; gives its bytes.
pub(crate) fn printed(file: &Path) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let pdf = folder.path().join("printed.pdf");
    let output = Command::new("timeout")
        .args([PATIENCE_SECS, installed()])
        .args(arguments(folder.path()))
        .arg(format!("--print-to-pdf={}", pdf.display()))
        .arg(format!("file://{}", file.display()))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::read(pdf).unwrap()
}

/// A running browser with one page.
pub(crate) struct Browser {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    last_id: u64,
    session: Option<String>,
    /// What was told since the last file was opened.
    events: Vec<Value>,
    _profile: TempDir,
}

impl Browser {
    pub(crate) fn start() -> Self {
        let profile = tempfile::tempdir().unwrap();
        let mut child = Command::new("sh")
            .args(["-c", WITH_PIPES, "sh", PATIENCE_SECS, installed()])
            .args(arguments(profile.path()))
            .arg("--remote-debugging-pipe")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (to, from) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        let mut browser =
            Self { child, to, from, last_id: 0, session: None, events: Vec::new(), _profile: profile };
        let page = browser.ask("Target.createTarget", &json!({ "url": "about:blank" }));
        let of_page = json!({ "targetId": page["targetId"], "flatten": true });
        let attached = browser.ask("Target.attachToTarget", &of_page);
        browser.session = Some(attached["sessionId"].as_str().unwrap().to_owned());
        for domain in ["Page", "Network", "Log", "Runtime"] {
            browser.ask(&format!("{domain}.enable"), &json!({}));
        }
        browser
    }

    /// Opens a file in a window of this width, and waits until all of it is there.
    pub(crate) fn open(&mut self, file: &Path, width: u32, is_dark: bool) {
        let size = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        self.ask("Emulation.setDeviceMetricsOverride", &size);
        let scheme = if is_dark { "dark" } else { "light" };
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.ask("Emulation.setEmulatedMedia", &media);
        self.events.clear();
        self.ask("Page.navigate", &json!({ "url": format!("file://{}", file.display()) }));
        while !self.events.iter().any(|event| event["method"] == "Page.loadEventFired") {
            let message = self.hear();
            self.events.push(message);
        }
    }

    /// What an expression in the page gives.
    pub(crate) fn evaluate(&mut self, expression: &str) -> Value {
        let asked = json!({ "expression": expression, "returnByValue": true });
        let answer = self.ask("Runtime.evaluate", &asked);
        assert!(answer["exceptionDetails"].is_null(), "{answer}");
        answer["result"]["value"].clone()
    }

    /// What the open file had the browser ask for, itself included.
    pub(crate) fn requests(&self) -> Vec<&str> {
        self.told("Network.requestWillBeSent").filter_map(|told| told["request"]["url"].as_str()).collect()
    }

    /// How many of these the policy of the page itself forbade, so that nothing was sent.
    pub(crate) fn refused(&self) -> usize {
        self.told("Network.loadingFailed").filter(|told| told["blockedReason"] == "csp").count()
    }

    /// What the browser complained about.
    pub(crate) fn complaints(&self) -> Vec<&Value> {
        let kinds = ["Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled"];
        kinds.into_iter().flat_map(|kind| self.told(kind)).collect()
    }

    fn told(&self, kind: &str) -> impl Iterator<Item = &Value> {
        self.events.iter().filter(move |event| event["method"] == kind).map(|event| &event["params"])
    }

    fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.last_id += 1;
        let mut message = json!({ "id": self.last_id, "method": method, "params": params });
        if let Some(session) = &self.session {
            message["sessionId"] = session.as_str().into();
        }
        self.to.write_all(format!("{message}\0").as_bytes()).unwrap();
        loop {
            let mut message = self.hear();
            if message["id"] == self.last_id {
                assert!(message["error"].is_null(), "{method}: {message}");
                return message["result"].take();
            }
            self.events.push(message);
        }
    }

    fn hear(&mut self) -> Value {
        let mut message = Vec::new();
        self.from.read_until(0, &mut message).unwrap();
        let message = message.strip_suffix(b"\0").expect("the browser is gone, or was ended as stuck");
        serde_json::from_slice(message).unwrap()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Without a session it is the browser that is meant.
        let _gone = self.to.write_all(b"{\"id\":0,\"method\":\"Browser.close\"}\0");
        let _ended = self.child.wait();
    }
}
