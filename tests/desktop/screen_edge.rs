//! The strip at the screen's edge, on a screen without a screen.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    time::Duration,
};

use sitwell::{desktop::screen_edge, sign::WARM};
use x11rb::{
    connection::Connection,
    protocol::{
        shape::{ConnectionExt as _, SK},
        xproto::{
            ConnectionExt as _, CreateWindowAux, EventMask, ImageFormat, InputFocus, MapState, Window,
            WindowClass,
        },
    },
    rust_connection::RustConnection,
};

use crate::WAIT;

/// An X server of the test's own.
struct Screen {
    display: String,
    server: Child,
}

impl Screen {
    fn start() -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "800x600x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is installed (make setup)");
        let mut number = String::new();
        BufReader::new(server.stdout.as_mut().unwrap()).read_line(&mut number).unwrap();
        Self { display: format!(":{}", number.trim()), server }
    }

    fn connect(&self) -> (RustConnection, Window) {
        let (connection, screen) = x11rb::connect(Some(&self.display)).unwrap();
        let root = connection.setup().roots[screen].root;
        (connection, root)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.server.kill().unwrap();
        self.server.wait().unwrap();
    }
}

/// Blue, green and red of a pixel of the whole screen.
fn pixel(connection: &RustConnection, root: Window, x: i16, y: i16) -> [u8; 3] {
    let request = connection.get_image(ImageFormat::Z_PIXMAP, root, x, y, 1, 1, u32::MAX).unwrap();
    let data = request.reply().unwrap().data;
    [data[2], data[1], data[0]]
}

#[test]
fn the_strip_takes_nothing_from_the_user_and_goes_by_itself() {
    let screen = Screen::start();
    let (connection, root) = screen.connect();
    // A window of somebody else fills the screen and has the keyboard.
    let other = connection.generate_id().unwrap();
    let look = CreateWindowAux::new().background_pixel(0);
    connection
        .create_window(24, other, root, 0, 0, 800, 600, 0, WindowClass::INPUT_OUTPUT, 0, &look)
        .unwrap()
        .check()
        .unwrap();
    connection.map_window(other).unwrap().check().unwrap();
    connection.set_input_focus(InputFocus::NONE, other, x11rb::CURRENT_TIME).unwrap().check().unwrap();
    // Told when a window of the screen goes.
    let select =
        x11rb::protocol::xproto::ChangeWindowAttributesAux::new().event_mask(EventMask::SUBSTRUCTURE_NOTIFY);
    connection.change_window_attributes(root, &select).unwrap().check().unwrap();

    screen_edge::show(Some(&screen.display), Duration::from_secs(3)).unwrap();
    let windows = connection.query_tree(root).unwrap().reply().unwrap().children;
    let strip = *windows.last().unwrap();
    assert_eq!((windows.len(), windows[0]), (2, other), "over the other one");
    assert_eq!(
        connection.get_window_attributes(strip).unwrap().reply().unwrap().map_state,
        MapState::VIEWABLE
    );
    let place = connection.get_geometry(strip).unwrap().reply().unwrap();
    assert_eq!((place.x, place.y, place.width, place.height), (0, 0, 800, 8));
    for x in [0, 400, 799] {
        assert_eq!(pixel(&connection, root, x, 0), WARM);
        assert_eq!(pixel(&connection, root, x, 7), WARM);
        assert_eq!(pixel(&connection, root, x, 8), [0; 3], "nothing lower is covered");
    }
    assert_eq!(connection.get_input_focus().unwrap().reply().unwrap().focus, other);
    let input = connection.shape_get_rectangles(strip, SK::INPUT).unwrap().reply().unwrap();
    assert!(input.rectangles.is_empty(), "the mouse goes through");

    while !matches!(
        connection.wait_for_event().unwrap(),
        x11rb::protocol::Event::DestroyNotify(gone) if gone.window == strip
    ) {}
    assert_eq!(pixel(&connection, root, 400, 0), [0; 3]);
}

#[test]
fn without_x11_there_is_an_error_and_what_to_do() {
    let error = screen_edge::show(Some("/nonexistent:7"), WAIT).unwrap_err().to_string();
    assert!(error.contains("hint: "), "{error}");
}
