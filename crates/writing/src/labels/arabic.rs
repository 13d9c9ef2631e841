//! The book's words in Arabic.

use super::Labels;

pub(super) const ARABIC: Labels = Labels {
    contents: "المحتويات",
    introduction: "مقدمة",
    bibliography: "المراجع",
    colophon: "بيانات الكتاب",
    cover: "الغلاف",
    title_page: "صفحة العنوان",
    landmarks: "المعالم",
    body_matter: "بداية النص",
    notes: "حواش",
    image: "صورة",
    missing_image: "صورة مفقودة",
    episode: ("العدد ", ""),
    recording: "التسجيل",
    code: "رمز الاستجابة السريعة لعنوان التسجيل",
    imprint: "بيانات النشر",
    references: "مراجع هذا الفصل: ",
    further_works: "أعمال أخرى",
    see_also: "انظر أيضا: ",
    sources: "المصادر",
    rights: "حقوق النص وما يقتبسه لأصحابها. جُمع هذا الكتاب من نصوص مفرغة للقراءة الشخصية.",
    compiled_from: "المحتوى",
    transcripts: counted,
    published: "الناشر",
    dates: "تواريخ الأصول",
    edition: "تاريخ هذه الطبعة",
    font: "الخط",
    made_with: "أُعد بواسطة",
    identifier: "المعرف",
    accessible: "النص كله قابل لإعادة التدفق، وفيه فهرس وعناوين ولغات محددة، وتستطيع قارئات الشاشة قراءته.",
    placeholder: ("[", ": ", "]"),
};

/// How many transcripts (CLDR, plural rules: zero, one, two, few, many, other).
fn counted(n: usize) -> String {
    match (n, n % 100) {
        (1, _) => "نص مفرغ واحد".to_owned(),
        (2, _) => "نصان مفرغان".to_owned(),
        (_, 3..=10) => format!("{n} نصوص مفرغة"),
        (_, 11..=99) => format!("{n} نصا مفرغا"),
        _ => format!("{n} نص مفرغ"),
    }
}
