//! What readers promise of any bytes, and what they met with.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use chengshu::compile;
use chengshu::devices::TARGETS;
use chengshu::ingest::decode::decode;
use chengshu::markdown;
use chengshu::model::manuscript::Manuscript;
use chengshu::model::speech::Recording;
use chengshu::model::text_sum::TextSum;
use chengshu::model::treatment::Treatment;
use chengshu::model::typeface::RareCharacters;
use chengshu::normalise::{Body, Request, normalise};
use chengshu::render::chapter::introduction;
use chengshu::render::prose::Setting;
use chengshu::render::recording;
use chengshu_text::diag::Sink;
use chengshu_text::source::{Source, Span};
use chengshu_text::xml::{Element, Node, Prolog, document, element};
use chengshu_writing::labels;
use chengshu_writing::script::WritingMode;
use resvg::usvg::roxmltree;

/// What a reader met with, as numbers: each stands for a finding, a rule, an element in another, or a
/// magnitude.
#[derive(Default)]
pub struct Met(pub Vec<u64>);

impl Met {
    pub fn with(&mut self, what: impl Hash) {
        let mut hasher = DefaultHasher::new();
        what.hash(&mut hasher);
        self.0.push(hasher.finish());
    }

    /// Meets with a number of things, as one of few magnitudes.
    pub fn count(&mut self, what: &str, number: usize) {
        self.with((what, number.checked_ilog2()));
    }

    /// Meets with findings, whose places must be in the file.
    pub fn findings(&mut self, sink: &Sink) {
        for finding in sink.as_slice() {
            assert_ne!(finding.code.id, "CS0901", "{}", finding.message);
            if let Some(place) = &finding.place {
                assert!(place.text.len() <= 10_000, "{place:?}");
            }
            self.with(finding.code.id);
        }
        self.count("findings", sink.as_slice().len());
    }

    /// Meets with a tree.
    fn tree(&mut self, root: &Element) {
        for child in &root.children {
            if let Node::Element(child) = child {
                self.with((&*root.name, &*child.name));
                self.tree(child);
            }
        }
    }
}

/// Reads bytes as the text of a file. No reader sees others.
pub fn source(bytes: &[u8], sink: &mut Sink) -> Option<Source> {
    decode(bytes.to_vec(), "a.md", sink)
}

/// Fails unless a stretch can be cut out of a text.
pub fn assert_in(text: &str, span: &Span) {
    assert!(text.get(span.clone()).is_some(), "{span:?} of {text:?}");
}

/// Cleans a body and renders it. Fails if text is lost, if cleaning what was cleaned changes it, or
/// if the page is not XML.
pub fn page(source: &Source, body: Body<'_>, met: &mut Met) {
    let mut sink = Sink::default();
    let is_written = matches!(body, Body::Written(_));
    let manuscript = cleaned(source, body, &mut sink);
    if is_written {
        let once = markdown::write(&manuscript.blocks);
        let source = Source::new("a.md", once);
        let body = Body::Written(0..source.text.len());
        let again = cleaned(&source, body, &mut Sink::default());
        assert_eq!(markdown::write(&again.blocks), source.text, "rules change their own output");
    }
    for change in &manuscript.changes {
        met.with(change.rule);
    }
    render(source, manuscript, &mut sink, met);
    met.findings(&sink);
}

fn cleaned(source: &Source, body: Body<'_>, sink: &mut Sink) -> Manuscript {
    let request = Request {
        source,
        file: "a.md",
        body,
        titles: &["灯塔"],
        language: "zh-CN",
        treatment: &Treatment::default(),
        sections: None,
    };
    let manuscript = normalise(&request, sink);
    assert!(manuscript.ledger.balances(), "the ledger does not balance");
    manuscript
}

