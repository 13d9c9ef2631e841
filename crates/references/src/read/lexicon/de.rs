//! German.

use super::Part::{Author, Editor, Translator};
use super::Rows;
use super::Sense::{
    Access, And, Body, By, Counted, Counts, Did, Grammar, In, Kind, Month, Others, Outlet,
    Particle, Press, Unknown,
};
use super::Slot::{Edition, Number, Pages, Volume};
use crate::reference::Kind as K;

#[rustfmt::skip] // many to a line
pub(super) const ENTRIES: Rows = &[
    ("von", &[By(Author)]), ("hrsg", &[Did(Editor), By(Editor)]),
    ("hg", &[Did(Editor), By(Editor)]), ("hgg", &[Did(Editor)]), ("hrsg von", &[By(Editor)]),
    ("hg von", &[By(Editor)]), ("herausgegeben von", &[By(Editor)]),
    ("herausgeber", &[Did(Editor)]), ("übers", &[By(Translator), Did(Translator)]),
    ("übers von", &[By(Translator)]), ("übersetzt von", &[By(Translator)]), ("übersetzt und herausgegeben von", &[By(Editor)]),
    ("film muet", &[Kind(K::Film)]),
    ("übersetzung", &[By(Translator)]), ("aus dem englischen von", &[By(Translator)]),
    ("regie", &[By(Author), Did(Author)]),
    ("bd", &[Counts(Volume)]), ("band", &[Counts(Volume)]), ("jg", &[Counts(Volume)]),
    ("nr", &[Counts(Number)]), ("folge", &[Counts(Number)]), ("heft", &[Counts(Number)]), ("h", &[Counts(Number)]),
    ("s", &[Counts(Pages)]), ("seite", &[Counts(Pages)]), ("seiten", &[Counts(Pages), Counted(Pages)]),
    ("aufl", &[Counted(Edition)]), ("auflage", &[Counted(Edition)]),
    ("in", &[In, Grammar]), ("aus", &[In, Grammar]),
    ("dissertation", &[Kind(K::Thesis)]), ("masterarbeit", &[Kind(K::Thesis)]),
    ("habilitationsschrift", &[Kind(K::Thesis)]), ("doktorarbeit", &[Kind(K::Thesis)]),
    ("bericht", &[Kind(K::Report)]), ("doku", &[Kind(K::Film)]), ("spielfilm", &[Kind(K::Film)]),
    ("dokumentarfilm", &[Kind(K::Film)]), ("dokumentation", &[Kind(K::Film)]),
    ("podcastfolge", &[Kind(K::Film)]), ("hörbuch", &[Kind(K::Book)]), ("roman", &[Kind(K::Book)]),
    ("buch", &[Kind(K::Book)]), ("zeitungsartikel", &[Kind(K::Newspaper)]),
    ("aufsatz", &[Kind(K::Article)]), ("tagungsband", &[Kind(K::Conference)]),
    ("verlag", &[Press]), ("vlg", &[Press]), ("buchverlag", &[Press]), ("gmbh", &[Press]),
    ("zeitschrift", &[Outlet]), ("zeitung", &[Outlet]), ("jahrbuch", &[Outlet]),
    ("archiv", &[Outlet]), ("blätter", &[Outlet]), ("mitteilungen", &[Outlet]),
    ("universität", &[Body]), ("institut", &[Body]), ("ministerium", &[Body]),
    ("gesellschaft", &[Body]), ("amt", &[Body]), ("verein", &[Body]), ("stiftung", &[Body]),
    ("januar", &[Month(1)]), ("februar", &[Month(2)]), ("märz", &[Month(3)]),
    ("mai", &[Month(5)]), ("juni", &[Month(6)]), ("juli", &[Month(7)]),
    ("oktober", &[Month(10)]), ("okt", &[Month(10)]), ("dezember", &[Month(12)]), ("dez", &[Month(12)]),
    ("und", &[And]), ("u a", &[Others]), ("und andere", &[Others]), ("u v a", &[Others]),
    ("zu", &[Particle, Grammar]), ("vom", &[Particle, Grammar]), ("zum", &[Particle, Grammar]),
    ("zur", &[Particle, Grammar]), ("der", &[Particle, Grammar]), ("den", &[Particle, Grammar]),
    ("die", &[Grammar]), ("das", &[Grammar]), ("dem", &[Grammar]), ("des", &[Particle, Grammar]),
    ("ein", &[Grammar]), ("eine", &[Grammar]), ("einer", &[Grammar]), ("eines", &[Grammar]),
    ("im", &[Grammar]), ("am", &[Grammar]), ("auf", &[Grammar]), ("für", &[Grammar]),
    ("mit", &[And, Grammar]), ("wie", &[Grammar]), ("warum", &[Grammar]), ("über", &[Grammar]),
    ("unter", &[Grammar]), ("nach", &[Grammar]), ("bei", &[Grammar]), ("oder", &[Grammar]),
    ("ist", &[Grammar]), ("als", &[Grammar]), ("geschichte", &[Grammar]),
    ("verfügbar unter", &[Access]), ("online unter", &[Access]), ("abgerufen am", &[Access]),
    ("zuletzt abgerufen am", &[Access]), ("o j", &[Unknown]), ("o o", &[Unknown]),
];
