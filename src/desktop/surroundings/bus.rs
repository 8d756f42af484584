//! Listens at one bus to services that come and go.

use std::{collections::HashMap, time::Duration};

use zbus::{
    MatchRule, Message,
    blocking::{Connection, MessageIterator, connection::Builder},
    fdo,
    message::{Flags, Type},
    names::OwnedUniqueName,
    zvariant::{DynamicType, OwnedFd},
};

use super::{
    services::{LOGIND, Object, Service, announced_sleep, delay_sleep},
    watching::Shared,
};
use crate::engine::Surroundings;

/// A service that does not answer for so long hangs; the others wait meanwhile.
const PATIENCE: Duration = Duration::from_secs(2);
/// Messages that may wait while a question is answered. With all places taken, the answer itself would have none.
const WAITING: usize = 1024;

const BUS: &str = "org.freedesktop.DBus";
const BUS_PATH: &str = "/org/freedesktop/DBus";

/// Hears the services of a bus until the connection ends.
pub(super) fn follow(address: &str, services: &'static [Service], shared: &Shared) {
    // There is no such bus, or it has just gone; and nobody is there any more to say yes.
    let _gone = listen(address, services, shared);
    for service in services {
        shared.hear(service.name, Surroundings::default());
    }
}

fn listen(address: &str, services: &'static [Service], shared: &Shared) -> zbus::Result<()> {
    let connection = Builder::address(address)?.method_timeout(PATIENCE).max_queued(WAITING).build()?;
    let of_the_closer = connection.clone();
    shared.closed_by(move || {
        let _closed_already = of_the_closer.close();
    });
    // Before the first question, so that nothing is missed between the answer and the listening.
    let messages = MessageIterator::from(&connection);
    let mut listener =
        Listener { connection, services, shared, owners: HashMap::new(), is_asleep: false, sleep_lock: None };
    for service in services {
        listener.meet(service)?;
    }
    for message in messages {
        let message = message?;
        if message.message_type() == Type::Signal {
            listener.heard(&message);
        }
    }
    Ok(())
}

struct Listener<'a> {
    connection: Connection,
    services: &'static [Service],
    shared: &'a Shared,
    /// The connections behind the names of the services that are there.
    owners: HashMap<&'static str, OwnedUniqueName>,
    /// Sleep was announced, and waking not yet.
    is_asleep: bool,
    /// Until it is dropped, logind waits for it before the computer sleeps.
    sleep_lock: Option<OwnedFd>,
}

impl Listener<'_> {
    /// Begins to listen to a service, whether it is there or not.
    fn meet(&mut self, service: &'static Service) -> zbus::Result<()> {
        let signals = MatchRule::builder().msg_type(Type::Signal).sender(service.name)?;
        let signals = if service.hears_below {
            signals.path_namespace(service.path)?
        } else {
            signals.path(service.path)?
        };
        let owners = MatchRule::builder()
            .msg_type(Type::Signal)
            .sender(BUS)?
            .member("NameOwnerChanged")?
            .arg(0, service.name)?
            .build();
        self.command_bus("AddMatch", &signals.build().to_string())?;
        self.command_bus("AddMatch", &owners.to_string())?;
        let owner =
            self.connection.call_method(Some(BUS), BUS_PATH, Some(BUS), "GetNameOwner", &service.name);
        match owner.and_then(|reply| reply.body().deserialize()) {
            Ok(owner) => {
                self.owners.insert(service.name, owner);
                self.ask(service);
            }
            // If it can be started, its name gets an owner, and that is heard.
            Err(_no_owner) if service.is_started => {
                self.command_bus("StartServiceByName", &(service.name, 0_u32))?;
            }
            Err(_no_owner) => {}
        }
        Ok(())
    }

    /// What the bus is told without waiting for an answer; it obeys in order.
    fn command_bus(&self, method: &str, body: &(impl serde::Serialize + DynamicType)) -> zbus::Result<()> {
        let command = Message::method_call(BUS_PATH, method)?
            .destination(BUS)?
            .interface(BUS)?
            .with_flags(Flags::NoReplyExpected)?
            .build(body)?;
        self.connection.send(&command)
    }

    fn heard(&mut self, signal: &Message) {
        let services = self.services;
        let header = signal.header();
        let Some(sender) = header.sender() else { return };
        if sender == BUS {
            let changed = fdo::NameOwnerChanged::from_message(signal.clone());
            let Some(Ok(changed)) = changed.as_ref().map(fdo::NameOwnerChanged::args) else { return };
            let Some(service) = services.iter().find(|service| changed.name() == service.name) else {
                return;
            };
            self.owners.remove(service.name);
            if let Some(owner) = changed.new_owner().as_ref() {
                self.owners.insert(service.name, owner.clone().into());
            }
            self.ask(service);
            return;
        }
        for service in services {
            // By the connection and not by the name: anybody may send a signal to us alone.
            if self.owners.get(service.name).is_some_and(|owner| owner == sender) {
                if let Some(begins) = announced_sleep(signal) {
                    self.is_asleep = begins;
                }
                self.ask(service);
            }
        }
    }

    /// Hears what a service has to say; one that is not there says no.
    fn ask(&mut self, service: &Service) {
        let Some(owner) = self.owners.get(service.name) else {
            self.shared.hear(service.name, Surroundings::default());
            if service.name == LOGIND {
                self.is_asleep = false;
                self.sleep_lock = None;
            }
            return;
        };
        let object =
            Object { connection: &self.connection, service: service.name, owner, path: service.path };
        let says = (service.ask)(&object);
        if service.name != LOGIND {
            self.shared.hear(service.name, says);
            return;
        }
        self.shared.hear(LOGIND, Surroundings { is_asleep: self.is_asleep, ..says });
        // By now all was told, and the camera is closed.
        if self.is_asleep {
            self.sleep_lock = None;
        } else if self.sleep_lock.is_none() {
            self.sleep_lock = delay_sleep(&object);
        }
    }
}
