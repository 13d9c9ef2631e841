//! Italian.

use super::ListWord::{
    self, Cited, Heads, Joint, Kind, Lead, Narrow, Sources, Starts, Tail, Talks, Weak,
};
use super::Part::{Author, Editor, Translator};
use super::Slot::{Edition, Pages};
use super::{Rows, Sense as S};
use crate::reference::Kind as K;

/// The words of headings of lists, and of what ends one.
#[rustfmt::skip] // many to a line
pub(super) const LISTS: &[(&str, ListWord)] = &[
    ("le", Narrow), ("i", Narrow), ("gli", Narrow), ("la", Narrow), ("il", Narrow), ("di", Narrow),
    ("del", Narrow), ("dei", Narrow), ("delle", Narrow), ("per", Narrow), ("in", Narrow),
    ("alcune", Narrow), ("alcuni", Narrow), ("principali", Narrow), ("altre", Narrow),
    ("altri", Narrow), ("elenco delle", Narrow), ("lista dei", Narrow),
    ("fonti", Sources), ("fonte", Sources), ("riferimenti", Sources),
    ("riferimenti bibliografici", Sources), ("bibliografia", Sources),
    ("bibliografia essenziale", Sources), ("bibliografia consigliata", Sources),
    ("per approfondire", Sources), ("approfondimenti", Sources), ("per saperne di più", Sources),
    ("letture", Sources), ("letture consigliate", Sources), ("lettura consigliata", Sources),
    ("consigli di lettura", Sources), ("libri consigliati", Sources), ("libri citati", Sources),
    ("libri menzionati", Sources), ("testi citati", Sources), ("opere citate", Sources),
    ("fonti e bibliografia", Sources), ("sitografia", Sources), ("letteratura", Sources),
    ("link", Weak), ("link utili", Weak), ("collegamenti", Weak), ("risorse", Weak), ("note", Weak),
    ("note dell'episodio", Weak), ("note della puntata", Weak), ("materiali", Weak),
    ("materiale", Weak),
    ("libri", Kind), ("libro", Kind), ("articoli", Kind), ("articolo", Kind), ("saggi", Kind),
    ("saggio", Kind), ("studi", Kind), ("studio", Kind), ("rapporti", Kind), ("tesi", Kind),
    ("film", Kind), ("documentari", Kind), ("siti", Kind), ("siti web", Kind), ("riviste", Kind),
    ("giornali", Kind), ("romanzi", Kind), ("testi", Kind), ("pubblicazioni", Kind),
    ("archivi", Kind), ("opere", Kind),
    ("citati", Cited), ("citate", Cited), ("citato", Cited), ("citata", Cited),
    ("menzionati", Cited), ("menzionate", Cited), ("consigliati", Cited), ("consigliate", Cited),
    ("consultati", Cited), ("consultate", Cited), ("utilizzati", Cited), ("utilizzate", Cited),
    ("usate", Cited), ("usati", Cited),
    ("e", Joint), ("ed", Joint), ("o", Joint),
    ("sono", Lead),
    ("dell'episodio", Tail), ("della puntata", Tail), ("di questo episodio", Tail),
    ("di questa puntata", Tail), ("del video", Tail), ("in questo episodio", Tail),
    ("in questa puntata", Tail),
    ("musica", Heads), ("musiche", Heads), ("colonna sonora", Heads), ("capitoli", Heads),
    ("indice", Heads), ("minutaggio", Heads), ("sommario", Heads), ("sponsor", Heads),
    ("partner", Heads), ("pubblicità", Heads), ("sconto", Heads), ("sconti", Heads),
    ("codice sconto", Heads), ("sostieni", Heads), ("sostienici", Heads), ("supporta", Heads),
    ("supportaci", Heads), ("donazioni", Heads), ("donazione", Heads), ("patreon", Heads),
    ("negozio", Heads), ("seguici", Heads), ("seguimi", Heads), ("social", Heads),
    ("iscriviti", Heads), ("contatti", Heads), ("contatto", Heads), ("crediti", Heads),
    ("produzione", Heads), ("montaggio", Heads), ("regia", Heads), ("scritto da", Heads),
    ("conduzione", Heads), ("voce", Heads), ("ospite", Heads), ("ospiti", Heads),
    ("immagini", Heads), ("immagine", Heads), ("foto", Heads), ("copertina", Heads),
    ("errata corrige", Heads), ("correzioni", Heads), ("episodi", Heads),
    ("episodio precedente", Heads), ("puntate", Heads), ("puntate precedenti", Heads),
    ("altri video", Heads), ("biglietti", Heads), ("eventi", Heads), ("ringraziamenti", Heads),
    ("grazie", Heads), ("trascrizione", Heads), ("newsletter", Heads), ("sito", Heads),
    ("sito web", Heads), ("email", Heads), ("annunci", Heads),
    ("seguici", Starts), ("seguimi", Starts), ("segui", Starts), ("iscriviti", Starts),
    ("iscrivetevi", Starts), ("sostieni", Starts), ("sostienici", Starts), ("supporta", Starts),
    ("supportaci", Starts), ("musica di", Starts), ("musiche di", Starts), ("musica:", Starts),
    ("grazie a", Starts), ("un ringraziamento", Starts), ("questo episodio è", Starts),
    ("questa puntata è", Starts), ("questo video è", Starts), ("sponsorizzato da", Starts),
    ("in collaborazione", Starts), ("scrivici", Starts), ("contattaci", Starts),
    ("una produzione", Starts), ("prodotto da", Starts), ("scritto da", Starts),
    ("condotto da", Starts), ("se vuoi", Starts), ("se ti", Starts), ("visita", Starts),
    ("acquista", Starts), ("ascolta", Starts), ("il mio libro", Starts),
    ("il nostro libro", Starts),
    ("io", Talks), ("mio", Talks), ("miei", Talks), ("tu", Talks), ("tuo", Talks),
    ("tua", Talks), ("tuoi", Talks), ("ti", Talks), ("voi", Talks), ("vostro", Talks),
    ("noi", Talks), ("nostro", Talks), ("nostra", Talks), ("nostri", Talks),
    ("nostre", Talks), ("ci", Talks),
];

