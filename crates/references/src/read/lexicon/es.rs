//! Spanish.

use super::Part::{Author, Editor, Translator};
use super::Rows;
use super::Sense::{
    Access, And, Body, By, Counted, Counts, Did, Grammar, In, Kind, Month, Others, Outlet,
    Particle, Press,
};
use super::Slot::{Edition, Number, Pages, Volume};
use crate::reference::Kind as K;

#[rustfmt::skip] // many to a line
pub(super) const ENTRIES: Rows = &[
    ("por", &[By(Author)]), ("coord", &[Did(Editor)]), ("coords", &[Did(Editor)]),
    ("comp", &[Did(Editor)]), ("traducción de", &[By(Translator)]), ("trad de", &[By(Translator)]),
    ("edición de", &[By(Editor)]), ("núm", &[Counts(Number)]), ("tomo", &[Counts(Volume)]),
    ("págs", &[Counts(Pages)]), ("pág", &[Counts(Pages)]), ("edición", &[Counted(Edition)]),
    ("en", &[In, Grammar]), ("tesis doctoral", &[Kind(K::Thesis)]), ("tesis", &[Kind(K::Thesis)]),
    ("informe", &[Kind(K::Report)]), ("documental", &[Kind(K::Film)]), ("libro", &[Kind(K::Book)]),
    ("editorial", &[Press]), ("ediciones", &[Press]), ("revista", &[Outlet]),
    ("universidad", &[Body]), ("instituto", &[Body]), ("ministerio", &[Body]),
    ("enero", &[Month(1)]), ("febrero", &[Month(2)]), ("marzo", &[Month(3)]),
    ("abril", &[Month(4)]), ("mayo", &[Month(5)]), ("junio", &[Month(6)]), ("julio", &[Month(7)]),
    ("agosto", &[Month(8)]), ("septiembre", &[Month(9)]), ("octubre", &[Month(10)]),
    ("noviembre", &[Month(11)]), ("diciembre", &[Month(12)]),
    ("y", &[And]), ("y otros", &[Others]), ("del", &[Particle, Grammar]), ("los", &[Grammar]),
    ("las", &[Grammar]), ("el", &[Grammar]), ("una", &[Grammar]), ("para", &[Grammar]),
    ("con", &[Grammar]), ("sobre", &[Grammar]), ("historia", &[Grammar]),
    ("disponible en", &[Access]), ("consultado el", &[Access]),
];
