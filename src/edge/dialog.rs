//! Modal dialogs.

use web_sys::HtmlDialogElement;

/// Opens a dialog as a modal one; one that is open stays so.
pub fn open(dialog: &HtmlDialogElement) {
    if !dialog.open() {
        // Refused where the dialog is not in the document: then there is nothing to see anyway.
        let _ = dialog.show_modal();
    }
}

/// Closes a dialog; the focus goes back to where it was before.
pub fn close(dialog: &HtmlDialogElement) {
    if dialog.open() {
        dialog.close();
    }
}
