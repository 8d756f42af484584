//! The languages, and how a key becomes words.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::{
        LazyLock,
        atomic::{AtomicU8, Ordering},
    },
};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use include_dir::{Dir, include_dir};
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/text");

/// A language that Sitwell speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Language {
    #[default]
    English,
    German,
}

/// The one in force, as its place in [`Language::ALL`]. Of the whole program: one person reads it.
static IN_FORCE: AtomicU8 = AtomicU8::new(0);

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// The name of its folder and its code by ISO 639-1.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// What its speakers call it.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
        }
    }

    /// The one that the desktop is set to, where Sitwell speaks it; otherwise English.
    pub fn of_desktop() -> Self {
        let wanted = sys_locale::get_locale().unwrap_or_default();
        let spoken = |language: &Self| wanted.to_lowercase().starts_with(language.code());
        Self::ALL.into_iter().find(spoken).unwrap_or_default()
    }

    /// The one in force.
    pub fn in_force() -> Self {
        Self::ALL.get(usize::from(IN_FORCE.load(Ordering::Relaxed))).copied().unwrap_or_default()
    }

    /// Speaks this language from now on.
    pub fn set(self) {
        let place = Self::ALL.iter().position(|language| *language == self).unwrap_or_default();
        IN_FORCE.store(place as u8, Ordering::Relaxed);
    }

    fn book(self) -> &'static Book {
        match self {
            Self::English => &ENGLISH,
            Self::German => &GERMAN,
        }
    }

    /// The words of a key without arguments. A key that this language lacks is looked for in English; one that is
    /// nowhere stands for itself.
    pub fn words(self, key: &str) -> &'static str {
        let found = self.book().plain.get(key).or_else(|| ENGLISH.plain.get(key));
        found.copied().unwrap_or_else(|| {
            debug_assert!(false, "no words without arguments for the key {key}");
            "\u{fffd}"
        })
    }

    /// The words of a key with its arguments in their places.
    pub fn words_with(self, key: &str, arguments: &[(&'static str, FluentValue<'_>)]) -> String {
        let arguments: FluentArgs<'_> =
            arguments.iter().map(|(name, value)| (*name, value.clone())).collect();
        let found = self.book().format(key, &arguments).or_else(|| ENGLISH.format(key, &arguments));
        found.map_or_else(
            || {
                debug_assert!(false, "no words for the key {key}");
                key.to_owned()
            },
            Cow::into_owned,
        )
    }
}

/// The words of a key without arguments, in the language in force: `message` or `message.attribute`.
pub fn words(key: &str) -> &'static str {
    Language::in_force().words(key)
}

/// The words of a key with its arguments in their places, in the language in force.
pub fn words_with(key: &str, arguments: &[(&'static str, FluentValue<'_>)]) -> String {
    Language::in_force().words_with(key, arguments)
}

/// The words of what is named by `key` in machine-readable output, such as `why-` and `no_neutral`.
pub fn words_of(prefix: &str, key: &str) -> &'static str {
    words(&key_of(prefix, key))
}

/// The key of such words, such as `why-no-neutral`.
pub fn key_of(prefix: &str, key: &str) -> String {
    format!("{prefix}{}", key.replace('_', "-"))
}

/// Whether a language has words of its own for this key.
pub fn is_known(language: Language, key: &str) -> bool {
    language.book().keys.contains(key)
}

/// Every key of a language: `message` and `message.attribute`.
pub fn keys(language: Language) -> &'static BTreeSet<String> {
    &language.book().keys
}

static ENGLISH: LazyLock<Book> = LazyLock::new(|| Book::open(Language::English));
static GERMAN: LazyLock<Book> = LazyLock::new(|| Book::open(Language::German));

/// All words of a language.
struct Book {
    bundle: FluentBundle<FluentResource>,
    keys: BTreeSet<String>,
    /// What has no arguments, put together once.
    plain: BTreeMap<String, &'static str>,
}

impl Book {
    fn open(language: Language) -> Self {
        let identifier: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // The marks that keep directions of writing apart would show as boxes.
        bundle.set_use_isolating(false);
        bundle.set_formatter(match language {
            Language::English => None,
            Language::German => Some(with_decimal_comma),
        });
        let mut keys = BTreeSet::new();
        let folder = FILES.get_dir(language.code());
        for file in folder.into_iter().flat_map(Dir::files) {
            let text = file.contents_utf8().unwrap_or_default().to_owned();
            // What is wrong in one of these files is found by the tests; a program in use goes on with the rest.
            let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, errors)| {
                debug_assert!(false, "{}: {errors:?}", file.path().display());
                resource
            });
            keys.extend(keys_of(&resource));
            let added = bundle.add_resource(resource);
            debug_assert!(added.is_ok(), "{}: {:?}", file.path().display(), added.err());
        }
        let mut book = Self { bundle, keys, plain: BTreeMap::new() };
        // A key that needs arguments fails without them, and is no plain one.
        let plain = book.keys.iter().filter_map(|key| {
            let words = book.format(key, &FluentArgs::new())?;
            Some((key.clone(), &*Box::leak(words.into_owned().into_boxed_str())))
        });
        book.plain = plain.collect();
        book
    }

    fn format(&self, key: &str, arguments: &FluentArgs<'_>) -> Option<Cow<'_, str>> {
        let (message, attribute) = key.split_once('.').map_or((key, None), |(m, a)| (m, Some(a)));
        let message = self.bundle.get_message(message)?;
        let pattern = match attribute {
            None => message.value()?,
            Some(attribute) => message.get_attribute(attribute)?.value(),
        };
        let mut errors = Vec::new();
        let words = self.bundle.format_pattern(pattern, Some(arguments), &mut errors);
        errors.is_empty().then_some(words)
    }
}

/// A number as German writes it.
fn with_decimal_comma<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(number.as_string().replace('.', ",")),
        _ => None,
    }
}

fn keys_of(resource: &FluentResource) -> Vec<String> {
    let mut keys = Vec::new();
    for entry in resource.entries() {
        let fluent_syntax::ast::Entry::Message(message) = entry else { continue };
        if message.value.is_some() {
            keys.push(message.id.name.to_owned());
        }
        let attributes = message.attributes.iter();
        keys.extend(attributes.map(|attribute| format!("{}.{}", message.id.name, attribute.id.name)));
    }
    keys
}
