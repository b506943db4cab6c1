//! A bound that a figure is held against: `sla.resolution.rate<0.9`.

use std::fmt;
use std::str::FromStr;

use super::flat::Flat;
use crate::model::Value;
use crate::nearest::nearest;
use crate::when;

/// What must not be true of a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// The key of the figure.
    pub key: String,
    /// How it is compared.
    pub bound: Bound,
    /// With what.
    pub number: f64,
    text: String,
}

/// How a figure is compared with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// `<`
    Below,
    /// `<=`
    AtMost,
    /// `>`
    Above,
    /// `>=`
    AtLeast,
    /// `=`
    Equal,
}

/// The signs, the longer ones first.
const SIGNS: [(&str, Bound); 6] = [
    ("<=", Bound::AtMost),
    (">=", Bound::AtLeast),
    ("==", Bound::Equal),
    ("<", Bound::Below),
    (">", Bound::Above),
    ("=", Bound::Equal),
];

/// Why a limit means nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LimitError {
    /// There is no comparison in it.
    #[error("`{0}` is not a limit")]
    Form(String),
    /// What a figure is compared with is no number.
    #[error("`{number}` in `{limit}` is not a number")]
    Number {
        /// What stands there.
        number: String,
        /// The limit.
        limit: String,
    },
    /// There is no such figure.
    #[error("there is no figure `{key}`")]
    Unknown {
        /// The key.
        key: String,
        /// What was probably meant.
        near: Option<String>,
    },
}

impl FromStr for Limit {
    type Err = LimitError;

    fn from_str(text: &str) -> Result<Limit, LimitError> {
        let at = text.find(['<', '>', '=']).ok_or_else(|| LimitError::Form(text.to_owned()))?;
        let (key, rest) = (text[..at].trim(), &text[at..]);
        let sign = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign));
        let (sign, bound) =
            sign.filter(|_| !key.is_empty()).ok_or_else(|| LimitError::Form(text.to_owned()))?;
        let written = rest[sign.len()..].trim();
        let wrong = || LimitError::Number { number: written.to_owned(), limit: text.to_owned() };
        let number = number(written).ok_or_else(wrong)?;
        Ok(Limit { key: key.to_owned(), bound: *bound, number, text: text.trim().to_owned() })
    }
}

/// Reads a number, a share (`90%`), or a length of time (`8h`) as seconds.
fn number(text: &str) -> Option<f64> {
    let plain = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    if let Some(percent) = text.strip_suffix('%') {
        return plain(percent).map(|percent| percent / 100.0);
    }
    plain(text).or_else(|| when::span(text).map(|span| span.num_seconds() as f64))
}

impl Limit {
    /// Returns the value of the figure if it breaks the limit. What is `null` breaks none: there was nothing to divide.
    pub fn broken_by<'f>(&self, figures: &'f [Flat]) -> Result<Option<&'f Value>, LimitError> {
        let found = figures.iter().find(|flat| flat.key == self.key && !flat.value.is_string());
        let found = found.ok_or_else(|| {
            let known =
                figures.iter().filter(|flat| !flat.value.is_string() && !flat.key.starts_with("trend."));
            let near = nearest(&self.key, known.map(|flat| flat.key.as_str())).map(str::to_owned);
            LimitError::Unknown { key: self.key.clone(), near }
        })?;
        let value = match &found.value {
            Value::Bool(flag) => Some(f64::from(u8::from(*flag))),
            value => value.as_f64(),
        };
        Ok(value.filter(|value| self.admits(*value)).map(|_| &found.value))
    }

    fn admits(&self, value: f64) -> bool {
        match self.bound {
            Bound::Below => value < self.number,
            Bound::AtMost => value <= self.number,
            Bound::Above => value > self.number,
            Bound::AtLeast => value >= self.number,
            Bound::Equal => value == self.number,
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn figures() -> Vec<Flat> {
        let report = json!({
            "sla": {"resolution": {"rate": 0.85, "met": 17}}, "resolution": {"median_seconds": 30_000},
            "reopen": {"rate": null}, "objectives": [{"clock": "resolution", "met": false}],
        });
        super::super::flat::flat(&report)
    }

    #[test]
    fn a_figure_breaks_a_limit_or_not() {
        let check = |limit: &str, is_broken| {
            let limit: Limit = limit.parse().unwrap();
            assert_eq!(limit.broken_by(&figures()).unwrap().is_some(), is_broken, "{limit}");
        };
        check("sla.resolution.rate<0.9", true);
        check("sla.resolution.rate < 85%", false);
        check("sla.resolution.rate<=85%", true);
        check("resolution.median_seconds>8h", true);
        check("resolution.median_seconds>=9h", false);
        check("sla.resolution.met=17", true);
        check("objectives.1.met=0", true);
        check("reopen.rate>0", false);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let check = |limit: &str, expected: &str| {
            let error =
                limit.parse::<Limit>().and_then(|limit| limit.broken_by(&figures()).map(drop)).unwrap_err();
            assert_eq!(error.to_string(), expected);
        };
        check("sla.resolution.rate", "`sla.resolution.rate` is not a limit");
        check("<0.9", "`<0.9` is not a limit");
        check("sla.resolution.rate<many", "`many` in `sla.resolution.rate<many` is not a number");
        check("sla.resolution.rat<1", "there is no figure `sla.resolution.rat`");
        check("objectives.1.clock=1", "there is no figure `objectives.1.clock`");
    }
}
