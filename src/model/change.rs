use super::{Field, Value};

/// One field's old and new value.
///
/// The centre of the model: history, commit message, notices and undo are made
/// of changes. `Null` stands for an empty field. The body is named by
/// fingerprints, since git keeps both texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The field that changed.
    pub field: Field,
    /// The value before.
    pub old: Value,
    /// The value after.
    pub new: Value,
}

impl Change {
    /// Tells whether the old and the new value are the same.
    pub fn is_idle(&self) -> bool {
        self.old == self.new
    }
}
