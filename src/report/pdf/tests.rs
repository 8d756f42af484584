//! What is read together stays together on paper, wherever a page ends.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed, and says so")]

use ab_glyph::FontRef;

use super::{
    BOLD, REGULAR,
    layout::{Fonts, Ink, Layout, lay_out},
};
use crate::report::document::{Block, Column, Document, Table};

/// So many lines above, and then this block.
fn pages(lines: usize, block: Block) -> Layout {
    let mut blocks: Vec<Block> = (0..lines).map(|line| Block::Paragraph(format!("line {line}"))).collect();
    blocks.push(block);
    let [title, subtitle, footer] = ["Report", "Today", "End"].map(str::to_owned);
    let document = Document { title, subtitle, language: "en", blocks, footer };
    let [regular, bold] = [REGULAR, BOLD].map(|font| FontRef::try_from_slice(font).unwrap());
    lay_out(&document, &Fonts { regular, bold })
}

/// The words on every page, in the order in which they are drawn; with those that are no part of the document, or
/// without.
fn words<'a>(layout: &'a Layout, with_running: bool) -> Vec<Vec<&'a str>> {
    let word = |ink: &'a Ink| match ink {
        Ink::Words { text, .. } => Some(text.trim()),
        Ink::Running { text, .. } if with_running => Some(text.as_str()),
        _ => None,
    };
    layout.pages.iter().map(|page| page.iter().filter_map(word).collect()).collect()
}

#[test]
fn a_table_that_goes_on_says_its_columns_again_and_leaves_no_row_alone() {
    for lines in 0..60 {
        let rows: Vec<Vec<String>> =
            (0..60).map(|row| vec![format!("row {row}"), "told".to_owned()]).collect();
        let columns = vec![Column::words("When"), Column::numbers("What")];
        let layout = pages(lines, Block::Table(Table { caption: "All".to_owned(), columns, rows }));
        let all = words(&layout, true);
        let with_rows = all.iter().filter(|page| page.iter().any(|word| word.starts_with("row ")));
        let with_rows: Vec<_> = with_rows.collect();
        assert!(
            with_rows.len() > 1 && with_rows.iter().all(|page| page.contains(&"When")),
            "{lines}: {all:?}"
        );
        let last = with_rows.last().unwrap();
        assert!(last.contains(&"row 58") && last.contains(&"row 59"), "{lines}: {last:?}");
        // Said again for the eye alone: who has the report read to him hears the columns once.
        let once = words(&layout, false).concat();
        assert_eq!(once.iter().filter(|word| **word == "When").count(), 1);
        assert_eq!(once.iter().filter(|word| word.starts_with("row ")).count(), 60);
    }
}

#[test]
fn facts_stay_on_one_page() {
    for lines in 0..60 {
        let facts = (0..6).map(|fact| [format!("fact {fact}"), "so it is".to_owned()]).collect();
        let layout = pages(lines, Block::Facts(facts));
        let all = words(&layout, false);
        let with_facts = all.iter().filter(|page| page.iter().any(|word| word.starts_with("fact ")));
        assert_eq!(with_facts.count(), 1, "{lines}: {all:?}");
    }
}
