//! What is said while the plan's tree and its people are edited.

/// Holds the sentences said while the plan's tree and its people are edited.
pub struct PlanningWords {}

/// Official plain Japanese.
pub(super) const JA: PlanningWords = PlanningWords {};
