//! Results of builds, kept in a folder for the next (requirement K4).
//!
//! Each has a file, named after its key. They lie in one folder, where a file system makes new ones
//! sooner than in many. A file is written beside its place
//! and renamed, so that runs at the same time see all of it or none; it ends with its length and a
//! checksum, so that what is damaged is as good as not there. Nobody need lock anything: a file
//! never changes, whoever writes it writes the same, and one that is deleted is made again.

use std::fmt::Write as _;
use std::fs::{self, File, Metadata};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use chengshu::compile::{Key, Store};
use sha2::{Digest as _, Sha256};

use super::regular;
use crate::cli::outputs::Refused;

/// How long the name of a file is: a digest in hexadecimal.
const NAME: usize = 64;

const DAY: Duration = Duration::from_hours(24);

/// Results nobody has used for so long are deleted.
const UNUSED: Duration = Duration::from_hours(30 * 24);

/// The most bytes that are left when the folder is swept.
const LARGEST: u64 = 1_000_000_000;

/// The file whose time says when the folder was last swept.
const SWEPT: &str = "swept";

/// The file that keeps the folder out of backups (<https://bford.info/cachedir/>), and by which it is
/// known to be the program's: nothing is written into a folder of other things.
const TAG: (&str, &str) = (
    "CACHEDIR.TAG",
    "Signature: 8a477f597d28d172789f06886806bc55\n# Results of builds of chengshu.\n",
);

/// A folder of results.
pub struct Cache {
    folder: PathBuf,
    /// Tells this program from all others.
    program: Program,
    /// Numbers the files this run writes.
    written: AtomicU32,
    /// True if the folder is known to be marked as one.
    marked: AtomicBool,
    /// True if a file could not be written, so that no other is tried.
    failed: AtomicBool,
}

impl Cache {
    /// The cache in a folder, which is made when something is put into it. A folder that holds other
    /// things is refused, as is a link to none: it may lead to where this run writes its books.
    pub fn open(folder: PathBuf) -> Result<Self, Refused> {
        let marked = is_marked(&folder);
        let is_free = match fs::read_dir(&folder) {
            Ok(mut entries) => entries.next().is_none(),
            Err(_) => !folder.is_symlink(),
        };
        if !marked && !is_free {
            return Err(Refused::Cache { place: folder });
        }
        Ok(Self {
            folder,
            program: Program::this(),
            written: AtomicU32::new(0),
            marked: AtomicBool::new(marked),
            failed: AtomicBool::new(false),
        })
    }

    fn place(&self, key: &Key) -> PathBuf {
        let mut name = String::with_capacity(NAME);
        for byte in self.program.key(key) {
            let _ = write!(name, "{byte:02x}");
        }
        self.folder.join(name)
    }

