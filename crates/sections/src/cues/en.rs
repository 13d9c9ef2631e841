//! English.

use super::{Cue, Words};

pub(super) const WORDS: Words = Words {
    opening: OPENING,
    closing: CLOSING,
    greetings: &[
        "hello everyone", "hi everyone", "welcome to", "good morning", "good afternoon",
        "good evening",
    ],
    farewells: &[
        "goodbye",
        "bye-bye",
        "see you next",
        "thanks for watching",
        "thanks for listening",
        "thank you for listening",
    ],
};

const OPENING: &[Cue] = &[
    Cue {
        feature: "z_shift",
        within: 0,
        words: &[
            "so, let's", "so let's", "so now", "so, now", "so next", "so, next", "so what about",
            "so how about", "so, how about", "so the next", "so tell", "so can you", "so maybe",
            "so before", "let's", "let us", "next", "moving on", "now let's", "now, let's",
            "now i want", "now, i want", "now i'm going", "now we", "now, we", "okay.", "ok.",
            "all right", "alright", "great.", "cool", "first", "second", "third", "finally",
            "another", "the next", "the first", "the second", "the third", "the last", "the other",
            "last", "before we", "before i", "what about", "how about", "speaking of", "on that",
            "on the", "on to ", "in conclusion", "in summary", "welcome", "hello", "hi ",
            "good morning", "good afternoon", "good evening", "any other", "any more",
            "are there any", "were there any", "one of the", "one other", "one more ", "today",
            "i've", "i have", "i also", "i wanted", "i want", "i'd", "this is", "this was",
            "this next", "there is", "there are", "there was",
        ],
        but: &[],
    },
    Cue {
        feature: "z_set",
        within: 60,
        words: &[
            "talk about", "talking about", "move on", "moving on", "onto", "topic", "next slide",
            "next thing", "next up", "next part", "another thing", "another question",
            "another one", "you mentioned", "wanted to ask", "wanted to talk", "want to ask",
            "want to talk", "question", "get into", "turn to", "switch", "let's", "been working",
            "going to talk", "going to discuss", "going to cover", "going to present",
            "going to show", "going to start",
        ],
        but: &[],
    },
    Cue {
        feature: "z_cont",
        within: 0,
        words: &[
            "and", "but", "so that", "so if", "so you", "so it", "so the", "because", "or ",
            "then", "also", "which", "that", "these", "those", "it", "he ", "she ", "they", "you ",
            "your", "yeah", "yes", "no,", "no.", "no ", "right", "exactly", "well", "mm", "uh",
            "um", "sure", "i think", "i mean", "i don", "i guess", "i see", "i know", "a:", "a.",
            "q:", "q.", "correct", "absolutely", "totally", "if ", "like", "oh", "not ", "would",
            "a ", "be ",
        ],
        but: &[],
    },
    Cue {
        feature: "z_born",
        within: 60,
        words: &[
            "was born", "born in", "founded", "started in", "started at", "started with", "began",
            "originally", "history", "background", "introduc", "overview", "definition",
            "what is ", "what are ",
        ],
        but: &[],
    },
    Cue {
        feature: "z_date",
        within: 30,
        words: &[
            "january", "february", "march", "april", "june", "july", "august", "september",
            "october", "november", "december", "in 1", "in 20",
        ],
        but: &[],
    },
    Cue {
        feature: "z_time",
        within: 30,
        words: &[
            "years later", "year later", "years after", "years ago", "year ago", "months later",
            "month later", "months ago", "last year", "next year", "this year", "last month",
            "next month", "this month", "last week", "next week", "this week", "later", "recently",
            "nowadays", "currently", "today",
        ],
        but: &[],
    },
    Cue {
        feature: "z_end",
        within: 60,
        words: &["conclu", "summar", "to sum", "wrap", "end of", "finally", "lastly", "thank"],
        but: &[],
    },
];

const CLOSING: &[Cue] = &[
    Cue {
        feature: "zp_hook",
        within: 12,
        words: &[
            "next", "move on", "questions", "question", "talk about this", "talk about that",
            "talk about it", "get into this", "get into that", "get into it", "start", "let's go",
            "go ahead", "first", "following", "comments", "comment", "any thoughts",
        ],
        but: &[],
    },
    Cue {
        feature: "zp_close",
        within: 20,
        words: &[
            "thanks", "thank you", "that's it", "that's all", "that's about it", "good", "great",
            "cool", "awesome", "perfect", "makes sense", "okay", "done", "over", "break",
        ],
        but: &[],
    },
];
