//! The strip on X11. The X server draws it, without a toolkit, so that it costs next to nothing and needs no window of
//! the program. On Wayland only the compositor places windows; there the strip comes by way of Xwayland where that runs,
//! and not at all elsewhere.

use std::{error::Error, thread, time::Duration};

use x11rb::{
    COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT,
    connection::Connection,
    cookie::Cookie,
    protocol::{
        randr::{ConnectionExt as _, MonitorInfo},
        shape::{ConnectionExt as _, SK, SO},
        xproto::{ClipOrdering, ConnectionExt as _, CreateWindowAux, Rectangle, Screen, WindowClass},
    },
    rust_connection::RustConnection,
};

use super::ScreenEdgeError;
use crate::sign::WARM;

/// How high the strip is, in pixels: seen at a glance, and over no text.
const HEIGHT_PX: u16 = 8;

/// Shows the strip and returns at once; it goes by itself after this time.
///
/// `display` names the X server; `None`: that of the user's session.
pub fn show(display: Option<&str>, lasting: Duration) -> Result<(), ScreenEdgeError> {
    let connection = draw(display).map_err(ScreenEdgeError)?;
    let stay = move || {
        thread::park_timeout(lasting);
        // The windows go with their connection.
        drop(connection);
    };
    let thread = thread::Builder::new().name("screen edge".into()).spawn(stay);
    thread.map(|_| ()).map_err(|error| ScreenEdgeError(error.into()))
}

fn draw(display: Option<&str>) -> Result<RustConnection, Box<dyn Error + Send + Sync>> {
    let (connection, number) = x11rb::connect(display)?;
    let screen = connection.setup().roots.get(number).ok_or("the display has no screen")?;
    let [red, green, blue] = WARM.map(|part| u16::from(part) * 257);
    let color = connection.alloc_color(screen.default_colormap, red, green, blue)?.reply()?;
    for edge in edges(&connection, screen) {
        let window = connection.generate_id()?;
        // Without the window manager: it would give the strip the keyboard, a place and an entry in the list of
        // windows. Saving what it covers spares the program below a repaint.
        let look = CreateWindowAux::new().background_pixel(color.pixel).override_redirect(1).save_under(1);
        connection.create_window(
            COPY_DEPTH_FROM_PARENT,
            window,
            screen.root,
            edge.x,
            edge.y,
            edge.width,
            edge.height,
            0,
            WindowClass::INPUT_OUTPUT,
            COPY_FROM_PARENT,
            &look,
        )?;
        // Nothing of it takes the mouse: a click goes to what lies below.
        connection.shape_rectangles(SO::SET, SK::INPUT, ClipOrdering::UNSORTED, window, 0, 0, &[])?;
        // The answer tells whether all of this was accepted.
        connection.map_window(window)?.check()?;
    }
    Ok(connection)
}

/// The upper edge of every monitor, or of the whole screen where the server does not tell its monitors.
fn edges(connection: &RustConnection, screen: &Screen) -> Vec<Rectangle> {
    let edge = |m: &MonitorInfo| Rectangle { x: m.x, y: m.y, width: m.width, height: HEIGHT_PX };
    let reply = connection.randr_get_monitors(screen.root, true).map(Cookie::reply);
    match reply {
        Ok(Ok(reply)) if !reply.monitors.is_empty() => reply.monitors.iter().map(edge).collect(),
        _ => vec![Rectangle { x: 0, y: 0, width: screen.width_in_pixels, height: HEIGHT_PX }],
    }
}
