//! The shapes: each a name, and a function from a size to work on something of that size.

mod books;
mod descriptions;
mod finished;
mod heads;
mod markdown;
mod rules;
mod speech;
mod titles;
mod works;

use std::collections::{BTreeMap, HashMap};
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::sync::Arc;

use chengshu::compile::{self, Artwork, Progress, Request};
use chengshu::ingest::listing::gather;
use chengshu::ingest::stills::Stills;
use chengshu::model::library::{Files, Folder};
use chengshu::model::settings::BookSettings;
use chengshu_cover::Fonts;
use chengshu_references::files as references;
use chengshu_text::diag::Sink;

/// Work that is ready to be done, again and again, on this thread alone.
pub type Work = Box<dyn Fn()>;

/// A name, and what makes work of a size.
pub type Shape = (&'static str, fn(usize) -> Work);

/// Every shape.
pub fn all() -> impl Iterator<Item = Shape> {
    [
        speech::SHAPES,
        heads::SHAPES,
        titles::SHAPES,
        descriptions::SHAPES,
        markdown::SHAPES,
        rules::SHAPES,
        works::SHAPES,
        books::SHAPES,
        finished::SHAPES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// What a function makes of each number below `size`, in one text.
fn each(size: usize, piece: impl Fn(usize) -> String) -> String {
    (0..size).map(piece).collect()
}

/// Work that hands a text to a function.
fn read<T>(text: String, read: impl Fn(&str) -> T + 'static) -> Work {
    Box::new(move || {
        black_box(read(&text));
    })
}

/// The book of one transcript of that name.
fn transcript(name: &str, text: impl Into<Vec<u8>>) -> Work {
    book([(name.to_owned(), text.into())])
}

/// The book of one transcript in Markdown.
fn markdown(text: impl Into<Vec<u8>>) -> Work {
    transcript("a.md", text)
}

/// The book of one transcript in Markdown, and of settings.
fn with_settings(settings: &str, text: impl Into<Vec<u8>>) -> Work {
    book([("a.md".to_owned(), text.into()), ("book.yaml".to_owned(), settings.into())])
}

/// A book of files in memory.
fn book(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Work {
    with_fonts(files, Arc::default())
}

/// A book of files in memory, on a machine with fonts.
fn with_fonts(
    files: impl IntoIterator<Item = (String, Vec<u8>)>,
    fonts: Arc<resvg::usvg::fontdb::Database>,
) -> Work {
    let library = Library(files.into_iter().collect());
    let folder = library.folder();
    Box::new(move || compile(&library, &folder, &fonts))
}

fn compile(library: &Library, folder: &Folder, fonts: &Arc<resvg::usvg::fontdb::Database>) {
    struct Silent;
    impl Progress for Silent {
        fn chapters(&mut self, _: usize, _: usize) {}
    }
    let mut sink = Sink::default();
    let request = Request {
        folder,
        files: library,
        overrides: BookSettings::default(),
        epoch: None,
        threads: NonZeroUsize::MIN,
        store: None,
    };
    let plan = compile::plan(&request, &mut sink);
    let outs = plan.targets.iter().map(|_| Vec::new()).collect();
    let fonts = || Fonts::new(fonts.clone());
    // To draw a cover takes longer than most of what is measured.
    let cover = Artwork { name: "cover.gif".into(), bytes: PIXEL.to_vec(), is_thumbnail: false };
    let written = compile::write(&plan, Some(&cover), &fonts, outs, &mut Silent, &mut sink);
    black_box(written.ok());
    black_box(sink.into_vec());
}

/// A picture of one pixel, in GIF.
const PIXEL: &[u8] =
    b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

/// The files of a book.
struct Library(HashMap<String, Vec<u8>>);

impl Files for Library {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.0.get(path).cloned().ok_or_else(|| "no file".into())
    }

    fn display(&self, path: &str) -> String {
        path.to_owned()
    }
}

impl Library {
    /// The files as a folder lists them.
    fn folder(&self) -> Folder {
        let mut folders: BTreeMap<&str, Folder> = BTreeMap::new();
        let mut paths: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        let mut names: Vec<&String> = self.0.keys().collect();
        names.sort_unstable();
        for path in names {
            let (part, name) = path.rsplit_once('/').unwrap_or(("", path));
            let folder = folders.entry(part).or_default();
            match name {
                "index.md" => folder.index = Some(path.clone()),
                "book.yaml" => folder.settings = Some(path.clone()),
                "glossary.yaml" => folder.glossary = Some(path.clone()),
                _ if references::format_of(name).is_some() => folder.references.push(path.clone()),
                _ => paths.entry(part).or_default().push(path.clone()),
            }
        }
        for (part, folder) in &mut folders {
            (*part).clone_into(&mut folder.name);
            folder.files = gather(paths.remove(part).unwrap_or_default(), &mut Stills::default());
        }
        let mut root = folders.remove("").unwrap_or_default();
        root.name = "book".into();
        root.parts = folders.into_values().collect();
        root.parts.retain(|part| !part.files.is_empty());
        root
    }
}
