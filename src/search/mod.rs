//! Search by words: which texts have them, and which text is the best answer.
//!
//! Pure: texts and bytes in, bytes and scores out. Who reads files, keeps an index or shows a result is elsewhere.
//!
//! 1. `words` cuts a text into words and finds their forms: as written, and their English and French stems.
//! 2. `index` is an inverted index in bytes: form → texts that have it, and how often in which part. An index is
//!    never changed; `merge` makes a new one of an old one and of new texts.
//! 3. `sheaf` gathers new texts.
//! 4. `rank` finds the texts that have all words of a question, the best first (BM25F).
//! 5. `snippet` cuts out the place that shows why.

mod index;
mod merge;
mod number;
mod rank;
mod sheaf;
mod snippet;
mod words;

pub use index::{Counts, Index, IndexBytes, Part, Postings, Shelf, Terms};
pub use merge::{MergeError, Sink, merge};
pub use rank::{Question, Score, Segment, Wanted, rank, rarity};
pub use sheaf::{Bound, Sheaf};
pub use snippet::{Snippet, snippet};
pub use words::{Forms, exact_form, fold};
