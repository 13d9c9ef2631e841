//! French.

use super::Part::{Author, Editor, Translator};
use super::Rows;
use super::Sense::{
    Access, And, Body, By, Counted, Counts, Did, Grammar, In, Kind, Month, Outlet, Particle, Press,
};
use super::Slot::{Edition, Number, Pages, Volume};
use crate::reference::Kind as K;

#[rustfmt::skip] // many to a line
pub(super) const ENTRIES: Rows = &[
    ("par", &[By(Author)]), ("dir", &[Did(Editor), By(Editor)]), ("épisode", &[Counts(Number)]), ("sous la direction de", &[By(Editor)]),
    ("sous la dir de", &[By(Editor)]), ("éd", &[Did(Editor), By(Editor), Counted(Edition)]),
    ("éds", &[Did(Editor)]), ("trad", &[By(Translator), Did(Translator)]),
    ("trad par", &[By(Translator)]), ("traduit par", &[By(Translator)]),
    ("traduction", &[By(Translator)]), ("t", &[Counts(Volume)]), ("tome", &[Counts(Volume)]),
    ("n", &[Counts(Number)]), ("n°", &[Counts(Number)]), ("numéro", &[Counts(Number)]),
    ("édition", &[Counted(Edition)]), ("p", &[Counts(Pages), Counted(Pages)]),
    ("dans", &[In, Grammar]),
    ("thèse", &[Kind(K::Thesis)]), ("thèse de doctorat", &[Kind(K::Thesis)]),
    ("mémoire de master", &[Kind(K::Thesis)]), ("rapport", &[Kind(K::Report)]),
    ("documentaire", &[Kind(K::Film)]), ("livre", &[Kind(K::Book)]),
    ("actes du colloque", &[Kind(K::Conference)]), ("colloque", &[Kind(K::Conference)]),
    ("éditions", &[Press]), ("presses", &[Press]), ("presses universitaires", &[Press]),
    ("librairie", &[Press]), ("imprimerie", &[Press]),
    ("revue", &[Outlet]), ("cahiers", &[Outlet]), ("annales", &[Outlet]), ("journal", &[Outlet]),
    ("université", &[Body]), ("ministère", &[Body]), ("société", &[Body]), ("musée", &[Body]),
    ("janvier", &[Month(1)]), ("février", &[Month(2)]), ("mars", &[Month(3)]),
    ("avril", &[Month(4)]), ("juin", &[Month(6)]), ("juillet", &[Month(7)]),
    ("août", &[Month(8)]), ("septembre", &[Month(9)]), ("octobre", &[Month(10)]),
    ("novembre", &[Month(11)]), ("décembre", &[Month(12)]),
    ("et", &[And]), ("du", &[Particle, Grammar]), ("d", &[Particle]), ("le", &[Particle, Grammar]),
    ("les", &[Grammar]), ("des", &[Particle, Grammar]), ("un", &[Grammar]), ("une", &[Grammar]),
    ("sur", &[Grammar]), ("pour", &[Grammar]), ("au", &[Grammar]), ("aux", &[Grammar]),
    ("histoire", &[Grammar]), ("consulté le", &[Access]), ("disponible sur", &[Access]),
];
