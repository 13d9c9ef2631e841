//! The book's words in Russian.

use super::Labels;

pub(super) const RUSSIAN: Labels = Labels {
    contents: "Содержание",
    introduction: "Введение",
    bibliography: "Литература",
    colophon: "Выходные данные",
    cover: "Обложка",
    title_page: "Титульный лист",
    landmarks: "Ориентиры",
    body_matter: "Начало текста",
    notes: "Примечания",
    image: "Изображение",
    missing_image: "Нет изображения",
    episode: ("№\u{a0}", ""),
    recording: "Запись",
    code: "QR-код адреса записи",
    imprint: "Сведения об издании",
    references: "Литература к этой главе: ",
    further_works: "Другие работы",
    see_also: "См. также: ",
    sources: "Источники",
    rights: "Текст и цитаты принадлежат их авторам. Книга составлена из расшифровок для личного чтения.",
    compiled_from: "Состав",
    transcripts: |n| format!("{n} расшифров{}", ending(n)),
    published: "Издатель",
    dates: "Даты оригиналов",
    edition: "Дата этого издания",
    font: "Шрифт",
    made_with: "Подготовлено в",
    identifier: "Идентификатор",
    accessible: "Весь текст перекомпонуемый, с оглавлением, заголовками и указанием языков; его могут читать экранные дикторы.",
    placeholder: ("[", ": ", "]"),
};

/// The ending after a number (CLDR, plural rules: one, few, many).
fn ending(n: usize) -> &'static str {
    match (n % 10, n % 100) {
        (_, 11..=14) => "ок",
        (1, _) => "ка",
        (2..=4, _) => "ки",
        _ => "ок",
    }
}