    fn write(&self, place: &Path, bytes: &[u8]) -> io::Result<()> {
        let _turn = regular::turn();
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        let beside = place.with_extension(format!("{}-{number}", std::process::id()));
        if !self.marked.load(Ordering::Relaxed) {
            self.make()?;
        }
        let mut file = match File::create_new(&beside) {
            // Somebody has deleted the folder.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.make()?;
                File::create_new(&beside)?
            }
            opened => opened?,
        };
        let written = file.write_all(bytes);
        drop(file);
        written.and_then(|()| fs::rename(&beside, place)).inspect_err(|_| {
            let _ = fs::remove_file(&beside);
        })
    }

    fn make(&self) -> io::Result<()> {
        let (name, text) = TAG;
        fs::create_dir_all(&self.folder)?;
        match File::create_new(self.folder.join(name)) {
            Ok(mut file) => file.write_all(text.as_bytes())?,
            // Another run was sooner.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
        self.marked.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Marks the folder as a cache where nothing was worth keeping, so that the next run knows it even
    /// if books lie in it.
    pub fn mark(&self) {
        if !self.marked.load(Ordering::Relaxed) && !self.failed.load(Ordering::Relaxed) {
            let _ = self.make();
        }
    }

    /// Deletes, once a day, what was not used for thirty days, and of more than a gigabyte what was
    /// not used for longest. What stands in the way of that is left to another day.
    pub fn sweep(&self) {
        let now = SystemTime::now();
        let stamp = self.folder.join(SWEPT);
        let age = |path: &Path| {
            let time = fs::metadata(path).and_then(|meta| meta.modified());
            time.ok().and_then(|time| now.duration_since(time).ok())
        };
        let is_due = match fs::metadata(&stamp) {
            Ok(_) => age(&stamp).is_some_and(|age| age > DAY),
            Err(_) => is_marked(&self.folder),
        };
        // Made anew, since what has its name may be no file.
        let _ = if is_due { fs::remove_file(&stamp) } else { Ok(()) };
        if is_due && File::create_new(&stamp).is_ok() {
            sweep(&self.folder, now, LARGEST);
        }
    }
}

/// The facts that tell a program from any other that may use the same folder: its version, and size
/// and time of its file, as two builds of one version are told apart.
struct Program(Vec<u8>);

impl Program {
    fn this() -> Self {
        let file = std::env::current_exe().and_then(fs::metadata);
        let modified = file.as_ref().ok().and_then(|file| file.modified().ok());
        let since = modified.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
        let length = file.map_or(0, |file| file.len());
        let nanos = since.unwrap_or_default().as_nanos();
        Self(format!("{} {length} {nanos} ", env!("CARGO_PKG_VERSION")).into_bytes())
    }

    /// The name under which a result of this program is kept.
    fn key(&self, key: &Key) -> [u8; 32] {
        let digest = Sha256::new_with_prefix(&self.0);
        digest.chain_update(key.bytes()).finalize().into()
    }
}

/// The name of the file by which a cache is known.
pub const MARK: &str = TAG.0;

/// True if a folder is marked as a cache of the program. Another run may be about to write the mark.
pub fn is_marked(folder: &Path) -> bool {
    let (name, text) = TAG;
    let mut found = Vec::new();
    regular::open(&folder.join(name)).is_ok_and(|file| {
        let read = file.take(text.len() as u64 + 1).read_to_end(&mut found);
        read.is_ok() && text.as_bytes().starts_with(&found)
    })
}

impl Store for Cache {
    fn get(&self, key: &Key) -> Option<Vec<u8>> {
        let place = self.place(key);
        let _turn = regular::turn();
        let mut file = regular::open(&place).ok()?;
        let meta = file.metadata().ok()?;
        if meta.len() > regular::LARGEST {
            return None;
        }
        let mut bytes = vec![0; usize::try_from(meta.len()).ok()?];
        file.read_exact(&mut bytes).ok()?;
        let bytes = open(key, bytes)?;
        touch(&place, &meta);
        Some(bytes)
    }

    fn put(&self, key: &Key, bytes: Vec<u8>) {
        // A full disk or a folder of somebody else costs time once.
        if self.failed.load(Ordering::Relaxed) {
            return;
        }
        if self.write(&self.place(key), &seal(key, bytes)).is_err() {
            self.failed.store(true, Ordering::Relaxed);
        }
    }
}

/// Bytes of the length and the checksum at the end of a file.
const SEAL: usize = 8 + 4;

fn seal(key: &Key, mut bytes: Vec<u8>) -> Vec<u8> {
    let length = bytes.len() as u64;
    let checksum = checksum(key, &bytes);
    bytes.extend(length.to_le_bytes());
    bytes.extend(checksum.to_le_bytes());
    bytes
}

/// The bytes sealed with this key; none if anything of it is not as it was.
fn open(key: &Key, mut bytes: Vec<u8>) -> Option<Vec<u8>> {
    let length = bytes.len().checked_sub(SEAL)?;
    let seal = bytes.split_off(length);
    let mut expected = (length as u64).to_le_bytes().to_vec();
    expected.extend(checksum(key, &bytes).to_le_bytes());
    (seal == expected).then_some(bytes)
}

fn checksum(key: &Key, bytes: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(key.bytes());
    hasher.update(bytes);
    hasher.finalize()
}

/// Notes that a file was used, to the day.
fn touch(place: &Path, meta: &Metadata) {
    let now = SystemTime::now();
    let time = meta.modified().ok();
    let age = time.and_then(|time| now.duration_since(time).ok());
    if age.is_some_and(|age| age > DAY) {
        let file = regular::open_as(place, File::options().write(true));
        // In a folder of somebody else it is for them to note.
        let _ = file.and_then(|file| file.set_modified(now));
    }
}

/// Deletes from a folder what was not used for too long, and more until they have
/// at most so many bytes.
fn sweep(folder: &Path, now: SystemTime, largest: u64) {
    let mut kept = Vec::new();
    let mut total = 0;
    for path in results(folder) {
        let Ok(meta) = fs::metadata(&path) else {
            continue;
        };
        let used = meta.modified().unwrap_or(now);
        let age = now.duration_since(used).unwrap_or_default();
        // What has an extension is on its way to its place, or was when a run was killed.
        let is_abandoned = path.extension().is_some() && age > DAY;
        if age > UNUSED || is_abandoned {
            let _ = fs::remove_file(path);
        } else {
            total += meta.len();
            kept.push((used, meta.len(), path));
        }
    }
    kept.sort();
    for (_, bytes, path) in kept {
        if total <= largest {
            break;
        }
        total -= bytes;
        let _ = fs::remove_file(path);
    }
}

/// The files of results in a folder, and those that are on their way to be.
fn results(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_result = |path: &PathBuf| path.file_stem().is_some_and(|stem| stem.len() == NAME);
    entries.map(|entry| entry.path()).filter(is_result)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Files of so many bytes, used so many days ago, whose names end so.
    fn kept(folder: &Path, files: &[(&str, usize, u32)]) -> SystemTime {
        let now = SystemTime::now();
        for (name, bytes, days) in files {
            let path = folder.join(format!("{}{name}", "0".repeat(NAME - 1)));
            fs::write(&path, vec![0; *bytes]).unwrap();
            let file = File::options().write(true).open(path).unwrap();
            file.set_modified(now - DAY * *days).unwrap();
        }
        now
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = results(folder)
            .map(|path| path.file_name().unwrap().to_str().unwrap()[NAME - 1..].to_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn the_unused_goes_and_then_the_least_used() {
        let folder = tempfile::tempdir().unwrap();
        let files = [
            ("o", 1, 31),
            ("a", 10, 29),
            ("b", 10, 3),
            ("c", 10, 2),
            ("n.1-0", 1, 0),
            ("k.1-0", 1, 2),
        ];
        let now = kept(folder.path(), &files);
        // What is not the cache's is left alone.
        let other = folder.path().join("other");
        fs::write(&other, "").unwrap();
        sweep(folder.path(), now, 100);
        assert_eq!(names(folder.path()), ["a", "b", "c", "n.1-0"]);
        sweep(folder.path(), now, 15);
        assert_eq!(names(folder.path()), ["c", "n.1-0"]);
        assert!(other.exists());
    }

    #[test]
    fn a_folder_is_swept_once_a_day() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(folder.path().to_owned()).unwrap();
        cache.make().unwrap();
        kept(folder.path(), &[("a", 1, 31)]);
        cache.sweep();
        assert!(names(folder.path()).is_empty());
        kept(folder.path(), &[("a", 1, 31)]);
        cache.sweep();
        assert_eq!(names(folder.path()), ["a"]);
        let stamp = File::options().write(true).open(folder.path().join(SWEPT)).unwrap();
        stamp.set_modified(SystemTime::now() - DAY * 2).unwrap();
        cache.sweep();
        assert!(names(folder.path()).is_empty());
    }

    #[test]
    fn a_folder_of_other_things_is_no_cache() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Cache::open(folder.path().to_owned());
        assert!(open().is_ok());
        fs::write(folder.path().join(TAG.0), "Signature: 8a477f597d28d172789f06886806bc55")
            .unwrap();
        assert!(open().is_ok());
        fs::write(folder.path().join(TAG.0), "other").unwrap();
        assert!(open().is_err());
    }

    #[test]
    fn what_is_used_is_young_again() {
        let folder = tempfile::tempdir().unwrap();
        let now = kept(folder.path(), &[("a", 1, 29)]);
        let path = results(folder.path()).next().unwrap();
        touch(&path, &fs::metadata(&path).unwrap());
        let used = fs::metadata(path).unwrap().modified().unwrap();
        assert!(used >= now - DAY);
    }
}
