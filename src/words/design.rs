//! What is said in the designer of forms.

/// Holds the sentences said in the designer of forms.
pub struct DesignWords {}

/// Official plain Japanese.
pub(super) const JA: DesignWords = DesignWords {};
