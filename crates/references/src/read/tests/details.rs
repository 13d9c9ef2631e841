//! What entries state besides who made what.

use super::super::read_description;
use crate::reference::Kind::{
    self, Archive, Article, Book, Chapter, Journal, Magazine, Newspaper, Periodical, Thesis, Web,
};
use crate::reference::{Completeness, Name, Reference};

/// An entry, its kind, and what it states, as [`show`] writes it.
type Case = (&'static str, Kind, &'static str);

fn show(r: &Reference) -> String {
    let mut parts = Vec::new();
    let mut part = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            parts.push(format!("{name} {value}"));
        }
    };
    part("issued", r.issued.map(|date| date.to_string()));
    part("in", r.further.container.clone());
    part("place", r.further.place.clone());
    part("edition", r.further.edition.clone());
    part("volume", r.further.volume.clone());
    part("number", r.further.number.clone());
    part("pages", r.further.pages.clone());
    part("doi", r.further.doi.clone());
    part("accessed", r.further.accessed.map(|date| date.to_string()));
    part("editors", r.further.editors.first().map(Name::to_string));
    let more = r.more_authors == Completeness::AndOthers;
    part("and", more.then(|| "others".to_owned()));
    parts.join(", ")
}

fn check(cases: &[Case]) {
    for (entry, kind, want) in cases {
        let read = read_description(&format!("参考资料：\n{entry}"));
        assert_eq!(read.references.len(), 1, "{entry}");
        assert_eq!(show(&read.references[0]), *want, "{entry}");
        assert_eq!(read.references[0].kind, *kind, "{entry}");
    }
}

#[test]
fn entries_in_running_text() {
    check(&[
        (
            "约翰·里德：《风与帆》，张思远译，北京：远山出版社，2003年5月第2版，第12-15页",
            Book,
            "issued 2003-05, place 北京, edition 第2版, pages 12-15",
        ),
        (
            "《远山战史》（上册），远山军事出版社1985年增订本",
            Book,
            "issued 1985, edition 增订本, volume 上册",
        ),
        (
            "王小明：《论风》，《远山学刊》2003年第2期，第12—15页",
            Journal,
            "issued 2003, number 2, pages 12—15",
        ),
        (
            "王小明：《论风》，载《远山论集》，上海：远山出版社，2003年版，第12页",
            Article,
            "issued 2003, in 远山论集, place 上海, pages 12",
        ),
        (
            "王小明等：《论风》，《远山日报》2003年5月1日，第3版",
            Newspaper,
            "issued 2003-05-01, pages 3, and others",
        ),
        ("《远山时报》1968年3月4日报道《大风》", Newspaper, "issued 1968-03-04"),
        ("里德1968-03-04《大风》", Book, "issued 1968-03-04"),
        ("《远山画报》1999年文章《大风》", Magazine, "issued 1999"),
        ("《远山》杂志第12卷第3期", Periodical, "volume 12, number 3"),
        ("远山国官网，访问日期：2020年1月2日", Web, "accessed 2020-01-02"),
        ("远山国官网（2020年1月2日访问）", Web, "accessed 2020-01-02"),
        ("《风与帆》里德，共320页", Book, ""),
        ("《风与帆：第2版序》里德", Book, ""),
        ("远山国国家档案馆第12号卷宗", Archive, ""),
    ]);
}

#[test]
fn entries_to_the_standard() {
    check(&[
        (
            "里德.风与帆[M].张思远,译.2版.北京:远山出版社,2003:12-15",
            Book,
            "issued 2003, place 北京, edition 2版, pages 12-15",
        ),
        (
            "王小明,李和平,等.论远山[J].远山学报,2003,12(2):12-15",
            Journal,
            "issued 2003, volume 12, number 2, pages 12-15, and others",
        ),
        (
            "王小明.论远山[J].远山研究,2003(02):12-15.DOI:10.1234/abc.2003.02",
            Journal,
            "issued 2003, number 02, pages 12-15, doi 10.1234/abc.2003.02",
        ),
        ("陈若兰.远山的风[N].远山日报,2003-05-01(3)", Newspaper, "issued 2003-05-01, pages 3"),
        (
            "远山网.远山的风[EB/OL].(2003-05-01)[2020-01-02].https://a.example/1",
            Web,
            "issued 2003-05-01, accessed 2020-01-02",
        ),
        (
            "王小明.论风[M]//李和平.远山论集.北京:远山出版社,2003:12-15",
            Chapter,
            "issued 2003, in 远山论集, place 北京, pages 12-15, editors 李和平",
        ),
        ("李和平.远山研究[D].上海:东山大学,2011", Thesis, "issued 2011, place 上海"),
    ]);
}

#[test]
fn entries_in_latin_script() {
    check(&[
        (
            "Reed, John. The Winds of Far Hill. 2nd ed. London: Hill Press, 2003, pp. 12-15.",
            Book,
            "issued 2003, place London, edition 2nd, pages 12-15",
        ),
        (
            "Reed, J., Horn, M., et al. (2003). On winds. Journal of Hills, 12(3), 45-60. https://doi.org/10.1234/abc",
            Journal,
            "issued 2003, volume 12, number 3, pages 45-60, doi 10.1234/abc, and others",
        ),
        ("John Reed, \"The King\", The Hill Times, 3 May 2003.", Newspaper, "issued 2003-05-03"),
        (
            "Horn M. Winds. J Hills. 2003;12(3):45-60. doi:10.1234/def.5",
            Journal,
            "issued 2003, volume 12, number 3, pages 45-60, doi 10.1234/def.5",
        ),
        ("\"Far Hill\". Hill Encyclopedia. Retrieved May 3, 2020.", Article, "accessed 2020-05-03"),
    ]);
}
