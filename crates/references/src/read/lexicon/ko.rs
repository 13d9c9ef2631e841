//! Korean.

use super::ListWord::{
    self, Cited, Heads, Joint, Kind, Narrow, Sources, Starts, Tail, Talks, Weak, Within,
};
use super::Part::{Author, Editor, Translator};
use super::Slot::{Number, Pages, Volume};
use super::{Rows, Sense as S};
use crate::reference::Kind as K;

/// The words of headings of lists, and of what ends one.
#[rustfmt::skip] // many to a line
pub(super) const LISTS: &[(&str, ListWord)] = &[
    ("주요", Narrow), ("추가", Narrow), ("관련", Narrow), ("기타", Narrow), ("그 밖의", Narrow),
    ("이번", Narrow), ("오늘의", Narrow), ("영상", Narrow), ("에피소드", Narrow), ("방송", Narrow),
    ("이", Narrow), ("및", Narrow), ("함께", Narrow),
    ("참고문헌", Sources), ("참고 문헌", Sources), ("참고자료", Sources), ("참고 자료", Sources),
    ("참고도서", Sources), ("참고 도서", Sources), ("참고서적", Sources), ("참고 서적", Sources),
    ("참고한 자료", Sources), ("참고한 책", Sources), ("참고", Sources), ("출처", Sources),
    ("자료 출처", Sources), ("자료출처", Sources), ("인용문헌", Sources), ("인용 문헌", Sources),
    ("인용", Sources), ("문헌", Sources), ("서지", Sources), ("더 읽을거리", Sources),
    ("더 읽기", Sources), ("더 읽어보기", Sources), ("읽을거리", Sources), ("읽을 거리", Sources),
    ("함께 읽으면 좋은 책", Sources), ("함께 읽을 책", Sources), ("추천 도서", Sources),
    ("추천도서", Sources), ("추천 책", Sources), ("추천하는 책", Sources), ("도서 목록", Sources),
    ("도서목록", Sources), ("책 목록", Sources), ("언급된 책", Sources), ("언급한 책", Sources),
    ("소개된 책", Sources), ("소개한 책", Sources), ("방송에서 언급된 책", Sources),
    ("링크", Weak), ("관련 링크", Weak), ("참고 링크", Weak), ("참고링크", Weak), ("자료", Weak),
    ("쇼노트", Weak), ("쇼 노트", Weak), ("노트", Weak), ("더 알아보기", Weak),
    ("책", Kind), ("도서", Kind), ("논문", Kind), ("기사", Kind), ("단행본", Kind),
    ("보고서", Kind), ("영화", Kind), ("다큐멘터리", Kind), ("웹사이트", Kind), ("신문", Kind),
    ("잡지", Kind),
    ("언급된", Cited), ("언급한", Cited), ("소개된", Cited), ("소개한", Cited), ("인용한", Cited),
    ("인용된", Cited), ("추천하는", Cited), ("참고한", Cited),
    ("와", Joint), ("과", Joint), ("또는", Joint),
    ("목록", Tail), ("리스트", Tail),
    ("음악", Heads), ("배경음악", Heads), ("브금", Heads), ("타임라인", Heads),
    ("타임스탬프", Heads), ("목차", Heads), ("챕터", Heads), ("광고", Heads), ("협찬", Heads),
    ("후원", Heads), ("후원하기", Heads), ("후원 계좌", Heads), ("스폰서", Heads), ("할인", Heads),
    ("할인코드", Heads), ("할인 코드", Heads), ("구독", Heads), ("팔로우", Heads),
    ("인스타그램", Heads), ("페이스북", Heads), ("트위터", Heads), ("문의", Heads),
    ("비즈니스 문의", Heads), ("광고 문의", Heads), ("이메일", Heads), ("연락처", Heads),
    ("카카오톡", Heads), ("디스코드", Heads), ("홈페이지", Heads), ("쇼핑몰", Heads),
    ("굿즈", Heads), ("출연", Heads), ("출연자", Heads), ("진행", Heads), ("진행자", Heads),
    ("게스트", Heads), ("제작", Heads), ("제작진", Heads), ("편집", Heads), ("촬영", Heads),
    ("자막", Heads), ("사진", Heads), ("이미지", Heads), ("썸네일", Heads), ("정정", Heads),
    ("지난 에피소드", Heads), ("다른 영상", Heads), ("공지", Heads), ("감사", Heads),
    ("멤버십", Heads), ("크레딧", Heads),
    ("구독", Starts), ("팔로우", Starts), ("좋아요", Starts), ("문의", Starts), ("광고", Starts),
    ("협찬", Starts), ("후원", Starts), ("음악:", Starts), ("감사합니다", Starts),
    ("고맙습니다", Starts), ("제작", Starts), ("편집", Starts), ("진행", Starts), ("출연", Starts),
    ("이 영상은", Starts), ("본 영상은", Starts),
    ("구독과", Within), ("좋아요와", Within), ("해주세요", Within), ("해 주세요", Within),
    ("부탁드립니다", Within), ("눌러주세요", Within), ("눌러 주세요", Within),
    ("저는", Talks), ("제가", Talks), ("저희", Talks), ("우리", Talks), ("여러분", Talks),
    ("당신", Talks),
];

/// What words say inside an entry, or at the end of a word.
#[rustfmt::skip] // many to a line
pub(super) const ENTRIES: Rows = &[
    ("저", &[S::Did(Author)]), ("지음", &[S::Did(Author)]), ("글", &[S::Did(Author)]),
    ("엮음", &[S::Did(Editor)]), ("편", &[S::Did(Editor)]), ("편저", &[S::Did(Editor)]),
    ("역", &[S::Did(Translator)]), ("옮김", &[S::Did(Translator)]), ("번역", &[S::Did(Translator)]),
    ("감독", &[S::Did(Author), S::By(Author)]), ("외", &[S::Others]),
    ("권", &[S::Counts(Volume)]), ("호", &[S::Counts(Number)]), ("쪽", &[S::Counts(Pages)]),
    ("영화", &[S::Kind(K::Film)]), ("다큐멘터리", &[S::Kind(K::Film)]), ("논문", &[S::Kind(K::Article)]),
    ("박사학위논문", &[S::Kind(K::Thesis)]), ("석사학위논문", &[S::Kind(K::Thesis)]),
    ("학위논문", &[S::Kind(K::Thesis)]), ("보고서", &[S::Kind(K::Report)]), ("소설", &[S::Kind(K::Book)]),
    ("위키백과", &[S::Kind(K::Wiki)]), ("나무위키", &[S::Kind(K::Wiki)]), ("블로그", &[S::Kind(K::Web)]),
    ("출판사", &[S::Press]), ("출판", &[S::Press]), ("책방", &[S::Press]), ("서점", &[S::Press]),
    ("서원", &[S::Press]), ("북스", &[S::Press]), ("문고", &[S::Press]),
    ("신문", &[S::Outlet]), ("일보", &[S::Outlet]), ("신보", &[S::Outlet]), ("방송", &[S::Outlet]),
    ("학보", &[S::Outlet]), ("학회지", &[S::Outlet]), ("대학교", &[S::Body]), ("연구소", &[S::Body]),
    ("연구원", &[S::Body]), ("협회", &[S::Body]),
];
