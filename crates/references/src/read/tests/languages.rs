//! Entries of other languages than Chinese.

use super::super::read_entry;
use crate::reference::Kind::{self, Book, Journal, Newspaper, Other, Preprint, Thesis, Web};
use crate::reference::Name;

/// An entry, its title, who wrote, edited and translated it, the day it came out, who brought it
/// out, where it stands in it, and its kind.
#[rustfmt::skip] // a row each
const CASES: &[(&str, &str, &str, &str, Kind)] = &[
    // Japanese.
    ("桐野雅人・和久井さや監修『峠のみち』言の葉社、2011年", "峠のみち", "|桐野雅人/和久井さや|", "2011|言の葉社||", Book),
    ("桐野雅人訳『海のみち』潮風社、2001年", "海のみち", "||桐野雅人", "2001|潮風社||", Book),
    ("『氷のみち』エリック・ハル（三条由紀訳・白夜出版）", "氷のみち", "エリック・ハル||三条由紀", "|白夜出版||", Book),
    ("『蝉のうた』野々村かえで／ベランダ社／2018年", "蝉のうた", "野々村かえで||", "2018|ベランダ社||", Book),
    ("佐藤花子「雪のみち」（北海大学博士論文、2010年）", "雪のみち", "佐藤花子||", "2010|北海大学||", Thesis),
    ("東浜新聞 2013年5月4日付「最後の塩」", "最後の塩", "||", "2013-05-04|東浜新聞||", Newspaper),
    // Korean.
    ("마르틴 홀 저, 배지운 역, 《등대의 밤》, 북두서가, 2009년", "등대의 밤", "마르틴 홀||배지운", "2009|북두서가||", Book),
    ("천하람·구본희 엮음, 『바람의 길』, 들꽃, 1994", "바람의 길", "|천하람/구본희|", "1994|들꽃||", Book),
    ("조유진, 「우체국의 길」, 남해대학교 박사학위논문, 2015", "우체국의 길", "조유진||", "2015|남해대학교||", Thesis),
    // German.
    ("Lohse, Frieda: Bälge. Ein Handbuch. 2. Aufl., Speyer: Verlag am Tor 2017.", "Bälge. Ein Handbuch", "Frieda Lohse||", "2017|Verlag am Tor|Speyer|", Book),
    ("Leo Nacht, Der Mittag, Weiss & Sohn, Zürich 2008", "Der Mittag", "Leo Nacht||", "2008|Weiss & Sohn|Zürich|", Book),
    ("Gisela Brand: „Das Dorf“. In: Tiroler Bote vom 14. März 1987", "Das Dorf", "Gisela Brand||", "1987-03-14|Tiroler Bote||", Kind::Article),
    ("Bielauer Anzeiger, \"Streit um zwölf\", 3.5.1881", "Streit um zwölf", "||", "1881-05-03|Bielauer Anzeiger||", Newspaper),
    ("Henrike Oster: Bienen, Der Spiegel 31/2003, S. 52", "Bienen", "Henrike Oster||", "2003|Der Spiegel||52", Journal),
    // Romance languages.
    ("G. Ferri, «Gabelle», in Rivista di storia, XX, 2002, pp. 40-66", "Gabelle", "G. Ferri||", "2002|Rivista di storia||40-66", Journal),
    ("Théo Mau, *Voyage*, rééd. L'Herbe folle, 1999", "Voyage", "Théo Mau||", "1999|L'Herbe folle||", Book),
    // Russian.
    ("Ярослав Кондрат, Мосты, изд-во «Причал», 2021", "Мосты", "Ярослав Кондрат||", "2021|Причал||", Book),
    // English.
    ("\"Maps for Sailors\", Ingrid Sauer, 2009", "Maps for Sailors", "Ingrid Sauer||", "2009|||", Other),
    ("Ellis G. (2012). Why two tides? Tidal Quarterly, 5(1), 3-9.", "Why two tides?", "G Ellis||", "2012|Tidal Quarterly||3-9", Journal),
    ("Evers, R. & Sloane, P. (eds.), Cheese and Tide. Oxbridge: Hart, 2002.", "Cheese and Tide", "|R. Evers/P Sloane|", "2002|Hart|Oxbridge|", Book),
    ("Horn et al., \"Ice,\" arXiv:1904.88123, 2019.", "Ice", "Horn||", "2019|||", Preprint),
    ("[Why do moths forget?](https://moths.example/a) (blog post by Tanya Rusk)", "Why do moths forget?", "Tanya Rusk||", "|||", Web),
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
