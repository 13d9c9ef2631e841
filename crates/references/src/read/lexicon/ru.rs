//! Russian.

use super::Part::{Editor, Translator};
use super::Rows;
use super::Sense::{
    And, Body, By, Counted, Counts, Grammar, In, Kind, Month, Others, Outlet, Press,
};
use super::Slot::{Edition, Number, Pages, Volume};
use crate::reference::Kind as K;

#[rustfmt::skip] // many to a line
pub(super) const ENTRIES: Rows = &[
    ("под ред", &[By(Editor)]), ("под редакцией", &[By(Editor)]), ("пер", &[By(Translator)]),
    ("перевод", &[By(Translator)]), ("т", &[Counts(Volume)]), ("том", &[Counts(Volume)]),
    ("№", &[Counts(Number)]), ("вып", &[Counts(Number)]), ("с", &[Counts(Pages), Counted(Pages)]),
    ("стр", &[Counts(Pages)]), ("изд", &[Counted(Edition), Press]), ("в", &[In, Grammar]),
    ("дисс", &[Kind(K::Thesis)]), ("диссертация", &[Kind(K::Thesis)]),
    ("книга", &[Kind(K::Book)]), ("фильм", &[Kind(K::Film)]),
    ("издательство", &[Press]), ("изд-во", &[Press]), ("журнал", &[Outlet]), ("вестник", &[Outlet]),
    ("газета", &[Outlet]), ("университет", &[Body]), ("институт", &[Body]),
    ("января", &[Month(1)]), ("февраля", &[Month(2)]), ("марта", &[Month(3)]),
    ("апреля", &[Month(4)]), ("мая", &[Month(5)]), ("июня", &[Month(6)]), ("июля", &[Month(7)]),
    ("августа", &[Month(8)]), ("сентября", &[Month(9)]), ("октября", &[Month(10)]),
    ("ноября", &[Month(11)]), ("декабря", &[Month(12)]),
    ("и", &[And]), ("и др", &[Others]), ("и другие", &[Others]), ("на", &[Grammar]),
    ("о", &[Grammar]), ("об", &[Grammar]), ("из", &[Grammar]), ("для", &[Grammar]),
    ("история", &[Grammar]), ("г", &[Counted(Volume)]),
];
