//! Every word that a user reads: the same keys with the same arguments in every language, each of them used, and nothing
//! left in English.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use sitwell::text::Language;

/// The same in every language: names, and words that German took from English.
const SAME: [&str; 11] = [
    "calendar-month-11",
    "calendar-month-4",
    "calendar-month-8",
    "calendar-month-9",
    "calibration-extra-name",
    "calibration-photo-tragus",
    "cause-stress",
    "program-pause",
    "report-neutral",
    "settings-desktop",
    "tray-pause",
];

/// A message or an attribute: its words, and the names of its arguments.
#[derive(Clone, Debug, PartialEq)]
struct Words {
    file: String,
    text: String,
    arguments: BTreeSet<String>,
}

/// All words of a language by their keys.
fn all(language: Language) -> BTreeMap<String, Words> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(Path::new("assets/text").join(language.code())).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        let resource =
            fluent_syntax::parser::parse(text).unwrap_or_else(|(_, errors)| panic!("{file}: {errors:?}"));
        for entry in resource.body {
            let Entry::Message(message) = entry else {
                assert!(
                    matches!(entry, Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_)),
                    "{file}: {entry:?}"
                );
                continue;
            };
            let attributes = message.attributes.iter();
            let attributes = attributes
                .map(|attribute| (format!("{}.{}", message.id.name, attribute.id.name), &attribute.value));
            let value = message.value.iter().map(|value| (message.id.name.clone(), value));
            for (key, pattern) in value.chain(attributes) {
                let mut words = Words { file: file.clone(), text: String::new(), arguments: BTreeSet::new() };
                read(pattern, &mut words);
                assert!(all.insert(key.clone(), words).is_none(), "{file}: {key} is there twice");
            }
        }
    }
    all
}

fn read(pattern: &Pattern<String>, words: &mut Words) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => words.text += value,
            PatternElement::Placeable { expression: Expression::Inline(inline) } => {
                read_inline(inline, words);
            }
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                read_inline(selector, words);
                for variant in variants {
                    read(&variant.value, words);
                }
            }
        }
    }
}

fn read_inline(inline: &InlineExpression<String>, words: &mut Words) {
    match inline {
        InlineExpression::VariableReference { id } => {
            words.arguments.insert(id.name.clone());
        }
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                read_inline(argument, words);
            }
        }
        other => panic!("{}: {other:?}", words.file),
    }
}

#[test]
fn every_language_has_the_same_keys_in_the_same_files_with_the_same_arguments() {
    let english = all(Language::English);
    assert!(english.len() > 100, "the words were not found");
    for language in Language::ALL {
        let other = all(language);
        for (key, words) in &english {
            let Some(there) = other.get(key) else { panic!("{key} is not in {}", language.own_name()) };
            assert_eq!(there.file, words.file, "{key}");
            assert_eq!(there.arguments, words.arguments, "{key} in {}", language.own_name());
        }
        let more: Vec<_> = other.keys().filter(|key| !english.contains_key(*key)).collect();
        assert!(more.is_empty(), "{more:?} are in {} alone", language.own_name());
    }
}

#[test]
fn no_english_is_left_in_german() {
    let english = all(Language::English);
    let german = all(Language::German);
    let is_word = |letters: &str| letters.chars().filter(|letter| letter.is_alphabetic()).count() > 3;
    let same = english.iter().filter(|(key, words)| {
        is_word(&words.text) && german[*key].text == words.text && !SAME.contains(&key.as_str())
    });
    let same: Vec<_> = same.map(|(key, words)| (key, &words.text)).collect();
    assert!(same.is_empty(), "{same:?}");

    // Words that German does not have; what stands between backticks is to be typed.
    let foreign = ["the", "your", "you", "with", "is", "are", "not", "and", "of"];
    for (key, words) in german {
        let prose: String = words.text.split('`').step_by(2).collect();
        let found = prose.split(|c: char| !c.is_alphabetic()).find(|word| foreign.contains(word));
        assert!(found.is_none(), "{key}: {:?} in {}", found, words.text);
    }
}

/// A user is addressed as "Sie", and quotes are German ones.
#[test]
fn german_is_polite_and_well_set() {
    for (key, words) in all(Language::German) {
        let familiar = ["du", "dein", "deine", "deinen", "deiner", "dich", "dir"];
        let found = words.text.split(|c: char| !c.is_alphabetic()).find(|word| familiar.contains(word));
        assert!(found.is_none(), "{key}: {found:?} in {}", words.text);
        assert!(!words.text.contains('"'), "{key}: {}", words.text);
    }
}

#[test]
fn every_key_in_the_sources_has_words_and_every_word_is_used() {
    let known: BTreeSet<String> = all(Language::English).into_keys().collect();
    let mut literals = BTreeMap::new();
    for path in rust_files(Path::new("src")) {
        for literal in literals_of(&fs::read_to_string(&path).unwrap()) {
            literals.entry(literal).or_insert_with(|| path.clone());
        }
    }
    // A key is put together of a literal that ends in a hyphen (`why-`) and a name, or of one and an attribute.
    let prefixes: Vec<&String> =
        literals.keys().filter(|literal| literal.len() > 2 && literal.ends_with('-')).collect();
    let families: BTreeSet<&str> = known.iter().filter_map(|key| key.split('-').next()).collect();
    for (literal, path) in &literals {
        let is_key = literal.contains('-')
            && !literal.ends_with('-')
            && literal.split('-').next().is_some_and(|family| families.contains(family))
            && literal.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.');
        let is_known =
            known.contains(literal) || known.iter().any(|key| key.starts_with(&format!("{literal}-")));
        assert!(!is_key || is_known, "{}: there are no words for {literal}", path.display());
    }
    // Of two literals: a message and its attribute, or the beginning and the end of a name.
    let is_joined = |key: &str| {
        (1..key.len()).any(|at| {
            let (start, end) = key.split_at(at);
            let end = [end, end.trim_start_matches(['.', '-'])];
            literals.contains_key(start) && end.iter().any(|end| literals.contains_key(*end))
        })
    };
    let is_used = |key: &String| {
        literals.contains_key(key)
            || prefixes.iter().any(|prefix| key.starts_with(prefix.as_str()))
            || is_joined(key)
    };
    let unused: Vec<_> = known.iter().filter(|key| !is_used(key)).collect();
    assert!(unused.is_empty(), "nobody reads {unused:?}");
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// The string literals of a source, each up to the first place of an argument, and what follows the last one.
fn literals_of(source: &str) -> BTreeSet<String> {
    let code: String = source.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    // Quotation marks that are themselves in quotation marks.
    let code = code.replace("\\\"", "").replace("'\"'", "");
    let mut literals = BTreeSet::new();
    for literal in code.split('"').skip(1).step_by(2) {
        let mut parts = literal.split('{');
        literals.insert(parts.next().unwrap_or_default().to_owned());
        if let Some((_, rest)) = literal.rsplit_once('}') {
            literals.insert(rest.to_owned());
        }
    }
    literals
}
