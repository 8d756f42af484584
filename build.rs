//! Checks the care files before they are built in: a wrong key, a dose that is missing or an exercise without words in
//! one of the languages ends the build, with the file and the line.

#![allow(clippy::print_stdout, reason = "a build script talks to cargo through its output")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::ExitCode,
};

use serde::de::DeserializeOwned;

use self::entries::{
    CauseFile, Effect, ExerciseFile, HabitFile, Kit, MassageFile, MuscleFile, Place, QuestionFile,
    RedFlagFile,
};

#[path = "src/care/check.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    unfulfilled_lint_expectations,
    reason = "the types of the program; read here, used there"
)]
mod check;
#[path = "src/care/dose.rs"]
#[allow(dead_code, unreachable_pub, unfulfilled_lint_expectations, reason = "as above")]
mod dose;
#[path = "src/care/entries.rs"]
#[allow(dead_code, unreachable_pub, unfulfilled_lint_expectations, reason = "as above")]
mod entries;
#[path = "src/care/muscle.rs"]
#[allow(dead_code, unreachable_pub, unfulfilled_lint_expectations, reason = "as above")]
mod muscle;
#[path = "src/care/need.rs"]
#[allow(dead_code, unreachable_pub, unfulfilled_lint_expectations, reason = "as above")]
mod need;

/// Where the data are.
const DATA: &str = "assets/care";
/// Where the words are, a folder for every language.
const LANGUAGES: [&str; 2] = ["assets/text/en", "assets/text/de"];
/// The files of words that belong to the care files.
const WORDS: [&str; 2] = ["care.ftl", "exercises.ftl"];
/// An exercise is told in no fewer steps and in no more.
const STEPS: std::ops::RangeInclusive<usize> = 3..=5;
/// Shorter is no exercise, longer is none beside work, in seconds.
const TAKES_SECS: std::ops::RangeInclusive<u32> = 10..=1800;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed={DATA}");
    for (language, file) in LANGUAGES.iter().flat_map(|language| WORDS.map(|file| (language, file))) {
        println!("cargo::rerun-if-changed={language}/{file}");
    }
    let faults = faults(Path::new("."));
    for fault in &faults {
        println!("cargo::error={fault}");
    }
    if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Everything that is wrong in the care files of the project in this folder, each as `file:line: what`.
pub(crate) fn faults(project: &Path) -> Vec<String> {
    let mut files = Files { project, faults: Vec::new(), texts: BTreeMap::new() };
    check_files(&mut files);
    files.faults
}

/// The care files, and what was found wrong in them.
struct Files<'a> {
    project: &'a Path,
    faults: Vec<String>,
    /// The text of every file that was read, by its path in the project.
    texts: BTreeMap<String, String>,
}

impl Files<'_> {
    fn text(&mut self, path: &str) -> String {
        let text = fs::read_to_string(self.project.join(path)).unwrap_or_else(|error| {
            self.faults.push(format!("{path}: cannot be read: {error}; hint: restore the file"));
            String::new()
        });
        self.texts.insert(path.to_owned(), text.clone());
        text
    }

    fn parse<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let path = format!("{DATA}/{name}");
        let text = self.text(&path);
        toml::from_str(&text)
            .map_err(|error| {
                let start = error.span().unwrap_or_default().start;
                let line = text.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1;
                self.faults.push(format!("{path}:{line}: {}", error.message().replace('\n', "; ")));
            })
            .ok()
    }

    /// Something is wrong about the entry of this id.
    fn fault(&mut self, name: &str, id: &str, what: &str) {
        let path = format!("{DATA}/{name}");
        let entry = format!("id = \"{id}\"");
        let text = self.texts.get(&path).map(String::as_str).unwrap_or_default();
        let line = text.lines().position(|line| line.trim() == entry).map_or(1, |index| index + 1);
        self.faults.push(format!("{path}:{line}: {id}: {what}"));
    }

    /// No id may stand twice.
    fn check_ids<'i>(&mut self, name: &str, ids: impl IntoIterator<Item = &'i str>) -> BTreeSet<&'i str> {
        let mut known = BTreeSet::new();
        for id in ids {
            if !known.insert(id) {
                self.fault(name, id, "this id stands twice; hint: give one of them another");
            }
        }
        known
    }

    /// What an entry names must be there.
    fn check_named(&mut self, name: &str, id: &str, named: &[String], known: &BTreeSet<&str>, of: &str) {
        for unknown in named.iter().filter(|named| !known.contains(named.as_str())) {
            self.fault(
                name,
                id,
                &format!("there is no `{unknown}` in {of}; hint: correct it, or add it there"),
            );
        }
    }
}

