//! What the sources of the program may do only in one place.

use std::fs;
use std::path::Path;

pub fn visit(folder: &Path, found: &mut impl FnMut(&Path)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            visit(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found(&path);
        }
    }
}

/// Pipes and devices are refused in one place, which opens every file that is read; and one place
/// writes to standard output and error, without panics.
#[test]
fn files_are_opened_and_streams_written_in_one_place() {
    let cli = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli");
    let bans: &[(&str, &[&str])] = &[
        ("disk/regular.rs", &["File::open(", ".read(true)", "fs::read(", "fs::read_to_string("]),
        ("print/terminal.rs", &["io::stdout()", "io::stderr()"]),
    ];
    // A folder is opened to be synced, the terminal is asked what it is, and clap prints by itself.
    let spared = [
        ("outputs/new_file.rs", "File::open("),
        ("print/printable.rs", "io::stdout()"),
        ("disk/regular.rs", "io::stderr()"),
        ("mod.rs", "io::stdout()"),
    ];
    let mut wrong = Vec::new();
    visit(&cli, &mut |path| {
        let inside = path.strip_prefix(&cli).unwrap().to_str().unwrap();
        let text = fs::read_to_string(path).unwrap();
        let program = text.split("#[cfg(test)]").next().unwrap();
        for (place, names) in bans {
            let used = names.iter().filter(|name| program.contains(**name));
            let used = used.filter(|name| inside != *place && !spared.contains(&(inside, **name)));
            wrong.extend(used.map(|name| format!("{inside} has {name}")));
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
