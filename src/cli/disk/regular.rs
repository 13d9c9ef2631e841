//! Regular files, opened and read. Nothing else of the program opens a file to read it.
//!
//! A pipe waits for its writer and a device may never end. What is asked whether it is a file is
//! what was opened, since its name may lead elsewhere by then, and opening waits for nobody.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use anyhow::{Context as _, Result};

/// Largest file that is read. A transcript of a whole day has less than a megabyte.
pub const LARGEST: u64 = 256 * 1024 * 1024;

/// Files that are read at the same time, whatever the number of threads.
const AT_ONCE: usize = 8;

/// Descriptors a run gets by with, for files that are read, books of all targets, what is exported
/// from them, and folders of fonts.
const NEEDED: usize = 24;

static READING: Turns = Turns { taken: Mutex::new(0), given_back: Condvar::new() };

/// Lets so many go on at the same time.
struct Turns {
    taken: Mutex<usize>,
    given_back: Condvar,
}

/// The right to have a file open.
pub struct Turn(&'static Turns);

impl Turns {
    fn lock(&self) -> MutexGuard<'_, usize> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *self.0.lock() -= 1;
        self.0.given_back.notify_one();
    }
}

/// Waits until few enough files are open that are opened and closed again. Whoever has a turn asks
/// for no other.
pub fn turn() -> Turn {
    let taken = READING.given_back.wait_while(READING.lock(), |taken| *taken >= AT_ONCE);
    *taken.unwrap_or_else(PoisonError::into_inner) += 1;
    Turn(&READING)
}

/// Fails unless the system lets this run have as many files open as it may need. A file that could
/// not be opened later for want of that would look like one that is not there.
pub fn assure_descriptors() -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd as _;
        let stream = io::stderr();
        (0..NEEDED)
            .map(|_| stream.as_fd().try_clone_to_owned())
            .collect::<io::Result<Vec<_>>>()
            .with_context(|| {
                format!(
                    "the limit of open files is too low: {NEEDED} are needed besides those that are open; raise it, as with `ulimit -n 64`"
                )
            })?;
    }
    Ok(())
}

/// Opens a file to read it.
pub fn open(path: &Path) -> io::Result<File> {
    open_as(path, File::options().read(true))
}

/// Opens a file that is there already.
pub fn open_as(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    // To open a pipe wakes its writer, and to open a device may do anything.
    refuse_others(&fs::metadata(path)?)?;
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(options, libc::O_NONBLOCK | libc::O_NOCTTY);
    let file = options.open(path)?;
    refuse_others(&file.metadata()?)?;
    Ok(file)
}

fn refuse_others(meta: &Metadata) -> io::Result<()> {
    if meta.is_file() {
        return Ok(());
    }
    Err(io::Error::other("it is not a file"))
}

/// The bytes of a file of at most [`LARGEST`].
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    let too_large = || io::Error::other(format!("it is larger than {} MB", LARGEST / 1024 / 1024));
    let _turn = turn();
    let mut file = open(path)?;
    let length = file.metadata()?.len().min(LARGEST);
    let mut bytes = vec![0; usize::try_from(length).map_err(|_| too_large())?];
    file.read_exact(&mut bytes)?;
    // It may have grown, and some file systems do not say how long their files are.
    file.take(LARGEST + 1 - length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(too_large());
    }
    Ok(bytes)
}

/// The reason of a failure, without the number of the operating system.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".into(),
        io::ErrorKind::PermissionDenied => "permission denied".into(),
        io::ErrorKind::UnexpectedEof => "it was truncated while it was read".into(),
        _ => error.to_string(),
    }
}
