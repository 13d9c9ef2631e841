//! A sheet for horizontal lines, turned for lines from top to bottom: what stood above a block
//! stands to its right, what stood at the beginning of a line stands above it.

/// Properties with the four sides of a box for values: above, right, below, left.
const BOXES: [&str; 3] = ["margin", "padding", "border-width"];

/// Properties of one side or extent of a box, and the same once lines run from top to bottom.
const SIDES: [(&str, &str); 6] = [
    ("border-top", "border-right"),
    ("border-left", "border-top"),
    ("width", "height"),
    ("height", "width"),
    ("max-width", "max-height"),
    ("max-height", "max-width"),
];

/// Turns a sheet of our own: without comments, and with no brace or semicolon in a value.
pub(super) fn turned(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    for piece in sheet.split_inclusive(['{', ';', '}']) {
        match piece.strip_suffix(';').and_then(|it| it.split_once(": ")) {
            Some((property, value)) => {
                let name = property.trim_start();
                out.push_str(&property[..property.len() - name.len()]);
                out.push_str(&declaration(name, value.trim()));
                out.push(';');
            }
            None => out.push_str(piece),
        }
    }
    out
}

fn declaration(property: &str, value: &str) -> String {
    let side = SIDES.iter().find(|(name, _)| *name == property);
    if let Some((_, turned)) = side {
        return format!("{turned}: {value}");
    }
    if !BOXES.contains(&property) {
        return format!("{property}: {value}");
    }
    let values: Vec<&str> = value.split_whitespace().collect();
    let turned = match *values.as_slice() {
        [above_and_below, sides] => format!("{sides} {above_and_below}"),
        [above, sides, below] => format!("{sides} {above} {sides} {below}"),
        [above, right, below, left] => format!("{left} {above} {right} {below}"),
        _ => value.to_owned(),
    };
    format!("{property}: {turned}")
}

#[cfg(test)]
mod tests {
    use super::turned;

    #[test]
    fn what_is_above_comes_to_the_right_and_what_is_left_comes_above() {
        let sheet = "@namespace a \"b:c\";\n\
                     p { margin: 0; padding: 1em 2em; border-top: 1px solid; }\n\
                     a:before, h1 { margin: 1em 2em 3em; width: 5em; }\n\
                     q { margin: 1em 2em 3em 4em; border-width: 1px 0; color: inherit; }\n";
        let expected = "@namespace a \"b:c\";\n\
                     p { margin: 0; padding: 2em 1em; border-right: 1px solid; }\n\
                     a:before, h1 { margin: 2em 1em 2em 3em; height: 5em; }\n\
                     q { margin: 4em 1em 2em 3em; border-width: 0 1px; color: inherit; }\n";
        assert_eq!(turned(sheet), expected);
    }
}
