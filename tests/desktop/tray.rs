//! The tray icon, as a panel sees it. The library below it knows only the bus of its process, so the icon lives in a
//! process of its own: this program again, with the one test that is ignored otherwise.

use std::{
    collections::HashMap,
    env,
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel},
    thread,
    time::Duration,
};

use sitwell::{
    desktop::tray::{Tray, TrayState},
    sign::Sign,
};
use zbus::{
    blocking::{Connection, Proxy},
    interface,
    zvariant::{OwnedValue, Structure, Value},
};

use crate::{WAIT, private_bus::PrivateBus};

const WATCHER: &str = "org.kde.StatusNotifierWatcher";

/// A panel's list of icons.
struct Watcher {
    registered: SyncSender<String>,
}

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: String) {
        self.registered.send(service).unwrap();
    }

    #[zbus(property)]
    #[allow(clippy::unused_self, reason = "a property is one of something")]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }
}

struct Panel {
    connection: Connection,
    registered: Receiver<String>,
}

impl Panel {
    fn start(bus: &PrivateBus) -> Self {
        let (tell, registered) = sync_channel(10);
        let builder = bus.builder().serve_at("/StatusNotifierWatcher", Watcher { registered: tell });
        Self { connection: builder.unwrap().name(WATCHER).unwrap().build().unwrap(), registered }
    }

    fn icon(&self) -> Icon {
        let service = self.registered.recv_timeout(WAIT).expect("the icon is registered");
        let proxy = |path: &'static str, interface: &'static str| {
            Proxy::new(&self.connection, service.clone(), path, interface).unwrap()
        };
        let item = proxy("/StatusNotifierItem", "org.kde.StatusNotifierItem");
        let path: zbus::zvariant::OwnedObjectPath = item.get_property("Menu").unwrap();
        assert_eq!(path.as_str(), "/MenuBar");
        Icon { item, menu: proxy("/MenuBar", "com.canonical.dbusmenu") }
    }
}

/// What a panel reads of an icon.
struct Icon {
    item: Proxy<'static>,
    menu: Proxy<'static>,
}

/// A part of the menu on the bus: its number, what is said of it, and its own parts.
type Node = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);
/// An entry of the menu: its number, its words, and whether it can be chosen.
type Entry = (i32, String, bool);

impl Icon {
    fn entries(&self) -> Vec<Entry> {
        let nothing: &[&str] = &[];
        let reply = self.menu.call_method("GetLayout", &(0, -1, nothing)).unwrap();
        let body = reply.body();
        let (_revision, (_, _, entries)): (u32, Node) = body.deserialize().unwrap();
        let read = |entry: OwnedValue| {
            let node: Structure<'_> = entry.downcast_ref().unwrap();
            let (id, properties, _): Node = node.try_into().unwrap();
            let label = properties.get("label").map(|label| label.downcast_ref::<String>().unwrap());
            let enabled = properties.get("enabled").is_none_or(|enabled| enabled.downcast_ref().unwrap());
            (id, label.unwrap_or_default(), enabled)
        };
        entries.into_iter().map(read).filter(|(_, label, _)| !label.is_empty()).collect()
    }

    fn labels(&self, only_enabled: bool) -> Vec<String> {
        let entries = self.entries().into_iter().filter(|entry| entry.2 || !only_enabled);
        entries.map(|entry| entry.1).collect()
    }

    fn click(&self, label: &str) {
        let (id, ..) = self.entries().into_iter().find(|entry| entry.1 == label).expect(label);
        self.menu.call_method("Event", &(id, "clicked", Value::from(0), 0_u32)).unwrap();
    }

    /// The sides of the pictures on offer, and the first picture.
    fn pictures(&self) -> (Vec<i32>, Vec<u8>) {
        let pictures: Vec<(i32, i32, Vec<u8>)> = fresh(&self.item, "IconPixmap").try_into().unwrap();
        (pictures.iter().map(|picture| picture.0).collect(), pictures[0].2.clone())
    }
}

/// A property, past the proxy's memory.
fn fresh(proxy: &Proxy<'_>, property: &str) -> OwnedValue {
    let properties = Proxy::new(
        proxy.connection(),
        proxy.destination().to_owned(),
        proxy.path().to_owned(),
        "org.freedesktop.DBus.Properties",
    )
    .unwrap();
    let reply = properties.call_method("Get", &(proxy.interface().as_str(), property)).unwrap();
    reply.body().deserialize().unwrap()
}

/// The process with the icon.
struct Program {
    process: Child,
    orders: ChildStdin,
    said: Receiver<String>,
}

impl Program {
    fn start(address: &str) -> Self {
        let mut process = Command::new(env::current_exe().unwrap())
            .args(["--exact", "tray::the_program_with_the_icon", "--ignored", "--nocapture"])
            .env("DBUS_SESSION_BUS_ADDRESS", address)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (tell, said) = sync_channel(100);
        let lines = BufReader::new(process.stdout.take().unwrap()).lines().map_while(Result::ok);
        // The test program itself says a few things, too.
        let ours = lines.filter_map(|line| line.strip_prefix("tray: ").map(str::to_owned));
        let read = move || ours.into_iter().for_each(|line| tell.send(line).unwrap());
        thread::Builder::new().name("what the program says".into()).spawn(read).unwrap();
        Self { orders: process.stdin.take().unwrap(), process, said }
    }

