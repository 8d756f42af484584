//! Whether the active window fills the screen, as an X server tells (Extended Window Manager Hints 1.5).

use std::{process, sync::Arc};

use x11rb::{
    COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT, NONE,
    connection::Connection,
    errors::ReplyError,
    protocol::{
        Event,
        xproto::{
            Atom, AtomEnum, ChangeWindowAttributesAux, ClientMessageEvent, ConnectionExt, CreateWindowAux,
            EventMask, Window, WindowClass,
        },
    },
    rust_connection::RustConnection,
};

use super::watching::Shared;
use crate::engine::Surroundings;

const SPEAKER: &str = "X server";
/// More states than a window can have.
const MAX_STATES: u32 = 64;

/// Hears the X server until the connection ends.
pub(super) fn follow(display: &str, shared: &Shared) {
    // There is no such server, or it has just gone.
    let _gone = listen(display, shared);
    shared.hear(SPEAKER, Surroundings::default());
}

fn listen(display: &str, shared: &Shared) -> anyhow::Result<()> {
    let (connection, screen) = RustConnection::connect(Some(display))?;
    let connection = Arc::new(connection);
    let names = Names::of(&connection)?;
    let root = connection.setup().roots.get(screen).map_or(NONE, |screen| screen.root);
    let letter_box = letter_box(&connection, root)?;
    let of_the_closer = Arc::clone(&connection);
    shared.closed_by(move || {
        let letter = ClientMessageEvent::new(32, letter_box, AtomEnum::NONE, [0_u32; 5]);
        let _gone_already = of_the_closer.send_event(false, letter_box, EventMask::NO_EVENT, letter);
        let _gone_already = of_the_closer.flush();
    });
    let mut desk = Desk { connection: &connection, names, root, active: NONE };
    desk.listen_to(root, EventMask::PROPERTY_CHANGE)?;
    loop {
        let is_hushed = desk.is_filled()?;
        shared.hear(SPEAKER, Surroundings { is_hushed, ..Surroundings::default() });
        loop {
            match connection.wait_for_event()? {
                Event::ClientMessage(letter) if letter.window == letter_box => return Ok(()),
                Event::PropertyNotify(changed) if desk.concerns(changed.window, changed.atom) => break,
                // Errors too: a window may go while it is asked about.
                _ => {}
            }
        }
    }
}

/// A window that is never seen, at which the thread can be told to stop.
fn letter_box(connection: &RustConnection, root: Window) -> anyhow::Result<Window> {
    let window = connection.generate_id()?;
    connection.create_window(
        COPY_DEPTH_FROM_PARENT,
        window,
        root,
        0,
        0,
        1,
        1,
        0,
        WindowClass::INPUT_ONLY,
        COPY_FROM_PARENT,
        &CreateWindowAux::new(),
    )?;
    connection.flush()?;
    Ok(window)
}

/// What windows and window managers call their properties.
struct Names {
    active_window: Atom,
    process: Atom,
    state: Atom,
    full_screen: Atom,
}

impl Names {
    fn of(connection: &RustConnection) -> anyhow::Result<Self> {
        let name = |name: &str| anyhow::Ok(connection.intern_atom(false, name.as_bytes())?.reply()?.atom);
        Ok(Self {
            active_window: name("_NET_ACTIVE_WINDOW")?,
            process: name("_NET_WM_PID")?,
            state: name("_NET_WM_STATE")?,
            full_screen: name("_NET_WM_STATE_FULLSCREEN")?,
        })
    }
}

/// What is on the screen.
struct Desk<'a> {
    connection: &'a RustConnection,
    names: Names,
    root: Window,
    /// The window that the user works in; `NONE` where there is none.
    active: Window,
}

impl Desk<'_> {
    fn concerns(&self, window: Window, property: Atom) -> bool {
        (window == self.root && property == self.names.active_window)
            || (window == self.active && property == self.names.state)
    }

    /// Whether the window that is active now fills the screen. Only a lost connection is an error.
    fn is_filled(&mut self) -> anyhow::Result<bool> {
        let active = self
            .numbers(self.root, self.names.active_window, AtomEnum::WINDOW, 1)?
            .first()
            .map_or(NONE, |&window| window);
        if active != self.active {
            if self.active != NONE {
                self.listen_to(self.active, EventMask::NO_EVENT)?;
            }
            self.active = active;
            if active != NONE {
                // Before its state is asked for, so that no change is missed.
                self.listen_to(active, EventMask::PROPERTY_CHANGE)?;
            }
        }
        if active == NONE {
            return Ok(false);
        }
        let states = self.numbers(active, self.names.state, AtomEnum::ATOM, MAX_STATES)?;
        let is_ours = self.numbers(active, self.names.process, AtomEnum::CARDINAL, 1)? == [process::id()];
        Ok(!is_ours && states.contains(&self.names.full_screen))
    }

    fn listen_to(&self, window: Window, events: EventMask) -> anyhow::Result<()> {
        let attributes = ChangeWindowAttributesAux::new().event_mask(events);
        self.connection.change_window_attributes(window, &attributes)?;
        self.connection.flush()?;
        Ok(())
    }

    /// A property of a window; empty if the window or the property is not there.
    fn numbers(
        &self,
        window: Window,
        property: Atom,
        of_type: AtomEnum,
        at_most: u32,
    ) -> anyhow::Result<Vec<u32>> {
        let asked = self.connection.get_property(false, window, property, of_type, 0, at_most)?;
        match asked.reply() {
            Ok(reply) => Ok(reply.value32().map(Iterator::collect).unwrap_or_default()),
            Err(ReplyError::X11Error(_no_such_window)) => Ok(Vec::new()),
            Err(ReplyError::ConnectionError(lost)) => Err(lost.into()),
        }
    }
}
