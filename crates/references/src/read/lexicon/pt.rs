//! Portuguese.

use super::Part::{Editor, Translator};
use super::Rows;
use super::Sense::{And, Body, By, Counted, Did, Grammar, In, Kind, Month, Particle, Press};
use super::Slot::Edition;
use crate::reference::Kind as K;

#[rustfmt::skip] // many to a line
pub(super) const ENTRIES: Rows = &[
    ("org", &[Did(Editor)]), ("orgs", &[Did(Editor)]), ("tradução de", &[By(Translator)]),
    ("edição", &[Counted(Edition)]), ("em", &[In, Grammar]), ("tese", &[Kind(K::Thesis)]),
    ("tese de doutorado", &[Kind(K::Thesis)]), ("relatório", &[Kind(K::Report)]),
    ("livro", &[Kind(K::Book)]), ("editora", &[Press]), ("edições", &[Press]),
    ("universidade", &[Body]), ("janeiro", &[Month(1)]), ("fevereiro", &[Month(2)]),
    ("março", &[Month(3)]), ("maio", &[Month(5)]), ("junho", &[Month(6)]), ("julho", &[Month(7)]),
    ("setembro", &[Month(9)]), ("outubro", &[Month(10)]), ("novembro", &[Month(11)]),
    ("dezembro", &[Month(12)]), ("e", &[And]), ("dos", &[Particle, Grammar]),
    ("do", &[Particle, Grammar]), ("da", &[Particle, Grammar]), ("o", &[Grammar]),
    ("os", &[Grammar]), ("um", &[Grammar]), ("uma", &[Grammar]), ("história", &[Grammar]),
];
