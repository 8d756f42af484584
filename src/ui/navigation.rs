//! The way from page to page: at the left of a wide window, below a narrow one.

use eframe::egui::{
    Align2, Color32, CornerRadius, FontId, Rect, Response, Role, Sense, Stroke, StrokeKind, TextStyle, Ui,
    Vec2, WidgetInfo, pos2, vec2,
};

use super::{
    page::Page,
    theme::{Palette, icons, semibold, space},
};

/// The height of an entry at the left, and its icon, in points.
const ENTRY_HEIGHT: f32 = 40.0;
const ICON_SIZE: f32 = 20.0;
/// The height of the entries below: with their names, and of icons alone, in points.
const NAMED_HEIGHT: f32 = 48.0;
const ICONS_HEIGHT: f32 = 36.0;
/// The pill around the icon of the present page, in points.
const PILL: Vec2 = vec2(52.0, 26.0);

/// The pages, one under the other; gives the one that is asked for.
pub(in crate::ui) fn at_left_ui(ui: &mut Ui, present: Page) -> Option<Page> {
    ui.spacing_mut().item_spacing.y = space::XS;
    let mut asked = None;
    for page in Page::IN_NAVIGATION {
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), ENTRY_HEIGHT), Sense::click());
        let is_present = page == present;
        tell(&response, page, is_present);
        let (ground, ink) = colours(ui, &response, is_present);
        let painter = ui.painter();
        painter.rect(rect, 10.0, ground, focus(ui, &response), StrokeKind::Inside);
        if is_present {
            // A bar as well: it is not the colour alone that tells.
            let bar = Rect::from_min_size(pos2(rect.left(), rect.center().y - 9.0), vec2(3.0, 18.0));
            painter.rect_filled(bar, 1.5, ink);
        }
        let icon_at = pos2(rect.left() + space::M + ICON_SIZE / 2.0, rect.center().y);
        painter.text(icon_at, Align2::CENTER_CENTER, page.icon(), icons::font(ICON_SIZE), ink);
        let name_at = pos2(icon_at.x + ICON_SIZE / 2.0 + space::S, rect.center().y);
        let text = if is_present { ink } else { Palette::of(ui).text };
        painter.text(name_at, Align2::LEFT_CENTER, page.name(), name_font(ui, is_present), text);
        if response.clicked() {
            asked = Some(page);
        }
    }
    asked
}

/// The pages side by side, with their names where all of them have room; gives the one that is asked for.
pub(in crate::ui) fn below_ui(ui: &mut Ui, present: Page) -> Option<Page> {
    ui.spacing_mut().item_spacing.x = 0.0;
    let small = TextStyle::Small.resolve(ui.style());
    let bold = FontId::new(small.size, semibold());
    let width = ui.available_width() / Page::IN_NAVIGATION.len() as f32;
    let name_width = |page: Page| {
        let galley = ui.painter().layout_no_wrap(page.name().to_owned(), bold.clone(), Color32::PLACEHOLDER);
        galley.size().x + space::S
    };
    let has_names = Page::IN_NAVIGATION.into_iter().all(|page| name_width(page) <= width);
    let height = if has_names { NAMED_HEIGHT } else { ICONS_HEIGHT };
    let mut asked = None;
    ui.horizontal(|ui| {
        for page in Page::IN_NAVIGATION {
            let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
            let is_present = page == present;
            tell(&response, page, is_present);
            let (ground, ink) = colours(ui, &response, is_present);
            let top = rect.top() + (ICONS_HEIGHT - PILL.y) / 2.0 - if has_names { 3.0 } else { 0.0 };
            let size = vec2(PILL.x.min(width - 2.0), PILL.y);
            let pill = Rect::from_center_size(pos2(rect.center().x, top + PILL.y / 2.0), size);
            let round = CornerRadius::same((PILL.y / 2.0) as u8);
            ui.painter().rect(pill, round, ground, focus(ui, &response), StrokeKind::Inside);
            let centre = Align2::CENTER_CENTER;
            ui.painter().text(pill.center(), centre, page.icon(), icons::font(ICON_SIZE), ink);
            if has_names {
                let font = if is_present { bold.clone() } else { small.clone() };
                let below = pos2(rect.center().x, pill.bottom() + 2.0);
                ui.painter().text(below, Align2::CENTER_TOP, page.name(), font, ink);
            }
            let response = if has_names { response } else { response.on_hover_text(page.name()) };
            if response.clicked() {
                asked = Some(page);
            }
        }
    });
    asked
}

fn tell(response: &Response, page: Page, is_present: bool) {
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_present, page.name()));
}

/// Of the ground, and of the icon on it.
fn colours(ui: &Ui, response: &Response, is_present: bool) -> (Color32, Color32) {
    let palette = Palette::of(ui);
    if is_present {
        (palette.tinted(), palette.fine)
    } else if response.hovered() || response.has_focus() {
        (palette.inset, palette.text)
    } else {
        (Color32::TRANSPARENT, palette.text_weak)
    }
}

/// The frame around what the keyboard has reached.
fn focus(ui: &Ui, response: &Response) -> Stroke {
    if response.has_focus() { Stroke::new(2.0, Palette::of(ui).fine) } else { Stroke::NONE }
}

fn name_font(ui: &Ui, is_present: bool) -> FontId {
    let body = TextStyle::Body.resolve(ui.style());
    if is_present { FontId::new(body.size, semibold()) } else { body }
}
