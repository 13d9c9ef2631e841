//! Entries of other languages than Chinese.

use super::super::read_entry;
use crate::reference::Kind::{self, Book, Journal, Newspaper, Other, Preprint, Thesis, Web};
use crate::reference::Name;

/// An entry, its title, who wrote, edited and translated it, the day it came out, who brought it
/// out, where it stands in it, and its kind.
#[rustfmt::skip] // a row each
const CASES: &[(&str, &str, &str, &str, Kind)] = &[
    // Japanese.
    ("森田海斗・小川なみ監修『峠のみち』言の葉社、2011年", "峠のみち", "|森田海斗/小川なみ|", "2011|言の葉社||", Book),
    ("森田海斗訳『海のみち』潮風社、2001年", "海のみち", "||森田海斗", "2001|潮風社||", Book),
    ("『氷のみち』エリック・ハル（青木真帆訳・北極出版）", "氷のみち", "エリック・ハル||青木真帆", "|北極出版||", Book),
    ("『蝉のうた』松原あかり／ミナト社／2018年", "蝉のうた", "松原あかり||", "2018|ミナト社||", Book),
    ("佐藤花子「雪のみち」（北海大学博士論文、2010年）", "雪のみち", "佐藤花子||", "2010|北海大学||", Thesis),
    ("西浜新聞 2013年5月4日付「潮のみち」", "潮のみち", "||", "2013-05-04|西浜新聞||", Newspaper),
    // Korean.
    ("요한 베르크 저, 한가람 역, 《등대의 밤》, 바다서가, 2009년", "등대의 밤", "요한 베르크||한가람", "2009|바다서가||", Book),
    ("윤서진·강도현 엮음, 『바람의 길』, 솔밭, 1994", "바람의 길", "|윤서진/강도현|", "1994|솔밭||", Book),
    ("정다온, 「우체국의 길」, 동항대학교 박사학위논문, 2015", "우체국의 길", "정다온||", "2015|동항대학교||", Thesis),
    // German.
    ("Lorenz, Frieda: Segel. Ein Handbuch. 2. Aufl., Speyer: Verlag am Kai 2017.", "Segel. Ein Handbuch", "Frieda Lorenz||", "2017|Verlag am Kai|Speyer|", Book),
    ("Karl Brandt, Der Hafen, Stein & Sohn, Zürich 2008", "Der Hafen", "Karl Brandt||", "2008|Stein & Sohn|Zürich|", Book),
    ("Anna Wieser: „Das Tal“. In: Tiroler Bote vom 2. Mai 1987", "Das Tal", "Anna Wieser||", "1987-05-02|Tiroler Bote||", Kind::Article),
    ("Hafener Anzeiger, \"Streit am Kai\", 3.5.1881", "Streit am Kai", "||", "1881-05-03|Hafener Anzeiger||", Newspaper),
    ("Inge Falk: Möwen, Der Bergspiegel 31/2003, S. 52", "Möwen", "Inge Falk||", "2003|Der Bergspiegel||52", Journal),
    // Romance languages.
    ("G. Conti, «Vele», in Rivista di mare, XX, 2002, pp. 40-66", "Vele", "G. Conti||", "2002|Rivista di mare||40-66", Journal),
    ("Luc Morel, *Marées*, rééd. L'Ancre bleue, 1999", "Marées", "Luc Morel||", "1999|L'Ancre bleue||", Book),
    // Russian.
    ("Павел Ильин, Маяки, изд-во «Пристань», 2021", "Маяки", "Павел Ильин||", "2021|Пристань||", Book),
    // English.
    ("\"Knots for Sailors\", Ada Quill, 2009", "Knots for Sailors", "Ada Quill||", "2009|||", Other),
    ("Ellis G. (2012). Why two moons? Tidal Quarterly, 5(1), 3-9.", "Why two moons?", "G Ellis||", "2012|Tidal Quarterly||3-9", Journal),
    ("Hale, R. & Stone, P. (eds.), Ropes and Tide. Oxbridge: Hart, 2002.", "Ropes and Tide", "|R. Hale/P Stone|", "2002|Hart|Oxbridge|", Book),
    ("Horn et al., \"Ice,\" arXiv:1904.88123, 2019.", "Ice", "Horn||", "2019|||", Preprint),
    ("[Why do lamps flicker?](https://lamps.example/a) (blog post by Tess Ruhl)", "Why do lamps flicker?", "Tess Ruhl||", "|||", Web),
    // What stands beside an address.
    ("https://a.example/b, 2022-03-18.", "https://a.example/b", "||", "2022-03-18|||", Web),
    ("https://a.example/b (photos of the lamps)", "photos of the lamps", "||", "|||", Web),
];

#[test]
fn entries_of_many_languages_are_read() {
    for (entry, title, people, rest, kind) in CASES {
        let read = read_entry(entry);
        let names = |names: &[Name]| {
            let names: Vec<String> = names.iter().map(ToString::to_string).collect();
            names.join("/")
        };
        let further = &read.further;
        let made = [&read.authors, &further.editors, &further.translators].map(|list| names(list));
        let issued = read.issued.map(|date| date.to_string()).unwrap_or_default();
        let stated = [&read.publisher, &further.place, &further.pages]
            .map(|field| field.clone().unwrap_or_default());
        let out = format!("{issued}|{}", stated.join("|"));
        let found = (read.title.as_str(), made.join("|"), out, read.kind);
        assert_eq!(found, (*title, (*people).to_owned(), (*rest).to_owned(), *kind), "{entry}");
    }
}
