//! Two desks made one: the rules of [`crate::merge`], applied to the files of a desk.

mod kind;

pub use kind::{kind_in_repository, kind_of};