    fn order(&mut self, order: &str) {
        writeln!(self.orders, "{order}").unwrap();
    }

    fn said(&self) -> String {
        self.said.recv_timeout(WAIT).unwrap()
    }

    fn is_shown(&mut self) -> bool {
        self.order("is it shown?");
        self.said().parse().unwrap()
    }

    /// Looks again every 20 ms, while the program says nothing.
    fn wait_until(&mut self, mut is_so: impl FnMut(&mut Self) -> bool) {
        for _ in 0..WAIT.as_millis() / 20 {
            if is_so(self) {
                return;
            }
            let pause = self.said.recv_timeout(Duration::from_millis(20));
            assert_eq!(pause, Err(RecvTimeoutError::Timeout));
        }
        panic!("it never became so");
    }

    fn end(mut self) {
        self.order("end");
        assert!(self.process.wait().unwrap().success());
    }
}

#[test]
#[ignore = "the program of the tests below, which give it a bus and orders"]
fn the_program_with_the_icon() {
    let say = |words: &str| println!("\ntray: {words}");
    let mut tray = Tray::start(move |choice| say(&format!("{choice:?}"))).unwrap();
    let mut state =
        TrayState { status: "Near your neutral_".into(), can_calibrate: true, ..TrayState::default() };
    for order in std::io::stdin().lock().lines().map_while(Result::ok) {
        match order.as_str() {
            "is it shown?" => say(&tray.is_shown().to_string()),
            "end" => break,
            "pause" => {
                state = TrayState { sign: Sign::Paused, status: "Paused".into(), is_paused: true, ..state };
                state.can_calibrate = false;
            }
            "snooze" => state.snoozed_until = Some("14:30".into()),
            _ => {}
        }
        tray.show(&state);
    }
}

#[test]
fn the_icon_has_pictures_and_a_menu_that_follow_the_state() {
    let bus = PrivateBus::start();
    let panel = Panel::start(&bus);
    let mut program = Program::start(&bus.address);
    program.order("show");
    let icon = panel.icon();
    program.wait_until(Program::is_shown);
    let (sides, watching) = icon.pictures();
    assert_eq!(sides, [22, 32, 48]);
    assert_eq!(watching.len(), 22 * 22 * 4);
    // The ground of the sign, as alpha, red, green, blue.
    assert_eq!(watching[(11 * 22 + 1) * 4..][..4], [255, 0x1f, 0x6f, 0xb2]);
    let labels = [
        "Near your neutral__",
        "Open Sitwell",
        "Pause",
        "Pause for 1 hour",
        "Snooze alerts for 30 min",
        "Calibrate",
        "Quit",
    ];
    assert_eq!(icon.labels(false), labels);
    assert_eq!(icon.labels(true), labels[1..], "only the first line is there to read");
    for (label, choice) in
        labels[1..].iter().zip(["Open", "Pause", "PauseAnHour", "Snooze", "Calibrate", "Quit"])
    {
        icon.click(label);
        assert_eq!(program.said(), choice);
    }
    icon.item.call_method("Activate", &(0, 0)).unwrap();
    assert_eq!(program.said(), "Open");

    let changes = icon.item.receive_signal("NewIcon").unwrap();
    program.order("pause");
    changes.into_iter().next().expect("the panel is told of the new picture");
    assert_ne!(icon.pictures().1, watching);
    // The picture is announced first, the menu follows.
    program.order("snooze");
    let expected = ["Paused; no alerts until 14:30", "Open Sitwell", "Resume"];
    program.wait_until(|_| icon.labels(false)[..3] == expected);
    assert_eq!(icon.labels(true), ["Open Sitwell", "Resume", "Quit"]);
    icon.click("Resume");
    assert_eq!(program.said(), "Resume");
    program.end();
}

#[test]
fn a_panel_that_comes_goes_and_comes_back_is_found() {
    let bus = PrivateBus::start();
    let mut program = Program::start(&bus.address);
    program.order("show");
    assert!(!program.is_shown());

    let panel = Panel::start(&bus);
    assert_eq!(panel.icon().labels(false)[1], "Open Sitwell");
    program.wait_until(Program::is_shown);
    panel.connection.close().unwrap();
    program.wait_until(|program| !program.is_shown());
    let panel = Panel::start(&bus);
    assert_eq!(panel.icon().labels(false)[1], "Open Sitwell");
    program.wait_until(Program::is_shown);

    // The end of the session: nothing to show it any more, and the program ends as it should.
    drop(panel);
    drop(bus);
    program.order("pause");
    program.end();
}

#[test]
fn without_a_session_there_is_no_icon_and_no_harm() {
    let mut program = Program::start("unix:path=/nonexistent/bus");
    program.order("show");
    program.order("pause");
    program.wait_until(|program| !program.is_shown());
    program.end();
}
