//! The help: what can be typed.

use super::messages;

messages! {
    /// Headings of the help, and what can be typed.
    Help {
        Title => en "Keys", zh "快捷键";
        Find => en "Find a key or a command", zh "查找快捷键或命令";
        Print => en "Print", zh "打印";
        Typing => en "What you can type", zh "可以这样输入";
        TypingNumbers => en "1,200 · 1.2M · 3k · 1200*1.06 · 12% · in columns that take negative numbers also −1,200 and (1,200)", zh "1,200 · 1.2万 · 两百万 · 3亿 · 1200*1.06 · 12% · 6成；可为负数的列还可写 −1,200 与 (1,200)";
        TypingMoney => en "200 USD · €1.5M", zh "¥1.2万 · 200 USD · 30万元";
        TypingDates => en "2026-03-05 · 5 Mar · 3/5 (month/day) · today · +7 · +2w · =today()+7", zh "2026-3-5 · 3月5日 · 今天 · 明天 · +7 · +2周 · 今天+7";
        TypingChoices => en "The first letters of a choice, in either language", zh "选项的前几个字，中英文均可";
        TypingKept => en "What does not fit is kept as you typed it, marked, and left out of sums.", zh "不符合要求的内容会原样保留并标记，不计入合计。";
    }
}