/// What words say inside an entry.
#[rustfmt::skip] // many to a line
pub(super) const ENTRIES: Rows = &[
    ("a cura di", &[S::Did(Editor), S::By(Editor)]), ("traduzione di", &[S::By(Translator)]),
    ("trad di", &[S::By(Translator)]), ("pag", &[S::Counts(Pages)]), ("pagg", &[S::Counts(Pages)]),
    ("edizione", &[S::Counted(Edition)]), ("nel", &[S::In, S::Grammar]),
    ("documentario", &[S::Kind(K::Film)]), ("regia di", &[S::By(Author)]),
    ("tesi di dottorato", &[S::Kind(K::Thesis)]), ("tesi", &[S::Kind(K::Thesis)]),
    ("libro", &[S::Kind(K::Book)]), ("editore", &[S::Press]), ("edizioni", &[S::Press]),
    ("rivista", &[S::Outlet]), ("giornale", &[S::Outlet]), ("università", &[S::Body]), ("istituto", &[S::Body]),
    ("gennaio", &[S::Month(1)]), ("febbraio", &[S::Month(2)]), ("aprile", &[S::Month(4)]),
    ("maggio", &[S::Month(5)]), ("giugno", &[S::Month(6)]), ("luglio", &[S::Month(7)]),
    ("settembre", &[S::Month(9)]), ("ottobre", &[S::Month(10)]), ("dicembre", &[S::Month(12)]),
    ("e", &[S::And]), ("di", &[S::Particle, S::Grammar]), ("da", &[S::Particle, S::Grammar]),
    ("dal", &[S::Particle, S::Grammar]), ("lo", &[S::Particle, S::Grammar]), ("il", &[S::Grammar]),
    ("gli", &[S::Grammar]), ("della", &[S::Particle, S::Grammar]), ("delle", &[S::Grammar]), ("per", &[S::Grammar]),
    ("storia", &[S::Grammar]),
    ("rist", &[S::Again]), ("ristampa", &[S::Again]),
    ("articolo", &[S::Kind(K::Article)]),
];