fn render(source: &Source, manuscript: Manuscript, sink: &mut Sink, met: &mut Met) {
    let setting = Setting {
        source,
        file: "a.md",
        pages: &HashMap::new(),
        headings: &manuscript.headings,
        pictures: &HashMap::new(),
        moments: recording::Recording::default(),
        thumbnail: None,
        code: None,
        language: "zh-CN",
        labels: labels::of("zh-CN"),
        form: TARGETS[0].form(WritingMode::default(), RareCharacters::default()),
        second: None,
    };
    let ledger = manuscript.ledger;
    let (elements, text_sum) = introduction(manuscript.blocks, &setting, sink);
    assert_eq!(text_sum, ledger.text, "the page has another text");
    let root = element("div")
        .attr("xmlns:epub", "http://www.idpf.org/2007/ops")
        .children(elements);
    met.tree(&root);
    assert_xml(&document(Prolog::Xml, &root));
}

/// Fails unless a text is XML to a parser of others.
pub fn assert_xml(text: &str) {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    if let Err(error) = roxmltree::Document::parse_with_options(text, options) {
        panic!("{error} in {text}");
    }
}

/// Writes a recording out as prose and renders it. Fails if a word of it is lost.
pub fn recording(source: &Source, recording: &Recording, met: &mut Met) {
    assert_eq!(recording.missing, TextSum::default());
    met.count("cues", recording.cues.len());
    met.count("repeats", recording.repeats);
    for cue in &recording.cues {
        assert!(cue.at <= source.text.len());
        met.with(("cue", cue.start_ms.is_some(), cue.end_ms.is_some(), cue.speaker.is_some()));
    }
    let prose = chengshu::ingest::prose::prose(recording);
    assert!(prose.balances(), "prose lacks words");
    page(source, Body::Spoken(&prose), met);
}

/// The program's own word for what lies in a book's folder, for [`compile`].
pub struct Folder<'a>(pub &'a [(&'a str, &'a [u8])]);

impl chengshu::model::library::Files for Folder<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let found = self.0.iter().find(|(name, _)| *name == path);
        found
            .map(|(_, bytes)| bytes.to_vec())
            .ok_or_else(|| "there is no such file".into())
    }

    fn display(&self, path: &str) -> String {
        path.to_owned()
    }
}

/// Compiles a transcript with all that may lie beside it, for every target. Fails unless each book is
/// an archive of XML.
pub fn book(files: &Folder<'_>, folder: &chengshu::model::library::Folder, met: &mut Met) {
    use std::io::Read as _;
    struct Silent;
    impl compile::Progress for Silent {
        fn chapters(&mut self, _: usize, _: usize) {}
    }
    let mut sink = Sink::default();
    let request = compile::Request {
        folder,
        files,
        overrides: chengshu::model::settings::BookSettings::default(),
        epoch: None,
        threads: std::num::NonZeroUsize::MIN,
        store: None,
    };
    let plan = compile::plan(&request, &mut sink);
    let outs = plan.targets.iter().map(|_| Vec::new()).collect();
    let no_fonts = || chengshu_cover::Fonts::new(std::sync::Arc::default());
    // To draw a cover takes longer than all the rest.
    let cover = compile::Artwork {
        is_thumbnail: false,
        name: "cover.png".into(),
        bytes: super::words::rasters().swap_remove(0),
    };
    match compile::write(&plan, Some(&cover), &no_fonts, outs, &mut Silent, &mut sink) {
        Err(compile::WriteError::Empty) => met.with("empty"),
        Err(error) => panic!("{error}"),
        Ok((written, report)) => {
            met.count("characters", usize::try_from(report.characters).unwrap());
            met.count("references", report.references);
            for book in written {
                let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book.out)).unwrap();
                for index in 0..archive.len() {
                    let mut file = archive.by_index(index).unwrap();
                    let name = file.name().unwrap().into_owned();
                    let mut bytes = Vec::new();
                    file.read_to_end(&mut bytes).unwrap();
                    if matches!(name.rsplit('.').next(), Some("xhtml" | "opf" | "ncx" | "xml")) {
                        assert_xml(std::str::from_utf8(&bytes).unwrap());
                    }
                }
            }
        }
    }
    met.findings(&sink);
}
