//! What the open workbook lets be filled in: all of it in a plan, what was asked in a request.

use super::progress::request_of;
use super::scope::{Access, access};
use crate::model::id::{DepartmentId, FieldId, NodeId};
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;

/// Returns how a field of an item is filled in. In a plan it is filled in itself.
pub fn field_access(workbook: &Workbook, year: FiscalYear, node: NodeId, field: FieldId) -> Access {
    if workbook.content().errand.is_none() {
        return Access::Own;
    }
    match request_of(workbook).filter(|(asked, request)| *asked == year && request.department().is_some()) {
        Some((_, request)) => access(request, node, field),
        None => Access::Shown,
    }
}

/// Returns the department whose contribution a field takes; `None` where it is filled in itself, or
/// only shows.
pub fn contributor(
    workbook: &Workbook,
    year: FiscalYear,
    node: NodeId,
    field: FieldId,
) -> Option<DepartmentId> {
    let takes = field_access(workbook, year, node, field) == Access::Contribution;
    request_of(workbook).filter(|_| takes)?.1.department()
}
