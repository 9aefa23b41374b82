//! Keys for the grades of a scale.
