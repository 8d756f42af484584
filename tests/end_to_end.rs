//! The real program on a real (virtual) screen: it opens, plays the demo, and closes cleanly.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]
#![cfg(target_os = "linux")]

use std::{
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    time::Duration,
};

use image::RgbImage;
use x11rb::{
    connection::Connection,
    protocol::xproto::{
        AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, ImageFormat, MapState, Window,
    },
    rust_connection::RustConnection,
};

/// Longer than any of the steps takes on a slow and busy machine.
const PATIENCE: Duration = Duration::from_mins(2);
const POLL: Duration = Duration::from_millis(250);

/// Ends with the test, whatever becomes of it.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Gone already is just as well.
        let _killed = self.0.kill();
        let _reaped = self.0.wait();
    }
}

/// A virtual screen, and a connection to it.
struct Screen {
    display: String,
    connection: RustConnection,
    root: Window,
    _server: Running,
}

impl Screen {
    fn start() -> Self {
        let mut server = Command::new("Xvfb");
        // The server itself looks for a free number and tells it.
        server.args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]);
        let mut server = Running(needed(server.stdout(Stdio::piped()).stderr(Stdio::null()).spawn(), "Xvfb"));
        let mut number = String::new();
        BufReader::new(server.0.stdout.take().expect("piped"))
            .read_line(&mut number)
            .expect("Xvfb tells its number");
        assert!(!number.trim().is_empty(), "Xvfb did not start\nhint: run `make setup`");
        let display = format!(":{}", number.trim());
        let (connection, screen) = x11rb::connect(Some(&display)).expect("Xvfb answers");
        let root = connection.setup().roots[screen].root;
        Self { display, connection, root, _server: server }
    }

    /// The visible window of this title.
    fn window(&self, title: &str) -> Option<Window> {
        let x = &self.connection;
        let windows = x.query_tree(self.root).ok()?.reply().ok()?.children;
        windows.into_iter().find(|window| {
            let name = x.get_property(false, *window, AtomEnum::WM_NAME, AtomEnum::ANY, 0, 64);
            let name = name.ok().and_then(|cookie| cookie.reply().ok()).map(|reply| reply.value);
            let map_state = x.get_window_attributes(*window).ok().and_then(|cookie| cookie.reply().ok());
            name.is_some_and(|name| name == title.as_bytes())
                && map_state.is_some_and(|attributes| attributes.map_state == MapState::VIEWABLE)
        })
    }

    /// What is on the screen.
    fn picture(&self) -> RgbImage {
        let x = &self.connection;
        let size = x.get_geometry(self.root).expect("asked").reply().expect("answered");
        let image = x.get_image(ImageFormat::Z_PIXMAP, self.root, 0, 0, size.width, size.height, u32::MAX);
        // Four bytes a pixel: blue, green, red and one that is not used.
        let bytes = image.expect("asked").reply().expect("answered").data;
        let rgb = bytes.chunks_exact(4).flat_map(|pixel| [pixel[2], pixel[1], pixel[0]]).collect();
        RgbImage::from_raw(size.width.into(), size.height.into(), rgb).expect("24 bits a pixel")
    }

    /// Asks a window to close, as its close button does.
    fn close(&self, window: Window) {
        let x = &self.connection;
        let atom = |name: &str| {
            x.intern_atom(false, name.as_bytes()).expect("asked").reply().expect("answered").atom
        };
        let data = [atom("WM_DELETE_WINDOW"), x11rb::CURRENT_TIME, 0, 0, 0];
        let event = ClientMessageEvent::new(32, window, atom("WM_PROTOCOLS"), data);
        x.send_event(false, window, EventMask::NO_EVENT, event).expect("asked").check().expect("sent");
    }
}

/// A missing program fails the test with what to do; it never skips it.
fn needed<T>(result: std::io::Result<T>, program: &str) -> T {
    result.unwrap_or_else(|error| panic!("{program} cannot be started: {error}\nhint: run `make setup`"))
}

