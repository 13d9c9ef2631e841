//! What the `.info.json` of a playlist says of the folder it lies in, as an `index.md` would.

use super::descriptions::describe;
use super::reading::read;
use crate::ingest::info::{self, About};
use crate::ingest::{self};
use crate::model::library::{Files, Transcript};
use crate::model::outline::Outline;
use crate::model::treatment::Promotion;
use chengshu_text::diag::Sink;

/// The playlist a folder is of. Several of them say nothing of the whole.
pub(super) fn playlist(
    files: &dyn Files,
    transcripts: &[Transcript],
    sink: &mut Sink,
) -> Option<Outline> {
    let mut found = None;
    let without_text = transcripts.iter().filter(|transcript| transcript.versions.is_empty());
    for transcript in without_text {
        let Some(path) = &transcript.beside.info else { continue };
        // The look at all transcripts reports what is wrong with it.
        let mut reported = Sink::default();
        let Some(source) = read(files, path, &mut reported) else { continue };
        let info = info::read(&source, &mut reported);
        if info.about == About::List {
            if found.is_some() {
                return None;
            }
            found = Some((path, source, info, transcript.beside.thumbnail.clone()));
        }
    }
    let (path, source, info, thumbnail) = found?;
    let mut outline = ingest::of_list(path, &source, info);
    outline.thumbnail = thumbnail;
    describe(&mut outline, &source, Promotion::Keep, sink);
    Some(outline)
}

/// What an `index.md` says, and where it says nothing, the playlist.
pub(super) fn introduced(index: Option<Outline>, playlist: Option<Outline>) -> Option<Outline> {
    let (index, playlist) = match (index, playlist) {
        (Some(index), Some(playlist)) => (index, playlist),
        (index, playlist) => return index.or(playlist),
    };
    let (title, title_heading) = match index.title_heading {
        Some(heading) => (index.title, Some(heading)),
        None => (playlist.title, playlist.title_heading),
    };
    let own = &index.description.intro;
    let description = if own.is_empty() { playlist.description } else { index.description };
    let thumbnail = playlist.thumbnail;
    Some(Outline { title, title_heading, description, thumbnail, ..index })
}
