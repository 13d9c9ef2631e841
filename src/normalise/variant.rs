//! Rule `variant`: everything in one form of written Chinese.

use super::rule::{Apply, Rule};
use super::work::Work;
use crate::model::block::{Block, Inline, rewrite_lines, visit_text};
use chengshu_writing::language::{Census, Form};
use chengshu_writing::variant::{self, Variant};

pub const RULE: Rule = Rule {
    id: "variant",
    family: "wording",
    summary: "converts everything to one form of written Chinese, with the words of the place (`variant:`)",
    reason: "A book in two forms is hard to search and looks unfinished (requirement Z8).",
    examples: &[],
    apply: Apply::Blocks(|blocks, work| convert(blocks, work)),
};

/// Converts all running text of a Chinese chapter, if the settings ask for a form.
fn convert(blocks: &mut [Block], work: &mut Work<'_>) {
    let Some(to) = work.treatment.variant.filter(|_| work.is_chinese()) else {
        return;
    };
    let mut census = Census::default();
    visit_text(blocks, &mut |text| census.add(text));
    let usual = census.form().unwrap_or(Form::Simplified);
    rewrite_lines(blocks, &mut |content| line(content, usual, to, work));
}

fn line(content: &mut [Inline], usual: Form, to: Variant, work: &mut Work<'_>) {
    for inline in content {
        let (text, at) = match inline {
            Inline::Text { text, at } | Inline::Speaker { label: text, at } => (text, *at),
            object if object.is_object() => continue,
            other => {
                if let Some(inner) = other.content_mut() {
                    line(inner, usual, to, work);
                }
                continue;
            }
        };
        if let Some(converted) = variant::convert(text, usual, to) {
            let before = std::mem::replace(text, converted.clone());
            work.change_text("variant", at, before, converted);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::block::plain_text;
    use crate::model::treatment::Treatment;
    use crate::normalise::tests::normalised;

    #[test]
    fn running_text_and_speakers_are_converted_and_add_up() {
        let text = "**说话人**：这个**软件**里的“鼠标”<kbd>软件</kbd>。\n\n说话人：后来呢？";
        let treatment = Treatment {
            variant: Some(Variant::Taiwan),
            speakers: vec![("说话人".into(), "说话人".into())],
            ..Treatment::default()
        };
        let (manuscript, _) = normalised(text, "zh-TW", &[], &treatment);
        let Some(Block::Paragraph { content, .. }) = manuscript.blocks.first() else {
            panic!("no paragraph");
        };
        assert_eq!(plain_text(content), "說話人：這個軟體裡的「滑鼠」软件。");
    }
}
