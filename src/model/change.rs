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

/// How a body is named in a change: `sha256:` and twelve digits, `Null` where there is none. Git keeps the texts.
pub fn fingerprint(body: &str) -> Value {
    use sha2::Digest;
    if body.is_empty() {
        return Value::Null;
    }
    let digest = sha2::Sha256::digest(body.as_bytes());
    let short: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    Value::from(format!("sha256:{short}"))
}
