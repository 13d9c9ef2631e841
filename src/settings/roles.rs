//! Roles of people as MARC relator codes (id.loc.gov/vocabulary/relators), which EPUB 3.3,
//! section 5.5.3.3.1, takes for `role`.

/// Words for the codes people ask for. The first word is the one findings suggest.
const WORDS: &[(&str, &[&str])] = &[
    ("aut", &["author", "writer", "作者", "著", "著者", "撰稿", "文案"]),
    ("ctb", &["contributor", "贡献者", "协助"]),
    ("trl", &["translator", "译者", "译", "翻译"]),
    ("nrt", &["narrator", "主讲", "主讲人", "讲述", "旁白", "朗读"]),
    ("spk", &["speaker", "演讲者", "发言人"]),
    ("edt", &["editor", "编辑", "编者", "主编", "编"]),
    ("com", &["compiler", "汇编", "整理", "编纂"]),
    ("trc", &["transcriber", "听写", "听录", "速记", "转写"]),
    ("pfr", &["proofreader", "校对", "校"]),
    ("red", &["redaktor", "审校", "统稿"]),
    ("ill", &["illustrator", "插图", "插画", "绘图"]),
    ("art", &["artist", "美术", "绘"]),
    ("cov", &["cover designer", "封面", "封面设计"]),
    ("bkd", &["book designer", "装帧", "书籍设计"]),
    ("pht", &["photographer", "摄影"]),
    ("pro", &["producer", "制作", "制作人", "监制"]),
    ("drt", &["director", "导演"]),
    ("vac", &["voice actor", "配音"]),
    ("ive", &["interviewee", "受访者", "受访"]),
    ("ivr", &["interviewer", "采访者", "采访"]),
    ("hst", &["host", "主持", "主持人"]),
    ("res", &["researcher", "资料", "研究"]),
    ("cwt", &["commentator for written text", "注释", "注"]),
    ("aui", &["author of introduction", "序", "作序", "前言"]),
    ("pbl", &["publisher", "出版者"]),
    ("cph", &["copyright holder", "版权所有者"]),
    ("ths", &["thesis advisor", "导师"]),
    ("ann", &["annotator", "批注"]),
    ("rev", &["reviewer", "审稿"]),
    ("csl", &["consultant", "顾问"]),
];

/// Every code of the list as of 2024, in alphabetical order.
const CODES: &str = "abr acp act adi adp aft anc anl anm ann ant ape apl app aqt arc ard arr art \
    asg asn ato att auc aud aue aui aup aus aut bdd bjd bka bkd bkp blw bnd bpd brd brl bsl cad \
    cas ccp chr cli cll clr clt cmm cmp cmt cnd cng cns coe col com con cop cor cos cot cou cov \
    cpc cpe cph cpl cpt cre crp crr crt csl csp cst ctb cte ctg ctr cts ctt cur cwt dbd dbp dfd \
    dfe dft dgc dgg dgs dis djo dln dnc dnr dpc dpt drm drt dsr dst dtc dte dtm dto dub edc edd \
    edm edt egr elg elt enj eng etr evp exp fac fds fld flm fmd fmk fmo fmp fnd fon fpy frg gdv \
    gis grt his hnr hst ill ilu ink ins inv isb itr ive ivr jud jug kad lbr lbt ldr led lee lel \
    len let lgd lie lil lit lsa lse lso ltg ltr lyr mcp mdc med mfp mfr mka mod mon mrb mrk msd \
    mte mtk mup mus mxe nrt onp opn org orm osp oth own pad pan pat pbd pbl pdr pfr pht plt \
    pma pmn pnc pop ppm ppt pra prc prd pre prf prg prm prn pro prp prs prt prv pta pte ptf pth \
    ptt pup rap rbr rcd rce rcp rdd red ren res rev rpc rps rpt rpy rse rsg rsp rsr rst rth rtm \
    rxa sad sce scl scr sde sds sec sfx sgd sgn sht sll sng spk spn spy srv std stg stl stm stn \
    str swd tad tau tcd tch ths tld tlg tlh tlp trc trl tyd tyg uvp vac vdg vfx voc wac wal wam \
    wat waw wdc wde wdw wfs wfw wft win wit wpr wst wts";

/// The code of a role given as a code or as a word.
pub(super) fn code(role: &str) -> Option<&'static str> {
    let role = role.trim().to_lowercase();
    let by_code = || CODES.split(' ').find(|code| *code == role);
    let by_word = || {
        let mut rows = WORDS.iter();
        rows.find(|(_, words)| words.contains(&role.as_str())).map(|&(code, _)| code)
    };
    by_code().or_else(by_word)
}

/// Every word for a role.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().flat_map(|(_, words)| words.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_words_name_roles() {
        for (role, expected) in [
            ("trl", Some("trl")),
            ("Translator", Some("trl")),
            ("译者", Some("trl")),
            ("主讲", Some("nrt")),
            ("xyz", None),
            ("", None),
        ] {
            assert_eq!(code(role), expected, "{role}");
        }
    }

    #[test]
    fn every_word_has_a_known_code() {
        for (code, _) in WORDS {
            assert!(CODES.split(' ').any(|known| known == *code), "{code}");
        }
        assert!(CODES.split(' ').all(|code| code.len() == 3));
    }
}
