//! Which cache a run uses.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::disk::cache::Cache;

/// The arguments that say so.
#[derive(Debug, clap::Args)]
pub struct Caching {
    /// Folder that keeps results for the next build; without it chengshu in the user's folder
    /// of caches
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
    /// Use no cache: make everything again, and keep nothing
    #[arg(long, conflicts_with = "cache")]
    no_cache: bool,
}

impl Caching {
    /// The cache, unless there is to be none or nobody knows where. A folder that is stated and holds
    /// other things is refused.
    pub fn open(&self) -> Result<Option<Cache>> {
        if self.no_cache {
            return Ok(None);
        }
        let variable = || std::env::var_os("CHENGSHU_CACHE").map(PathBuf::from);
        match self.cache.clone().or_else(variable) {
            // An empty variable asks for none.
            Some(stated) if stated.as_os_str().is_empty() => Ok(None),
            Some(stated) => Ok(Some(Cache::open(stated)?)),
            None => Ok(users().and_then(|folder| Cache::open(folder.join("chengshu")).ok())),
        }
    }
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
