//! The tray icon of Linux desktops (`StatusNotifierItem`).

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use ksni::{MenuItem, OfflineReason, ToolTip, TrayMethods, menu::StandardItem};

use super::{TrayChoice, TrayState};
use crate::{
    engine::Slot,
    sign,
    text::{words, words_with},
};

/// The sides of the icon that a panel can choose from, in pixels.
const ICON_PX: [u32; 3] = [22, 32, 48];

/// The icon. Where the desktop has no tray there is none, until it has one.
#[derive(Debug)]
pub struct Tray {
    orders: Arc<Slot<Order>>,
    host: Arc<Host>,
    shown: Option<TrayState>,
}

#[derive(Debug)]
enum Order {
    Show(TrayState),
    Stop,
}

/// Whether anything shows the icon.
#[derive(Debug, Default)]
struct Host {
    /// The icon is on the session's bus.
    is_offered: AtomicBool,
    /// The desktop has no tray.
    is_missing: AtomicBool,
}

impl Tray {
    /// Begins to offer the icon to the desktop. `chosen` is called on the tray's own thread and should return at once.
    pub fn start(chosen: impl Fn(TrayChoice) + Send + Sync + 'static) -> io::Result<Self> {
        let (orders, host) = (Arc::new(Slot::default()), Arc::new(Host::default()));
        let item = Item { state: TrayState::default(), chosen: Arc::new(chosen), host: host.clone() };
        let (taken, seen) = (orders.clone(), host.clone());
        // On a thread of its own, because the desktop may take its time for every change.
        let run = move || run(item, &taken, &seen);
        thread::Builder::new().name("tray".into()).spawn(run)?;
        Ok(Self { orders, host, shown: None })
    }

    /// Shows this from now on; returns at once. The first state makes the icon appear, the same again costs nothing.
    pub fn show(&mut self, state: &TrayState) {
        if self.shown.as_ref() != Some(state) {
            self.shown = Some(state.clone());
            self.orders.put(Order::Show(state.clone()));
        }
    }

    /// Whether the desktop has a tray that shows the icon, so that a closed window can be found again.
    pub fn is_shown(&self) -> bool {
        self.host.is_offered.load(Ordering::SeqCst) && !self.host.is_missing.load(Ordering::SeqCst)
    }
}

impl Drop for Tray {
    fn drop(&mut self) {
        // Not waited for: a desktop that hangs must not keep the program from ending.
        self.orders.put(Order::Stop);
    }
}

fn run(item: Item, orders: &Slot<Order>, host: &Host) {
    // The first state comes at once; so the desktop sees no other before it.
    let Order::Show(state) = next(orders) else { return };
    // A tray that appears later, as while the session starts, is found. Without a session bus there will be none.
    let spawning = Item { state, ..item }.assume_sni_available(true).spawn();
    let Ok(handle) = zbus::block_on(spawning) else { return };
    host.is_offered.store(true, Ordering::SeqCst);
    while let Order::Show(state) = next(orders) {
        zbus::block_on(handle.update(|item| item.state = state));
    }
    host.is_offered.store(false, Ordering::SeqCst);
    zbus::block_on(handle.shutdown());
}

fn next(orders: &Slot<Order>) -> Order {
    loop {
        if let Some(order) = orders.take(Duration::MAX) {
            return order;
        }
    }
}

/// The icon, as the library asks for it.
struct Item {
    state: TrayState,
    chosen: Arc<dyn Fn(TrayChoice) + Send + Sync>,
    host: Arc<Host>,
}

impl ksni::Tray for Item {
    fn id(&self) -> String {
        "sitwell".into()
    }

    fn title(&self) -> String {
        "Sitwell".into()
    }

    fn icon_pixmap(&self) -> Vec<ksni::Icon> {
        ICON_PX.into_iter().map(|side_px| icon(self.state.sign, side_px)).collect()
    }

    fn tool_tip(&self) -> ToolTip {
        ToolTip { title: "Sitwell".into(), description: self.status(), ..ToolTip::default() }
    }

    fn activate(&mut self, _x: i32, _y: i32) {
        (self.chosen)(TrayChoice::Open);
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        let state = &self.state;
        let pause = if state.is_paused {
            choice("tray-resume", TrayChoice::Resume, true)
        } else {
            choice("tray-pause", TrayChoice::Pause, true)
        };
        vec![
            // In a label, an underscore marks a key unless it is doubled.
            StandardItem {
                label: self.status().replace('_', "__"),
                enabled: false,
                ..StandardItem::default()
            }
            .into(),
            MenuItem::Separator,
            choice("tray-open", TrayChoice::Open, true),
            pause,
            choice("tray-pause-an-hour", TrayChoice::PauseAnHour, !state.is_paused),
            choice("tray-snooze", TrayChoice::Snooze, !state.is_paused),
            choice("tray-calibrate", TrayChoice::Calibrate, state.can_calibrate),
            MenuItem::Separator,
            choice("tray-quit", TrayChoice::Quit, true),
        ]
    }

    fn watcher_online(&self) {
        self.host.is_missing.store(false, Ordering::SeqCst);
    }

    fn watcher_offline(&self, _reason: OfflineReason) -> bool {
        self.host.is_missing.store(true, Ordering::SeqCst);
        true
    }
}

impl Item {
    fn status(&self) -> String {
        match &self.state.snoozed_until {
            Some(until) => words_with(
                "tray-quiet-until",
                &[("status", self.state.status.as_str().into()), ("time", until.as_str().into())],
            ),
            None => self.state.status.clone(),
        }
    }
}

fn choice(key: &str, choice: TrayChoice, enabled: bool) -> MenuItem<Item> {
    let activate = Box::new(move |item: &mut Item| (item.chosen)(choice));
    StandardItem { label: words(key).into(), enabled, activate, ..StandardItem::default() }.into()
}

fn icon(sign: sign::Sign, side_px: u32) -> ksni::Icon {
    let mut data = sign::rgba(sign, side_px);
    for pixel in data.chunks_exact_mut(4) {
        // From red, green, blue, alpha to alpha, red, green, blue.
        pixel.rotate_right(1);
    }
    ksni::Icon { width: side_px as i32, height: side_px as i32, data }
}
