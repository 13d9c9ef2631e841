//! The only way files are written: every name a run will write is settled here before anything is.
//!
//! A name is refused that is a file the run reads, another file it writes, or a file that somebody
//! else wrote ([`own`] knows the program's). What is written is whole before it takes its place
//! ([`new_file`]), and the place is looked at again at that moment. The cache alone writes by
//! itself, into a folder that is marked as its own.

mod new_file;
mod own;
mod place;

use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use chengshu::model::library::Folder;
use chengshu::report;

use super::disk::BookFolder;
pub use new_file::{NewFile, Whole};
use own::Author;
pub use own::{is_own, made_in, sealed, sealed_page, sealed_picture, sealed_sections};

/// The treatment of files in the way.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct Replacing {
    /// Replace files that the program did not write, but never inputs or other outputs of this run
    #[arg(long)]
    force: bool,
}

/// Why a name is refused. Nothing was written.
#[derive(Debug)]
pub enum Refused {
    /// The file is read in this run.
    Input {
        /// The file to be written.
        place: PathBuf,
        /// The file that is read.
        input: PathBuf,
    },
    /// Another file of this run has the name.
    Output {
        /// The file to be written.
        place: PathBuf,
        /// The file that has it.
        other: PathBuf,
    },
    /// Somebody else wrote the file.
    Other {
        /// The file to be written.
        place: PathBuf,
    },
    /// It is a pipe, a device, or a link that leads nowhere.
    NoFile {
        /// The file to be written.
        place: PathBuf,
    },
    /// The folder for a cache holds other things.
    Cache {
        /// The folder.
        place: PathBuf,
    },
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input { place, input } => write!(
                f,
                "{} would overwrite {}, which is an input; choose another name or folder",
                place.display(),
                input.display()
            ),
            Self::Output { place, other } => write!(
                f,
                "{} would overwrite {}, which this run writes too; choose another name",
                place.display(),
                other.display()
            ),
            Self::Other { place } => write!(
                f,
                "{} exists and was not written by this program, or was edited since; move it away, choose another name or folder, or replace it with --force",
                place.display()
            ),
            Self::NoFile { place } => write!(
                f,
                "{} exists and is not a file; choose another name or folder",
                place.display()
            ),
            Self::Cache { place } => write!(
                f,
                "{} is neither an empty folder nor a cache of this program; choose another folder",
                place.display()
            ),
        }
    }
}

impl std::error::Error for Refused {}

/// A name that is settled.
#[derive(Debug, Clone)]
pub struct Place {
    /// As the user knows it.
    pub named: PathBuf,
    /// Without links, which stay what they are.
    real: PathBuf,
}

impl Place {
    fn failed(&self) -> String {
        format!("cannot write {}", self.named.display())
    }
}

/// The state of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Nothing, or what may be replaced.
    Free,
    /// A file that may be replaced, as the report of the run that wrote it says.
    FreeByReport,
}

/// The files a run reads and those it writes.
#[derive(Debug)]
pub struct Outputs {
    replacing: Replacing,
    /// By number and key.
    inputs: HashMap<Id, PathBuf>,
    /// By key.
    written: HashMap<String, PathBuf>,
    /// Folders without their links.
    folders: HashMap<PathBuf, PathBuf>,
}

/// A mark by which a file is known.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Id {
    Number((u64, u64)),
    Key(String),
}

impl Outputs {
    /// Nothing is read or written yet.
    pub fn new(replacing: Replacing) -> Self {
        Self { replacing, inputs: HashMap::new(), written: HashMap::new(), folders: HashMap::new() }
    }

    /// Takes a file that is read.
    pub fn spare(&mut self, input: &Path) {
        let mut ids = vec![Id::Key(self.key(input))];
        if let Ok(meta) = fs::metadata(input) {
            ids.extend(place::number(&meta).map(Id::Number));
        }
        for id in ids {
            self.inputs.entry(id).or_insert_with(|| input.to_owned());
        }
    }

    /// Takes the files of a book.
    pub fn spare_book(&mut self, folder: &Folder, files: &BookFolder) {
        for path in folder.paths() {
            self.spare(&files.place(path));
        }
    }

    /// The key of a name in its folder, whatever it may be a link to.
    fn key(&mut self, path: &Path) -> String {
        let folder = new_file::folder_of(path);
        if !self.folders.contains_key(folder) {
            self.folders.insert(folder.to_owned(), place::real(folder));
        }
        match (self.folders.get(folder), path.file_name()) {
            (Some(folder), Some(name)) => place::key(&folder.join(name)),
            _ => place::key(&place::real(path)),
        }
    }

