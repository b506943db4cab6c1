//! The figures of desks made by hand.
