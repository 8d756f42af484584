//! A document as one HTML file that needs nothing else: no script, no address, no font of its own. It follows the
//! reader's choice of light or dark and can be printed.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::document::{Anchor, Block, CHART_WIDTH, Chart, Document, Figure, Mark, Table, Tone};

/// The looks. Blue is fine and orange is not, the pair that every common kind of colour blindness tells apart; the same
/// colours as in the window.
const STYLE: &str = include_str!("../../assets/report/report.css");

/// The whole file.
pub(super) fn html(document: &Document) -> String {
    let markup = html! {
        (DOCTYPE)
        html lang=(document.language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content="Sitwell";
                // Even a name that somebody wrote into the report on purpose cannot make a browser fetch anything.
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (document.title) ", " (document.subtitle) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { (document.title) }
                    p.subtitle { (document.subtitle) }
                }
                main { @for section in sections(&document.blocks) { (section_html(section)) } }
                footer { (document.footer) }
            }
        }
    };
    markup.into_string()
}

/// The blocks, cut before every heading.
fn sections(blocks: &[Block]) -> impl Iterator<Item = &[Block]> {
    blocks.chunk_by(|_, next| !matches!(next, Block::Heading(_)))
}

fn section_html(blocks: &[Block]) -> Markup {
    html! { section { @for block in blocks { (block_html(block)) } } }
}

fn block_html(block: &Block) -> Markup {
    match block {
        Block::Heading(text) => html! { h2 { (text) } },
        Block::Paragraph(text) => html! { p { (text) } },
        Block::Bullets(lines) => html! { ul { @for line in lines { li { (line) } } } },
        Block::Figures(figures) => html! { div.figures { @for figure in figures { (figure_html(figure)) } } },
        Block::Facts(facts) => html! {
            dl { @for [name, value] in facts { div { dt { (name) } dd { (value) } } } }
        },
        Block::Table(table) => table_html(table),
        Block::Chart(chart) => html! {
            figure {
                div.chart { (chart_svg(chart)) }
                figcaption { (chart.caption) }
            }
        },
    }
}

fn figure_html(figure: &Figure) -> Markup {
    html! {
        div.figure {
            span.value { (figure.value) }
            span.name { (figure.name) }
            span.remark { (figure.remark) }
        }
    }
}

fn table_html(table: &Table) -> Markup {
    html! {
        div.table {
            table {
                // In an element of its own, which stays in view where the table is moved sideways.
                caption { span { (table.caption) } }
                thead {
                    tr {
                        @for column in &table.columns {
                            th scope="col" class=[column.is_number.then_some("number")] { (column.name) }
                        }
                    }
                }
                tbody {
                    @for row in &table.rows {
                        tr {
                            @for (place, (cell, column)) in row.iter().zip(&table.columns).enumerate() {
                                @if place == 0 {
                                    th scope="row" class=[column.is_number.then_some("number")] { (cell) }
                                } @else {
                                    td class=[column.is_number.then_some("number")] { (cell) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn chart_svg(chart: &Chart) -> Markup {
    html! {
        svg viewBox={ "0 0 " (CHART_WIDTH) " " (chart.height) } role="img" aria-label=(chart.caption) {
            @for mark in &chart.marks { (mark_svg(mark)) }
        }
    }
}

fn mark_svg(mark: &Mark) -> Markup {
    match mark {
        Mark::Box { at: [x, y], size: [width, height], tone, hover } => html! {
            rect x=(short(*x)) y=(short(*y)) width=(short(*width)) height=(short(*height)) class=(class(*tone)) {
                @if let Some(hover) = hover { title { (hover) } }
            }
        },
        Mark::Line { points, tone, width } => html! {
            polyline points=(points_attribute(points)) class={ "line " (class(*tone)) } stroke-width=(short(*width)) {}
        },
        Mark::Text { at: [x, y], text, anchor, is_weak } => html! {
            text x=(short(*x)) y=(short(*y)) text-anchor=(anchor_name(*anchor)) class=[is_weak.then_some("weak")] {
                (text)
            }
        },
    }
}

fn points_attribute(points: &[[f32; 2]]) -> String {
    points.iter().map(|[x, y]| format!("{},{}", short(*x), short(*y))).collect::<Vec<_>>().join(" ")
}

/// To a tenth of a unit, which is finer than any screen shows.
fn short(value: f32) -> f32 {
    (value * 10.0).round() / 10.0
}

fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Fine => "fine",
        Tone::Fault => "fault",
        Tone::Unknown => "unknown",
        Tone::Absent => "absent",
        Tone::Grid => "grid",
        Tone::Ink => "ink",
    }
}

fn anchor_name(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    }
}