    /// A name none of whose files, which have these endings, is an output of this run: the name
    /// itself, or with a number behind it.
    pub fn free_name(
        &mut self,
        folder: &Path,
        name: &str,
        endings: &[impl fmt::Display],
    ) -> String {
        let mut free = name.to_owned();
        let mut number = 2;
        while endings.iter().any(|ending| {
            let key = self.key(&folder.join(format!("{free}{ending}")));
            self.written.contains_key(&key)
        }) {
            free = format!("{name}-{number}");
            number += 1;
        }
        free
    }

    /// Settles names that are to be written together: all of them, or none.
    pub fn settle(&mut self, names: &[PathBuf]) -> Result<Vec<Place>> {
        let mut places = Vec::new();
        let mut keys: HashMap<String, PathBuf> = HashMap::new();
        for named in names {
            let place = Place { named: named.clone(), real: place::real(named) };
            self.standing(&place)?;
            // A link and the file it leads to are one, and so are two links.
            let own = [self.key(named), place::key(&place.real)];
            let taken = own.iter().find_map(|key| self.written.get(key).or_else(|| keys.get(key)));
            if let Some(other) = taken {
                return Err(Refused::Output { place: named.clone(), other: other.clone() }.into());
            }
            keys.extend(own.map(|key| (key, named.clone())));
            places.push(place);
        }
        self.written.extend(keys);
        Ok(places)
    }

    /// Looks at what is in a place.
    fn standing(&self, place: &Place) -> Result<Standing> {
        let input = |id: Id| self.inputs.get(&id);
        let read = input(Id::Key(place::key(&place.real))).or_else(|| {
            let meta = fs::metadata(&place.named).ok()?;
            input(Id::Number(place::number(&meta)?))
        });
        if let Some(input) = read {
            return Err(Refused::Input { place: place.named.clone(), input: input.clone() }.into());
        }
        let refused = |refused: Refused| Err(refused.into());
        let named = || place.named.clone();
        match fs::metadata(&place.named) {
            Ok(meta) if meta.is_dir() => {
                return Err(io::Error::from(io::ErrorKind::IsADirectory))
                    .with_context(|| place.failed());
            }
            Ok(meta) if !meta.is_file() => return refused(Refused::NoFile { place: named() }),
            Ok(_) => {}
            Err(_) if fs::symlink_metadata(&place.named).is_ok() => {
                return refused(Refused::NoFile { place: named() });
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Standing::Free),
            // Such as a file in place of its folder.
            Err(error) => return Err(error).with_context(|| place.failed()),
        }
        match own::author(&place.named) {
            Ok(Author::Program) => Ok(Standing::Free),
            Ok(Author::ProgramByReport) => Ok(Standing::FreeByReport),
            // Who may not look into it may still be told to replace it.
            Ok(Author::Other) | Err(_) if self.replacing.force => Ok(Standing::Free),
            Ok(Author::Other) | Err(_) => refused(Refused::Other { place: named() }),
        }
    }

    /// Puts files in their places, in their order, once all of them are on the disk and none of the
    /// places has become somebody else's.
    ///
    /// Runs into one folder do this one after the other, so that a report never lies beside the book
    /// of another run. What only a report shows to be the program's is away while the report
    /// changes, so that a run that is killed leaves nothing unknown.
    pub fn keep(&self, files: Vec<Whole>) -> Result<()> {
        new_file::sync(&files)?;
        let folders = new_file::Folders::of(&files);
        let mut leaving = Vec::new();
        for whole in &files {
            if self.standing(whole.place())? == Standing::FreeByReport {
                leaving.push(whole.place());
            }
        }
        for place in leaving {
            fs::remove_file(&place.real).with_context(|| place.failed())?;
        }
        for whole in files {
            whole.put()?;
        }
        folders.sync();
        Ok(())
    }

    /// Writes a file of these bytes.
    pub fn save(&self, place: &Place, bytes: &[u8]) -> Result<report::File> {
        let whole = Whole::write(place, bytes)?;
        let account = whole.account.clone();
        self.keep(vec![whole])?;
        Ok(account)
    }
}

/// A file of an earlier run, if nothing but a report shows it to be the program's. A run that leaves it
/// must say so in its own report.
pub fn left(named: &Path) -> Option<report::File> {
    let author = own::author(named).ok()?;
    (author == Author::ProgramByReport).then(|| own::account(named).ok())?
}
