//! Italian.

use super::Part::{Editor, Translator};
use super::Rows;
use super::Sense::{
    And, Body, By, Counted, Counts, Did, Grammar, In, Kind, Month, Outlet, Particle, Press,
};
use super::Slot::{Edition, Pages};
use crate::reference::Kind as K;

#[rustfmt::skip] // many to a line
pub(super) const ENTRIES: Rows = &[
    ("a cura di", &[Did(Editor), By(Editor)]), ("traduzione di", &[By(Translator)]),
    ("trad di", &[By(Translator)]), ("pag", &[Counts(Pages)]), ("pagg", &[Counts(Pages)]),
    ("edizione", &[Counted(Edition)]), ("nel", &[In, Grammar]),
    ("tesi di dottorato", &[Kind(K::Thesis)]), ("tesi", &[Kind(K::Thesis)]),
    ("libro", &[Kind(K::Book)]), ("editore", &[Press]), ("edizioni", &[Press]),
    ("rivista", &[Outlet]), ("giornale", &[Outlet]), ("università", &[Body]), ("istituto", &[Body]),
    ("gennaio", &[Month(1)]), ("febbraio", &[Month(2)]), ("aprile", &[Month(4)]),
    ("maggio", &[Month(5)]), ("giugno", &[Month(6)]), ("luglio", &[Month(7)]),
    ("settembre", &[Month(9)]), ("ottobre", &[Month(10)]), ("dicembre", &[Month(12)]),
    ("e", &[And]), ("di", &[Particle, Grammar]), ("da", &[Particle, Grammar]),
    ("dal", &[Particle, Grammar]), ("lo", &[Particle, Grammar]), ("il", &[Grammar]),
    ("gli", &[Grammar]), ("della", &[Particle, Grammar]), ("delle", &[Grammar]), ("per", &[Grammar]),
    ("storia", &[Grammar]),
];
