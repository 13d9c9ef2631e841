//! What values of properties say, as far as it bears on how much is drawn.

/// How many digits before its point a number may have there.
const MOST_DIGITS: usize = 9;
/// How large an exponent it may have.
const LARGEST_EXPONENT: u64 = 9;

/// At most so many vertices a path or a row of points has: numbers and commands.
pub(super) fn vertices(path: &str) -> u64 {
    let mut digits = false;
    let begins = path.bytes().filter(|byte| {
        let before = std::mem::replace(&mut digits, byte.is_ascii_digit());
        byte.is_ascii_alphabetic() || (digits && !before)
    });
    begins.count() as u64
}

/// By how many powers of ten a size of text is larger than that around it.
pub(super) fn growth(size: &str) -> f64 {
    let factor = |part: &str| {
        let unit = part.find(|c: char| c.is_ascii_alphabetic() || c == '%')?;
        let (number, unit) = part.split_at(unit);
        let number: f64 = number.parse().ok()?;
        match unit {
            "%" => Some(number / 100.0),
            "em" | "ex" => Some(number),
            _ => None,
        }
    };
    let parts = size.split([' ', '/']).filter_map(factor);
    parts.fold(0.0, |most, factor| factor.log10().max(most))
}

/// True if there is a number with too many digits, or with too large an exponent.
pub(super) fn is_vast(numbers: &str) -> bool {
    let mut rest = numbers;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        let end = from.find(|c: char| !c.is_ascii_digit());
        let (digits, after) = from.split_at(end.unwrap_or(from.len()));
        let digits = digits.trim_start_matches('0');
        let vast = if before.trim_end_matches('+').ends_with(['e', 'E']) {
            digits.parse().is_ok_and(|exponent: u64| exponent > LARGEST_EXPONENT)
                || digits.len() > 9
        } else {
            !before.ends_with('.') && digits.len() > MOST_DIGITS
        };
        if vast {
            return true;
        }
        rest = after;
    }
    false
}

/// The elements a value refers to as `url(#…)`, by their names.
pub(super) fn addresses(value: &str) -> impl Iterator<Item = &str> {
    value.split("url(").skip(1).filter_map(|rest| {
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "\"'".contains(c));
        let name = rest.strip_prefix('#')?;
        Some(name.split(['"', '\'', ')']).next()?.trim_end())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_out_of_proportion_are_told_from_long_ones() {
        for fine in ["", "1.5.25-3e-12", "M0.123456789012 999999999z", "1e9", "3em 50%", "#a"] {
            assert!(!is_vast(fine), "{fine}");
        }
        for vast in ["1e10", "2E+30", "1234567890", "M1 1e99999999999", "-5e38"] {
            assert!(is_vast(vast), "{vast}");
        }
    }

    #[test]
    fn addresses_are_found_in_all_their_forms() {
        let value = "url(#a) blur(3) url( '#b' ) url(\"#c\") url(d.svg#e) none";
        assert_eq!(addresses(value).collect::<Vec<_>>(), ["a", "b", "c"]);
    }

    #[test]
    fn growth_is_of_relative_sizes_alone() {
        for (size, powers) in
            [("100em", 2.0), ("900px", 0.0), ("bold 1000%/1 serif", 1.0), ("x", 0.0)]
        {
            assert!((growth(size) - powers).abs() < 1e-9, "{size}");
        }
    }
}
