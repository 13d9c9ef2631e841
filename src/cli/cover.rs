//! `chengshu cover`: draws only the cover of a book.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use chengshu::compile;
use chengshu_cover as cover;
use chengshu_cover::request::Cover;
use chengshu_cover::{DESIGNS, Design};
use chengshu_text::diag::Sink;
use chengshu_text::media_type::MediaType;
use clap::builder::{PossibleValue, PossibleValuesParser};

use super::outputs::{Outputs, Replacing, sealed_picture};
use super::print;
use super::{Outcome, disk};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Folder of transcripts, or a single transcript
    #[arg(default_value = "seeds")]
    path: PathBuf,
    /// File or folder to write the cover to
    #[arg(short, long, value_name = "FILE|DIR", default_value = "out")]
    output: PathBuf,
    /// Folder of cover images, each named after its book
    #[arg(long, value_name = "DIR", default_value = "covers")]
    covers: PathBuf,
    /// Draw this design, even if there is an image
    #[arg(long, value_name = "NAME", value_parser = designs(), conflicts_with = "all")]
    design: Option<String>,
    /// Draw every design, each to a file named after it
    #[arg(long)]
    all: bool,
    /// Also write the cover 120 pixels wide, as libraries show it
    #[arg(long)]
    thumbnail: bool,
    #[command(flatten)]
    replacing: Replacing,
}

/// The names of the designs, for the command line.
pub fn designs() -> PossibleValuesParser {
    PossibleValuesParser::new(
        DESIGNS.iter().map(|design| PossibleValue::new(design.name).help(design.what)),
    )
}

/// Draws the cover of the book and says where it is.
pub fn run(arguments: &Arguments) -> Result<Outcome> {
    let (folder, files, mut sink) = disk::list(&arguments.path)?;
    let mut outputs = Outputs::new(arguments.replacing);
    outputs.spare_book(&folder, &files);
    let request = super::request(&folder, &files);
    let mut plan = compile::plan(&request, &mut sink);
    if plan.book.chapters.is_empty() {
        anyhow::bail!("there are no transcripts in {}", disk::shown(&arguments.path));
    }
    // What is wrong with the text is for `compile` to say.
    let mut found = sink.into_vec();
    found.retain(|finding| cover::diag::CODES.contains(&finding.code));
    let mut sink = Sink::default();
    let mut artwork = None;
    let wanted: Vec<Option<&'static Design>> = if arguments.all {
        DESIGNS.iter().map(Some).collect()
    } else if let Some(name) = &arguments.design {
        vec![DESIGNS.iter().find(|design| design.name == name)]
    } else {
        artwork = disk::artwork_or_finding(&plan, &files, &arguments.covers, &mut sink);
        vec![plan.design]
    };
    let fonts = disk::fonts();
    let mut outcome = Outcome::Fine;
    let mut drawn = Vec::new();
    for design in wanted {
        plan.design = design;
        let name = match design.filter(|_| arguments.all) {
            Some(design) => format!("{}-{}", plan.output, design.name),
            None => plan.output.clone(),
        };
        match compile::cover_of(&plan, artwork.as_ref(), &fonts, &mut sink) {
            Some(cover) => drawn.extend(named(arguments, &name, cover)?),
            None => outcome = Outcome::Internal,
        }
    }
    if let Some(artwork) = &artwork {
        outputs.spare(Path::new(&artwork.name));
    }
    save(&mut outputs, drawn)?;
    for finding in sink.into_vec() {
        // Each design misses the same characters.
        if !found.contains(&finding) {
            found.push(finding);
        }
    }
    print::warnings(&found);
    Ok(outcome.max(super::outcome_of(&found)))
}

/// A cover, and its thumbnail if there is to be one, with their places.
fn named(arguments: &Arguments, name: &str, cover: Cover) -> Result<Vec<(PathBuf, Cover)>> {
    let place = place(&arguments.output, name, &cover);
    let mut named = Vec::new();
    if arguments.thumbnail {
        let small = cover::thumbnail(&cover).context("cannot draw the thumbnail")?;
        let stem = place.file_stem().unwrap_or_default().to_string_lossy();
        let beside = place.with_file_name(format!("{stem}-thumbnail.png"));
        named.push((beside, small));
    }
    named.insert(0, (place, cover));
    Ok(named)
}

/// Where a cover belongs: the file named, with the ending its kind has, or its own name in the
/// folder named.
fn place(output: &Path, name: &str, cover: &Cover) -> PathBuf {
    const ENDINGS: &[&str] = &["png", "jpg", "jpeg"];
    let ending = match cover.media_type {
        MediaType::Jpeg => "jpg",
        _ => "png",
    };
    let stated = output.extension().and_then(|stated| stated.to_str());
    let is_file = stated.is_some_and(|stated| ENDINGS.contains(&&*stated.to_ascii_lowercase()));
    if is_file && !output.is_dir() {
        return output.with_extension(ending);
    }
    output.join(format!("{name}.{ending}"))
}

/// Writes the covers and says where they are.
fn save(outputs: &mut Outputs, drawn: Vec<(PathBuf, Cover)>) -> Result<()> {
    let (names, covers): (Vec<_>, Vec<_>) = drawn.into_iter().unzip();
    for (place, cover) in outputs.settle(&names)?.iter().zip(covers) {
        let file = outputs.save(place, &sealed_picture(&cover.bytes))?;
        let size = (cover.width, cover.height);
        print::out(&print::picture(&file.path, size, file.bytes))?;
    }
    Ok(())
}
