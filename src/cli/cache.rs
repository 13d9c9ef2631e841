//! Which cache a run uses.

use std::path::{Path, PathBuf};

use super::disk::cache::Cache;

/// The arguments that say so.
#[derive(Debug, clap::Args)]
pub struct Caching {
    /// Folder results of builds are kept in for the next; without it chengshu in the user's folder
    /// of caches
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
    /// Make everything anew, and keep nothing
    #[arg(long, conflicts_with = "cache")]
    no_cache: bool,
}

impl Caching {
    /// The cache, unless there is to be none or nobody knows where.
    pub fn open(&self) -> Option<Cache> {
        if self.no_cache {
            return None;
        }
        let folder = self.cache.clone().or_else(usual)?;
        Some(Cache::new(folder))
    }
}

/// The folder of the environment, or the user's; an empty `CHENGSHU_CACHE` asks for none.
fn usual() -> Option<PathBuf> {
    if let Some(stated) = std::env::var_os("CHENGSHU_CACHE") {
        return Some(PathBuf::from(stated)).filter(|folder| !folder.as_os_str().is_empty());
    }
    users().map(|folder| folder.join("chengshu"))
}

/// The user's folder of caches. A home that is not there is not made.
fn users() -> Option<PathBuf> {
    let variable = |name| {
        let path = std::env::var_os(name).map(PathBuf::from);
        path.filter(|path| path.is_absolute())
    };
    let home = || variable("HOME").filter(|home| Path::is_dir(home));
    if cfg!(windows) {
        variable("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Caches"))
    } else {
        // <https://specifications.freedesktop.org/basedir-spec/latest/>: relative paths are ignored.
        variable("XDG_CACHE_HOME").or_else(|| home().map(|home| home.join(".cache")))
    }
}