fn check_files(files: &mut Files<'_>) {
    let (exercises, massages) = (files.parse("exercises.toml"), files.parse("massage.toml"));
    let (habits, causes) = (files.parse("habits.toml"), files.parse("causes.toml"));
    let (muscles, flags) = (files.parse("muscles.toml"), files.parse("red_flags.toml"));
    let (
        Some(exercises),
        Some(massages),
        Some(habits),
        Some(causes),
        Some(muscles),
        Some(flags),
        Some(questions),
    ) = (exercises, massages, habits, causes, muscles, flags, files.parse("questions.toml"))
    else {
        return;
    };
    let (exercises, massages): (ExerciseFile, MassageFile) = (exercises, massages);
    let (habits, causes): (HabitFile, CauseFile) = (habits, causes);
    let (muscles, flags, questions): (MuscleFile, RedFlagFile, QuestionFile) = (muscles, flags, questions);

    let flag_ids = files.check_ids("red_flags.toml", flags.red_flag.iter().map(|it| it.id.as_str()));
    let exercise_ids = files.check_ids("exercises.toml", exercises.exercise.iter().map(|it| it.id.as_str()));
    check_exercises(files, &exercises, &flag_ids);
    let massage_ids = files.check_ids("massage.toml", massages.massage.iter().map(|it| it.id.as_str()));
    check_massages(files, &massages, &exercise_ids, &flag_ids);
    let habit_ids = files.check_ids("habits.toml", habits.habit.iter().map(|it| it.id.as_str()));
    for habit in &habits.habit {
        files.check_named("habits.toml", &habit.id, &habit.exercises, &exercise_ids, "exercises.toml");
        if habit.needs.is_empty() || habit.dose.is_some_and(|dose| !dose.is_sound()) {
            files.fault(
                "habits.toml",
                &habit.id,
                "it answers nothing, or its dose is none; hint: see the others",
            );
        }
    }
    let cause_ids = files.check_ids("causes.toml", causes.cause.iter().map(|it| it.id.as_str()));
    let muscle_ids = files.check_ids("muscles.toml", muscles.muscle.iter().map(|it| it.id.key()));
    for missing in muscle::Muscle::ALL.iter().filter(|muscle| !muscle_ids.contains(muscle.key())) {
        files.fault("muscles.toml", missing.key(), "this muscle is missing; hint: add it");
    }
    let question_ids = files.check_ids("questions.toml", questions.question.iter().map(|it| it.id.as_str()));

    let words = read_words(files);
    let steps: Vec<_> = (1..=*STEPS.start()).map(|step| format!("step-{step}")).collect();
    let of_exercise: Vec<_> =
        ["why", "caution"].into_iter().chain(steps.iter().map(String::as_str)).collect();
    let keys = |keys: &[&'static str]| keys.iter().copied().collect::<BTreeSet<_>>();
    check_words(files, &words, "exercise", &exercise_ids, &of_exercise);
    check_words(files, &words, "massage", &massage_ids, &["how", "caution"]);
    check_words(files, &words, "habit", &habit_ids, &["advice"]);
    check_words(files, &words, "cause", &cause_ids, &["about"]);
    check_words(files, &words, "muscle", &muscle_ids, &["about"]);
    check_words(files, &words, "question", &question_ids, &["answer"]);
    check_words(files, &words, "red-flag", &flag_ids, &[]);
    check_words(files, &words, "need", &keys(&need::Need::ALL.map(need::Need::key)), &["now", "earlier"]);
    check_words(files, &words, "kit", &keys(&Kit::ALL.map(Kit::key)), &[]);
    check_words(files, &words, "place", &keys(&Place::ALL.map(Place::key)), &[]);
}

fn check_exercises(files: &mut Files<'_>, exercises: &ExerciseFile, flags: &BTreeSet<&str>) {
    let name = "exercises.toml";
    for exercise in &exercises.exercise {
        let id = &exercise.id;
        files.check_named(name, id, &exercise.withheld_by, flags, "red_flags.toml");
        if !exercise.dose.is_sound() {
            files.fault(name, id, "its dose says nothing, or a range goes down; hint: write [least, most]");
        }
        if !TAKES_SECS.contains(&exercise.takes_secs) {
            files.fault(name, id, &format!("`takes_secs` is outside {TAKES_SECS:?}; hint: correct it"));
        }
        if exercise.needs.is_empty() {
            files.fault(name, id, "it answers nothing; hint: write what it is for");
        }
        if exercise.muscles.is_empty() && exercise.effect != Effect::Move {
            files.fault(name, id, "it works on no muscle; hint: name them");
        }
    }
}

fn check_massages(
    files: &mut Files<'_>,
    massages: &MassageFile,
    exercises: &BTreeSet<&str>,
    flags: &BTreeSet<&str>,
) {
    let name = "massage.toml";
    for massage in &massages.massage {
        files.check_named(name, &massage.id, &massage.withheld_by, flags, "red_flags.toml");
        files.check_named(
            name,
            &massage.id,
            std::slice::from_ref(&massage.then),
            exercises,
            "exercises.toml",
        );
        if !massage.dose.is_sound() || massage.kit.is_empty() {
            files.fault(name, &massage.id, "it has no tool, or its dose says nothing; hint: see the others");
        }
    }
}

/// The words of a language: every key, and the file and line where it is.
type Words = BTreeMap<String, (String, usize)>;

fn read_words(files: &mut Files<'_>) -> Vec<(&'static str, Words)> {
    let mut languages = Vec::new();
    for language in LANGUAGES {
        let mut words = Words::new();
        for file in WORDS {
            let path = format!("{language}/{file}");
            let text = files.text(&path);
            let mut message = String::new();
            for (index, line) in text.lines().enumerate() {
                let Some((key, _)) = line.split_once('=') else { continue };
                let key = key.trim_end();
                if let Some(attribute) = key.trim_start().strip_prefix('.') {
                    words.insert(format!("{message}.{attribute}"), (path.clone(), index + 1));
                } else if key.starts_with(|letter: char| letter.is_ascii_lowercase()) {
                    key.clone_into(&mut message);
                    words.insert(message.clone(), (path.clone(), index + 1));
                }
            }
        }
        languages.push((language, words));
    }
    languages
}

/// Every entry has its words in every language, and no words stand there without an entry.
fn check_words(
    files: &mut Files<'_>,
    languages: &[(&'static str, Words)],
    kind: &str,
    ids: &BTreeSet<&str>,
    attributes: &[&str],
) {
    for (language, words) in languages {
        for id in ids {
            let key = format!("{kind}-{}", id.replace('_', "-"));
            let wanted = attributes.iter().map(|attribute| format!("{key}.{attribute}"));
            for missing in [key.clone()].into_iter().chain(wanted).filter(|key| !words.contains_key(key)) {
                files
                    .faults
                    .push(format!("{language}: there are no words for `{missing}`; hint: write them"));
            }
            for extra in (*STEPS.start() + 1..=*STEPS.end()).map(|step| format!("{key}.step-{step}")) {
                let spoken = languages.iter().filter(|(_, words)| words.contains_key(&extra)).count();
                if spoken != languages.len() && words.contains_key(&extra) {
                    files
                        .faults
                        .push(format!("{language}: only here is a `{extra}`; hint: tell the same steps"));
                }
            }
        }
        let known: BTreeSet<_> = ids.iter().map(|id| format!("{kind}-{}", id.replace('_', "-"))).collect();
        let prefix = format!("{kind}-");
        let messages = words.iter().filter(|(key, _)| key.starts_with(&prefix) && !key.contains('.'));
        for (key, (path, line)) in messages.filter(|(key, _)| !known.contains(*key)) {
            files
                .faults
                .push(format!("{path}:{line}: `{key}` belongs to no entry; hint: remove it, or correct it"));
        }
    }
}
