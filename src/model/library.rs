//! The files on the disk, as a listing: names only, no contents.

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
    /// Files of references, in order of their names.
    pub references: Vec<String>,
    /// Transcripts in it, in natural order of their names.
    pub files: Vec<Transcript>,
    /// Files in it and in folders below that no reader takes, in order of their paths; of a part, none.
    pub unread: Vec<Unread>,
    /// Folders below it with transcripts, however deep, each named by its path from here, in
    /// natural order.
    pub parts: Vec<Folder>,
}

impl Folder {
    /// The transcripts of the folder and its parts.
    pub fn transcripts(&self) -> impl Iterator<Item = &Transcript> {
        let parts = self.parts.iter().flat_map(|part| &part.files);
        self.files.iter().chain(parts)
    }

    /// The paths of all files of the listing.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let folders = std::iter::once(self).chain(&self.parts);
        folders.flat_map(|folder| {
            let single = [&folder.index, &folder.settings, &folder.glossary];
            let transcripts = folder.files.iter().flat_map(Transcript::paths);
            let references = folder.references.iter().map(String::as_str);
            single
                .into_iter()
                .flatten()
                .map(String::as_str)
                .chain(references)
                .chain(transcripts)
        })
    }
}

/// A file that no reader takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Its path from the book's folder.
    pub path: String,
    /// Why.
    pub reason: Reason,
}

/// Why a file is left out. Ordered as people are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It is in no format that is read.
    NoReader,
    /// It may be in one, and nothing in it is speech.
    NoTranscript,
    /// It is another book's settings or glossary, in a folder below or given twice, or has references
    /// and lies where no transcripts are.
    Misplaced,
    /// It is a list of what viewers wrote.
    Comments,
}

/// The files of one transcript, as paths from the book's folder with `/`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Transcript {
    /// The text, perhaps in several languages or formats; none where only side files lie.
    pub versions: Vec<Version>,
    /// Files that tell more of the recording.
    pub beside: SideFiles,
    /// Whether the number its name begins with puts it among the others, as theirs show.
    pub is_counted: bool,
}

impl Transcript {
    /// A transcript of one file.
    pub fn of(version: Version) -> Self {
        Self { versions: vec![version], ..Self::default() }
    }

    /// The paths of its files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let beside = &self.beside;
        let beside = [
            &beside.info, &beside.chapters, &beside.description, &beside.sections,
            &beside.thumbnail,
        ];
        let versions = self.versions.iter().map(|version| version.path.as_str());
        let frames = self.beside.frames.iter().map(|frame| frame.path.as_str());
        versions.chain(beside.into_iter().flatten().map(String::as_str)).chain(frames)
    }

    /// A path to order it by.
    pub fn path(&self) -> &str {
        let version = self.versions.first().map(|version| &version.path);
        version
            .or(self.beside.info.as_ref())
            .or(self.beside.chapters.as_ref())
            .map_or("", String::as_str)
    }
}

/// One file of text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Version {
    /// The file.
    pub path: String,
    /// The language its name states, as it states it: `zh-Hans`, `ai-zh`.
    pub language: Option<String>,
}

/// Files beside a transcript that tell more of the recording.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct SideFiles {
    /// `NAME.info.json`, as yt-dlp writes it.
    pub info: Option<String>,
    /// `NAME.chapters.json`, the chapters of the podcast namespace.
    pub chapters: Option<String>,
    /// `NAME.description`, as yt-dlp writes it.
    pub description: Option<String>,
    /// `NAME.sections.yaml`, which states the sections of a talk.
    pub sections: Option<String>,
    /// `NAME.webp` and the like.
    pub thumbnail: Option<String>,
    /// Pictures of moments, in order.
    pub frames: Vec<Frame>,
}

/// A picture of a moment of a recording.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Frame {
    /// The moment, in milliseconds from the beginning.
    pub at_ms: u64,
    /// The picture.
    pub path: String,
}

/// Reads files of a book.
pub trait Files: Sync {
    /// The bytes of a file, by its path from the book's folder; why not, if it cannot be read.
    /// Never reads outside the folder (requirement S1). Fails if it gave other bytes before.
    fn read(&self, path: &str) -> Result<Vec<u8>, String>;

    /// The file's name as the user would type it, for findings.
    fn display(&self, path: &str) -> String;

    /// The path of the only file of a name in the folder and those below it, whatever the case of its
    /// letters.
    fn find(&self, name: &str) -> Option<String> {
        let _ = name;
        None
    }

    /// The name of a file that is no longer as it was when it was listed or first read.
    fn changed(&self) -> Option<String> {
        None
    }
}
