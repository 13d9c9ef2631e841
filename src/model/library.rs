//! What lies on the disk, as a listing: names only, no contents.

/// A folder of transcripts: a book, or a part of one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folder {
    /// The folder's name, or a single file's name without its ending.
    pub name: String,
    /// `index.md`, if there is one.
    pub index: Option<String>,
    /// `book.yaml`, if there is one and the folder is a book.
    pub settings: Option<String>,
    /// `glossary.yaml`, if there is one and the folder is a book.
    pub glossary: Option<String>,
    /// Transcripts in it, as paths from the book's folder with `/`.
    pub files: Vec<String>,
    /// Direct subfolders with transcripts, in natural order of their names.
    pub parts: Vec<Folder>,
}

/// Reads files of a book.
pub trait Files: Sync {
    /// The bytes of a file, by its path from the book's folder; why not, if it cannot be read.
    /// Never reads outside the folder (requirement S1).
    fn read(&self, path: &str) -> Result<Vec<u8>, String>;

    /// The file's name as the user would type it, for findings.
    fn display(&self, path: &str) -> String;
}
