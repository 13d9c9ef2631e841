//! Names of countries.

use std::sync::LazyLock;

use super::lexicon::prose;

/// Countries, as they stand in brackets after a name.
pub(super) static COUNTRIES: LazyLock<Vec<&str>> = LazyLock::new(|| prose::words("country"));

/// Whether a remark only names a country.
pub(super) fn is_country(text: &str) -> bool {
    COUNTRIES.contains(&text) || text.ends_with('国') && text.chars().count() <= 4
}
