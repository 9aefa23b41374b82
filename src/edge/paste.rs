//! What comes in by paste and by drop.

use super::files;
use crate::exchange::source::is_html;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, File};

/// Returns the plain text of a paste; `None` where there is none.
pub fn pasted_text(event: &ClipboardEvent) -> Option<String> {
    event.clipboard_data().and_then(|data| text_of(&data))
}

/// Returns what was pasted as a page, where that holds a table.
pub fn pasted_page(event: &ClipboardEvent) -> Option<String> {
    let page = event.clipboard_data().and_then(|data| data.get_data("text/html").ok());
    page.filter(|page| is_html(page))
}

/// Returns whether files, such as a picture, were pasted.
pub fn pasted_files(event: &ClipboardEvent) -> bool {
    let files = event.clipboard_data().and_then(|data| data.files());
    files.is_some_and(|files| files.length() > 0)
}

/// Returns the plain text of a drop; `None` where there is none.
pub fn dropped_text(event: &DragEvent) -> Option<String> {
    event.data_transfer().and_then(|data| text_of(&data))
}

/// Gives what is dragged a text, without which some browsers drag nothing.
pub fn begin_drag(event: &DragEvent, text: &str) {
    if let Some(data) = event.data_transfer() {
        data.set_effect_allowed("move");
        // Refused only for a drag that has begun already.
        let _ = data.set_data("text/plain", text);
    }
}

/// Returns the files of a drop. The caller prevents the default of `dragover` and `drop`, or
/// the browser opens the file in the place of the app.
pub fn dropped_files(event: &DragEvent) -> Vec<File> {
    let list = event.data_transfer().and_then(|data| data.files());
    list.map(|list| files::all(&list)).unwrap_or_default()
}

fn text_of(data: &DataTransfer) -> Option<String> {
    data.get_data("text/plain").ok().filter(|text| !text.is_empty())
}