/// Asks again until there is an answer.
#[expect(clippy::disallowed_methods, reason = "another process is waited for, which cannot wake this one")]
fn wait_for<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    for _ in 0..PATIENCE.as_millis() / POLL.as_millis() {
        if let Some(answer) = ask() {
            return answer;
        }
        std::thread::sleep(POLL);
    }
    panic!("waited {PATIENCE:?} in vain for {what}");
}

/// The live picture's place in the window as it opens.
fn live_picture(screen: &RgbImage) -> RgbImage {
    image::imageops::crop_imm(screen, 40, 80, 640, 420).to_image()
}

/// Mean and standard deviation of the green channel.
fn mean_and_deviation(picture: &RgbImage) -> (f64, f64) {
    let count = f64::from(picture.width() * picture.height());
    let mean = picture.pixels().map(|pixel| f64::from(pixel[1])).sum::<f64>() / count;
    let variance = picture.pixels().map(|pixel| (f64::from(pixel[1]) - mean).powi(2)).sum::<f64>() / count;
    (mean, variance.sqrt())
}

fn colours(picture: &RgbImage) -> usize {
    picture.pixels().map(|pixel| pixel.0).collect::<std::collections::HashSet<_>>().len()
}

/// The share of pixels that differ clearly.
fn changed_share(before: &RgbImage, after: &RgbImage) -> f64 {
    let differ =
        |(a, b): &(&image::Rgb<u8>, &image::Rgb<u8>)| a.0.iter().zip(b.0).any(|(a, b)| a.abs_diff(b) > 24);
    let changed = before.pixels().zip(after.pixels()).filter(differ).count();
    changed as f64 / f64::from(before.width() * before.height())
}

fn start_sitwell(screen: &Screen, home: &Path) -> Running {
    let mut sitwell = Command::new(env!("CARGO_BIN_EXE_sitwell"));
    sitwell
        .args(["--source", "demo"])
        .env("DISPLAY", &screen.display)
        .env_remove("WAYLAND_DISPLAY")
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        // Nothing of the user's own settings is read or written.
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home)
        .env("XDG_DATA_HOME", home)
        .stderr(Stdio::piped());
    Running(needed(sitwell.spawn(), "sitwell"))
}

#[test]
fn the_window_opens_plays_the_demo_and_closes() {
    let screen = Screen::start();
    let home = tempfile::tempdir().expect("a folder");
    let mut sitwell = start_sitwell(&screen, home.path());

    let window = wait_for("the window", || {
        assert!(sitwell.0.try_wait().expect("asked").is_none(), "sitwell ended: {}", said(&mut sitwell));
        screen.window("Sitwell")
    });

    let first = wait_for("the live picture", || {
        let shot = screen.picture();
        // The window's own ground has some dozens of colours, a picture has thousands.
        (colours(&live_picture(&shot)) > 2000).then_some(shot)
    });
    let (mean, deviation) = mean_and_deviation(&live_picture(&first));
    assert!((20.0..235.0).contains(&mean) && deviation > 20.0, "mean {mean:.0}, deviation {deviation:.0}");

    // The whole window is there, and not just the picture: words on the right, in the palette's colours.
    let words = image::imageops::crop_imm(&first, 740, 50, 360, 600).to_image();
    assert!(colours(&words) > 50, "{} colours beside the picture", colours(&words));

    wait_for("the picture to move", || {
        let shot = screen.picture();
        let moved = changed_share(&live_picture(&first), &live_picture(&shot)) > 0.005;
        moved.then(|| shot.save(Path::new(env!("CARGO_TARGET_TMPDIR")).join("window.png")).expect("saved"))
    });

    screen.close(window);
    let status: ExitStatus = wait_for("sitwell to end", || sitwell.0.try_wait().expect("asked"));
    let said = said(&mut sitwell);
    assert!(status.success(), "{status}: {said}");
    assert!(!said.contains("panicked"), "{said}");
}

/// What an ended program wrote on standard error.
fn said(ended: &mut Running) -> String {
    let mut said = String::new();
    if let Some(mut stderr) = ended.0.stderr.take() {
        stderr.read_to_string(&mut said).expect("text");
    }
    said
}
