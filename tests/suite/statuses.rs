//! The exit status of every command, by the table of the README, and what becomes of it when nobody
//! reads what is printed or nothing more can be written.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Output, Stdio};

use crate::book;

/// Commands, and how each ends.
const COMMANDS: &[(&str, i32)] = &[
    ("compile fine", 0),
    ("compile flawed", 1),
    ("compile flawed --fail-on never", 0),
    ("compile void", 3),
    ("compile nowhere fine", 3),
    ("compile fine --threads 0", 2),
    ("compile fine --threads 1000000", 2),
    ("compile fine --threads 99999999999999999999", 2),
    ("compile fine --threads 256 --format json", 0),
    ("compile fine --shard 1/1000001", 2),
    ("compile fine --shard 18446744073709551616/1", 2),
    ("compile fine --timezone +99:00", 2),
    ("compile fine flawed --title one", 2),
    ("compile fine --nonsense", 2),
    ("check fine", 0),
    ("check flawed --format github", 1),
    ("check void", 3),
    ("check made/fine.epub", 0),
    ("check made/nowhere.epub", 3),
    ("check", 2),
    ("fine", 0),
    ("void", 3),
    ("fine flawed", 1),
    ("nowhere", 2),
    ("cover fine", 0),
    ("cover void", 3),
    ("cover fine --design none", 2),
    ("normalise fine", 0),
    ("normalise fine --report json", 0),
    ("normalise fine --report changes", 0),
    ("normalise flawed --diff", 1),
    ("normalise void", 3),
    ("refs fine", 0),
    ("refs flawed", 1),
    ("refs void", 3),
    ("refs fine --format none", 2),
    ("sections fine", 0),
    ("sections void", 3),
    ("sections", 2),
    ("sections fine --timeout 5", 2),
    ("report merge made/fine.json", 0),
    ("report merge nowhere.json", 3),
    ("report merge fine/a.md", 3),
    ("catalog made", 0),
    ("catalog void", 3),
    ("catalog made --base-url nowhere", 2),
    ("preview void", 3),
    ("preview fine --port 65536", 2),
    ("watch nowhere", 3),
    ("explain", 0),
    ("explain CS0201", 0),
    ("explain width", 0),
    ("explain CS9999", 2),
    ("completions bash", 0),
    ("completions none", 2),
    ("man pages", 0),
    ("man fine/a.md", 3),
    ("--help", 0),
    ("--version", 0),
    ("compile --help", 0),
    ("", 2),
];

fn fill(base: &Path) {
    for folder in ["fine", "flawed", "void"] {
        fs::create_dir(base.join(folder)).unwrap();
    }
    fs::create_dir(base.join("covers")).unwrap();
    let cover = image::RgbImage::new(10, 16);
    for name in ["fine", "flawed"] {
        cover.save(base.join(format!("covers/{name}.png"))).unwrap();
    }
    fs::write(base.join("fine/a.md"), "---\ntitle: 灯塔\n---\n灯塔在海上。\n").unwrap();
    fs::write(base.join("flawed/a.md"), "---\ntitle: 灯塔\n---\n灯塔在海上。\n").unwrap();
    fs::write(base.join("flawed/b.md"), [0; 9]).unwrap();
    assert!(book::run(base, &["compile", "fine", "-o", "made"]).status.success());
}

fn run(base: &Path, command: &str, out: Stdio, err: Stdio) -> Output {
    let mut program = book::chengshu(base);
    program.args(command.split_whitespace());
    program.stdin(Stdio::null()).stdout(out).stderr(err);
    program.spawn().unwrap().wait_with_output().unwrap()
}

#[test]
fn every_command_ends_as_the_table_says() {
    let base = tempfile::tempdir().unwrap();
    let base = base.path();
    fill(base);
    for (command, status) in COMMANDS {
        let ended = run(base, command, Stdio::piped(), Stdio::piped());
        assert_eq!(ended.status.code(), Some(*status), "{command}: {ended:?}");
        let prints = !ended.stdout.is_empty();

        // As `| head` leaves it.
        let (reader, closed) = std::io::pipe().unwrap();
        drop(reader);
        let unread = run(base, command, closed.into(), Stdio::piped());
        assert_eq!(unread.status.code(), Some(*status), "{command}: {unread:?}");
        let said = String::from_utf8_lossy(&unread.stderr);
        assert!(!said.contains("panic") && !said.contains("pipe"), "{command}: {said}");

        if !cfg!(target_os = "linux") {
            continue;
        }
        let full = || Stdio::from(File::options().write(true).open("/dev/full").unwrap());
        let unwritten = run(base, command, full(), Stdio::piped());
        let said = String::from_utf8_lossy(&unwritten.stderr);
        let (expected, messages) = if prints { (3, 1) } else { (*status, 0) };
        assert_eq!(unwritten.status.code(), Some(expected), "{command}: {said}");
        assert_eq!(said.matches("standard output").count(), messages, "{command}: {said}");
        assert!(!said.contains("panic"), "{command}: {said}");

        let unheard = run(base, command, Stdio::piped(), full());
        assert_eq!(unheard.status.code(), Some(*status), "{command}");
    }
}
