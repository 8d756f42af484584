//! Full screen, as a window manager tells it to the X server.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::mpsc::RecvTimeoutError,
};

use sitwell::desktop::surroundings::Addresses;
use x11rb::{
    COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT,
    connection::Connection,
    protocol::xproto::{Atom, AtomEnum, ConnectionExt as _, CreateWindowAux, PropMode, Window, WindowClass},
    rust_connection::RustConnection,
    wrapper::ConnectionExt as _,
};

use super::{
    HUSHED, NOTHING,
    desk::{LONG, Watching},
};

/// A virtual screen, on which the test plays the window manager.
struct Screen {
    server: Child,
    display: String,
    connection: RustConnection,
    root: Window,
}

impl Screen {
    fn start() -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "640x480x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("Xvfb: {error}\nhint: scripts/setup test installs it"));
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        let display = format!(":{}", number.trim());
        let (connection, screen) = RustConnection::connect(Some(&display)).expect("Xvfb started");
        let root = connection.setup().roots[screen].root;
        Self { server, display, connection, root }
    }

    fn watch(&self) -> Watching {
        Watching::at(Addresses { x_display: Some(self.display.clone()), ..Addresses::default() })
    }

    fn name(&self, name: &str) -> Atom {
        self.connection.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom
    }

    /// A window of a program with this process number.
    fn window(&self, process: u32) -> Window {
        let window = self.connection.generate_id().unwrap();
        self.connection
            .create_window(
                COPY_DEPTH_FROM_PARENT,
                window,
                self.root,
                0,
                0,
                640,
                480,
                0,
                WindowClass::INPUT_OUTPUT,
                COPY_FROM_PARENT,
                &CreateWindowAux::new(),
            )
            .unwrap();
        self.tell(window, "_NET_WM_PID", AtomEnum::CARDINAL, &[process]);
        window
    }

    fn tell(&self, window: Window, property: &str, of_type: AtomEnum, value: &[u32]) {
        let property = self.name(property);
        self.connection.change_property32(PropMode::REPLACE, window, property, of_type, value).unwrap();
        self.connection.flush().unwrap();
    }

    fn make_active(&self, window: Window) {
        self.tell(self.root, "_NET_ACTIVE_WINDOW", AtomEnum::WINDOW, &[window]);
    }

    fn fill_screen(&self, window: Window) {
        let states = [self.name("_NET_WM_STATE_ABOVE"), self.name("_NET_WM_STATE_FULLSCREEN")];
        self.tell(window, "_NET_WM_STATE", AtomEnum::ATOM, &states);
    }

    fn leave_full_screen(&self, window: Window) {
        self.tell(window, "_NET_WM_STATE", AtomEnum::ATOM, &[]);
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _gone = self.server.kill();
        let _gone = self.server.wait();
    }
}

/// The process number of somebody else.
const SOMEBODY: u32 = 1;

#[test]
fn the_active_window_fills_the_screen() {
    let screen = Screen::start();
    let watching = screen.watch();
    watching.until(NOTHING);
    let [film, letter] = [screen.window(SOMEBODY), screen.window(SOMEBODY)];
    screen.make_active(film);
    screen.fill_screen(film);
    watching.until(HUSHED);
    screen.make_active(letter);
    watching.until(NOTHING);
    screen.make_active(film);
    watching.until(HUSHED);
    screen.leave_full_screen(film);
    watching.until(NOTHING);
    screen.fill_screen(film);
    watching.until(HUSHED);
    // It closes, and the window manager has not yet said which is the next.
    screen.connection.destroy_window(film).unwrap();
    screen.make_active(film);
    watching.until(NOTHING);
    // No window is active, and then there is one again.
    screen.make_active(x11rb::NONE);
    screen.fill_screen(letter);
    screen.make_active(letter);
    watching.until(HUSHED);
    drop(screen);
    watching.until(NOTHING);
}

#[test]
fn our_own_window_hushes_nothing() {
    let screen = Screen::start();
    let [own, film] = [screen.window(std::process::id()), screen.window(SOMEBODY)];
    screen.fill_screen(own);
    screen.fill_screen(film);
    screen.make_active(film);
    let watching = screen.watch();
    watching.until(HUSHED);
    screen.make_active(own);
    watching.until(NOTHING);
}

#[test]
fn dropped_it_stops() {
    let screen = Screen::start();
    let watching = screen.watch();
    watching.until(NOTHING);
    let film = screen.window(SOMEBODY);
    screen.fill_screen(film);
    screen.make_active(film);
    watching.until(HUSHED);
    let told = watching.stop();
    assert_eq!(told.recv_timeout(LONG), Err(RecvTimeoutError::Disconnected), "its threads have ended");
}
