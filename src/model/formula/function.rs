//! The functions: under which names they are found, how many arguments they take, what they are for.

use crate::model::Label;
use crate::model::fold::search_key;

macro_rules! functions {
    ($($(#[$doc:meta])* $name:ident $key:literal, $least:literal..$most:tt, $($zh:literal)|+, form $form:literal $form_zh:literal, $en_help:literal $zh_help:literal;)*) => {
        /// A function of formulas.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Function { $($(#[$doc])* $name),* }

        impl Function {
            /// Every function, in the order in which they are offered.
            pub const ALL: &'static [Function] = &[$(Function::$name),*];

            /// Its name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Function::$name => $key),* }
            }

            /// Its names in Chinese.
            #[must_use]
            pub const fn chinese(self) -> &'static [&'static str] {
                match self { $(Function::$name => &[$($zh),+]),* }
            }

            /// The least and the greatest number of arguments.
            #[must_use]
            pub const fn arguments(self) -> (usize, usize) {
                match self { $(Function::$name => ($least, functions!(@most $most))),* }
            }

            /// How it is written, with its arguments named.
            #[must_use]
            pub const fn form(self) -> Label {
                match self { $(Function::$name => Label::new($form, $form_zh)),* }
            }

            /// What it gives, in one sentence.
            #[must_use]
            pub const fn help(self) -> Label {
                match self { $(Function::$name => Label::new($en_help, $zh_help)),* }
            }
        }
    };
    (@most many) => { usize::MAX };
    (@most $most:literal) => { $most };
}

functions! {
    /// One of two results.
    If "if", 2..3, "如果" | "若", form "if(condition, then, else)" "if(条件, 成立时, 否则)",
        "One result where the condition holds, another where it does not." "条件成立时取一个结果，否则取另一个。";
    /// The result of the first case that is the same.
    Choose "choose", 3..many, "选择" | "匹配", form "choose(value, case, result, …, else)" "choose(值, 情况, 结果, …, 否则)",
        "The result of the first case that equals the value." "取第一个与值相等的情况所对应的结果。";
    /// Another result where the first has a fault.
    IfError "iferror", 2..2, "出错时" | "容错", form "iferror(value, instead)" "iferror(值, 替代值)",
        "The value, or another where it cannot be worked out." "无法计算时改用另一个值。";
    /// The sum.
    Sum "sum", 1..many, "求和" | "合计", form "sum(value, …)" "sum(值, …)",
        "The sum; empty cells are left out." "求和，空单元格不计。";
    /// The mean.
    Average "average", 1..many, "平均值" | "平均" | "平均数", form "average(value, …)" "average(值, …)",
        "The mean; empty cells are left out." "求平均，空单元格不计。";
    /// How many are filled.
    Count "count", 1..many, "计数" | "个数", form "count(value, …)" "count(值, …)",
        "How many of the values are filled." "有多少个值不为空。";
    /// The least.
    Min "min", 1..many, "最小值" | "最小", form "min(value, …)" "min(值, …)",
        "The least number, amount or date; empty cells are left out." "最小的数、金额或日期，空单元格不计。";
    /// The greatest.
    Max "max", 1..many, "最大值" | "最大", form "max(value, …)" "max(值, …)",
        "The greatest number, amount or date; empty cells are left out." "最大的数、金额或日期，空单元格不计。";
    /// Rounded half away from nought.
    Round "round", 1..2, "四舍五入" | "舍入", form "round(number, places)" "round(数, 小数位)",
        "Rounded to so many decimal places, halves away from zero; -3 rounds to thousands. A share is its number: round(13.34%, 2) is 13%." "按小数位四舍五入，负数按绝对值舍入；-3 表示取整到千。百分比按其数值舍入：round(13.34%, 2) 为 13%。";
    /// Rounded away from nought.
    RoundUp "roundup", 1..2, "向上舍入" | "向上取整", form "roundup(number, places)" "roundup(数, 小数位)",
        "Rounded away from zero to so many decimal places; a share is its number: roundup(13.34%, 2) is 14%." "按小数位向远离零的方向舍入；百分比按其数值舍入：roundup(13.34%, 2) 为 14%。";
    /// Rounded towards nought.
    RoundDown "rounddown", 1..2, "向下舍入" | "截尾", form "rounddown(number, places)" "rounddown(数, 小数位)",
        "Rounded towards zero to so many decimal places; a share is its number: rounddown(13.34%, 2) is 13%." "按小数位向零的方向舍入；百分比按其数值舍入：rounddown(13.34%, 2) 为 13%。";
    /// The whole number below.
    Int "int", 1..1, "取整" | "向下取整", form "int(number)" "int(数)",
        "The greatest whole number that is not above it; a share is its number: int(150%) is 100%." "不大于它的最大整数；百分比按其数值取整：int(150%) 为 100%。";
    /// The multiple of a step below.
    Floor "floor", 1..2, "向下取倍数", form "floor(number, step)" "floor(数, 步长)",
        "The greatest multiple of the step that is not above the number; without a step the whole number: floor([Amount], 10000)." "不大于该数的步长的最大倍数，省略步长时取整数：floor([金额], 10000)。";
    /// The multiple of a step above.
    Ceiling "ceiling", 1..2, "向上取倍数", form "ceiling(number, step)" "ceiling(数, 步长)",
        "The least multiple of the step that is not below the number; without a step the whole number: ceiling([Amount], 10000)." "不小于该数的步长的最小倍数，省略步长时取整数：ceiling([金额], 10000)。";
    /// What is left of a division.
    Mod "mod", 2..2, "取余" | "余数", form "mod(number, divisor)" "mod(数, 除数)",
        "What is left when the number is divided; it has the sign of the divisor." "相除的余数，正负号与除数相同。";
    /// A power, as the operator gives it.
    Power "power", 2..2, "乘方" | "幂", form "power(number, exponent)" "power(数, 指数)",
        "The number to the power of the exponent, as with ^: 2 ^ 10." "数的乘方，与 ^ 相同，如 2 ^ 10。";
    /// Without its sign.
    Abs "abs", 1..1, "绝对值", form "abs(number)" "abs(数)",
        "The number without its sign." "去掉正负号。";
    /// The number of an amount, a share or a text.
    Number "number", 1..1, "数值", form "number(value)" "number(值)",
        "The bare number of an amount in the plan's currency, of a share or of a text as a cell reads it: number(\"1.2M\"), number(\"50%\")." "取金额（按本币）、比例或文本中的数值，文本按单元格的读法：number(\"12万\")、number(\"50%\")。";
    /// Days between two dates.
    Days "days", 2..2, "天数", form "days(later, earlier)" "days(较晚日期, 较早日期)",
        "How many days lie between two dates." "两个日期之间的天数。";
    /// Working days between two dates.
    WorkingDays "networkdays", 2..2, "工作日数" | "工作日天数", form "networkdays(earlier, later)" "networkdays(较早日期, 较晚日期)",
        "Mondays to Fridays from one date to another, both counted; holidays are not known." "两个日期之间（含首尾）周一至周五的天数，不考虑节假日。";
    /// So many working days later.
    WorkingDaysLater "workday", 2..2, "若干工作日后" | "工作日后", form "workday(date, days)" "workday(日期, 天数)",
        "The date so many Mondays to Fridays later; holidays are not known." "若干个周一至周五之后的日期，不考虑节假日。";
    /// Today.
    Today "today", 0..0, "今天" | "今日", form "today()" "today()",
        "The day to plan by." "今天（计划日期）。";
    /// A day.
    Date "date", 3..3, "日期", form "date(year, month, day)" "date(年, 月, 日)",
        "The day of a year, a month and a day; month 13 is the next January, day 0 the last of the month before." "由年、月、日得到日期；13 月为下一年 1 月，0 日为上月最后一天。";
    /// So many months later.
    MonthsLater "edate", 2..2, "若干月后" | "月后", form "edate(date, months)" "edate(日期, 月数)",
        "The same day so many months later, or the last of a shorter month." "若干个月后的同一天，该月较短时取月末。";
    /// The last day of a month.
    MonthEnd "eomonth", 2..2, "月末", form "eomonth(date, months)" "eomonth(日期, 月数)",
        "The last day of the month so many months later; 0 is its own." "若干个月后的月末，0 为当月月末。";
    /// The year.
    Year "year", 1..1, "年" | "年份", form "year(date)" "year(日期)", "The year of a date." "日期的年份。";
    /// The month.
    Month "month", 1..1, "月" | "月份", form "month(date)" "month(日期)", "The month of a date, 1 to 12." "日期的月份，1 到 12。";
    /// The day of the month.
    Day "day", 1..1, "日", form "day(date)" "day(日期)", "The day of the month, 1 to 31." "日期是当月几日，1 到 31。";
    /// The day of the week.
    Weekday "weekday", 1..2, "星期" | "周几", form "weekday(date, kind)" "weekday(日期, 类型)",
        "The day of the week as in Excel: Sunday is 1, Saturday 7. Of kind 2 Monday is 1, of kind 3 it is 0; 11 to 17 begin with Monday to Sunday." "星期几，与 Excel 相同：星期日为 1，星期六为 7。类型 2 时星期一为 1，类型 3 时星期一为 0；11 至 17 依次从星期一至星期日起为 1。";
    /// The quarter.
    Quarter "quarter", 1..1, "季度", form "quarter(date)" "quarter(日期)",
        "The quarter of the calendar year, 1 to 4." "日历年的季度，1 到 4。";
    /// Whether nothing is there.
    IsEmpty "isempty", 1..1, "为空" | "是空" | "空值", form "isempty(value)" "isempty(值)",
        "Yes where the cell is empty." "单元格为空时为“是”。";
    /// The opposite.
    Not "not", 1..1, "取反", form "not(condition)" "not(条件)",
        "Yes where the condition does not hold." "条件不成立时为“是”。";
    /// Whether all hold.
    And "and", 1..many, "全部成立", form "and(condition, …)" "and(条件, …)",
        "Yes where all conditions hold." "全部条件成立时为“是”。";
    /// Whether one holds.
    Or "or", 1..many, "任一成立", form "or(condition, …)" "or(条件, …)",
        "Yes where one of the conditions holds." "任一条件成立时为“是”。";
    /// Whether an odd number of them holds.
    Xor "xor", 1..many, "异或", form "xor(condition, …)" "xor(条件, …)",
        "Yes where one of two conditions holds and not both; of more, where an odd number of them holds." "两个条件恰有一个成立时为“是”；条件更多时，成立的个数为奇数则为“是”。";
    /// The length.
    Len "len", 1..1, "长度", form "len(text)" "len(文本)", "How many characters the text has." "文本的字符数。";
    /// The beginning.
    Left "left", 1..2, "左" | "左边", form "left(text, count)" "left(文本, 个数)", "The first characters." "最前面的几个字符。";
    /// The end.
    Right "right", 1..2, "右" | "右边", form "right(text, count)" "right(文本, 个数)", "The last characters." "最后面的几个字符。";
    /// The middle.
    Mid "mid", 3..3, "截取" | "中间", form "mid(text, from, count)" "mid(文本, 起点, 个数)",
        "Some characters from a place on; the first is 1." "从某处起的几个字符，第一个为 1。";
    /// Where a text begins in another.
    Find "find", 2..3, "查找" | "位置", form "find(part, text, from)" "find(部分, 文本, 起点)",
        "At which character a part begins in a text, capital letters told from small ones as in Excel; empty where it is not in it." "部分在文本中从第几个字符开始，与 Excel 相同，区分大小写；没有则为空。";
    /// The same, whatever the case.
    Search "search", 2..3, "搜索", form "search(part, text, from)" "search(部分, 文本, 起点)",
        "At which character a part begins in a text, in capital or small letters; empty where it is not in it." "部分在文本中从第几个字符开始，不区分大小写；没有则为空。";
    /// A number or a date as a text.
    Text "text", 2..2, "格式化" | "文本", form "text(value, pattern)" "text(值, 格式)",
        "A number or a date as text, by a pattern as in Excel: text([Amount], \"#,##0.00\"), text([Amount], \"0.0,,\") in millions, text([Expected close], \"yyyy-mm-dd\")." "把数值或日期按格式变为文本，格式与 Excel 相同，如 text([金额], \"#,##0.00\")、text([预计签约], \"yyyy年m月d日\")、text([预计签约], \"aaaa\")（星期）。";
    /// One text after the other.
    Concat "concat", 1..many, "拼接", form "concat(text, …)" "concat(文本, …)",
        "One text after the other, as with &." "把各段文本依次相连，与 & 相同。";
    /// Small letters.
    Lower "lower", 1..1, "小写", form "lower(text)" "lower(文本)", "In small letters." "转换为小写。";
    /// Capital letters.
    Upper "upper", 1..1, "大写", form "upper(text)" "upper(文本)", "In capital letters." "转换为大写。";
    /// Without blanks around.
    Trim "trim", 1..1, "去空格", form "trim(text)" "trim(文本)", "Without blanks around it and with single ones in it." "去掉首尾和多余的空格。";
    /// Whether a text is part of another.
    Contains "contains", 2..2, "包含", form "contains(text, part)" "contains(文本, 部分)",
        "Yes where the text, or one of several values, has the part in it." "文本（或多个值之一）含有该部分时为“是”。";
    /// One text put in place of another.
    Replace "replace", 3..3, "替换", form "replace(text, old, new)" "replace(文本, 旧, 新)",
        "Every occurrence of one text replaced by another." "把文本中的旧内容全部替换为新内容。";
    /// Several values as one text.
    Join "join", 1..2, "连接" | "合并", form "join(values, between)" "join(多个值, 分隔符)",
        "Several values as one text." "把多个值连成一段文本。";
    /// The same for any values, as Excel writes it.
    TextJoin "textjoin", 3..many, "文本合并", form "textjoin(between, skip empty, value, …)" "textjoin(分隔符, 忽略空值, 值, …)",
        "Values as one text, as in Excel: textjoin(\", \", true, [Deal], [Account])." "与 Excel 相同，把各个值连成一段文本：textjoin(\"、\", true, [项目], [客户])。";
}

impl Function {
    /// The function of a name in either language, in either case.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Function> {
        let key = search_key(name);
        let is = |function: &Function| function.name() == key || function.chinese().iter().any(|own| *own == key);
        let aliases = || match key.as_str() {
            "switch" => Some(Function::Choose),
            "pow" => Some(Function::Power),
            "avg" => Some(Function::Average),
            "trunc" => Some(Function::RoundDown),
            "isblank" => Some(Function::IsEmpty),
            "substitute" => Some(Function::Replace),
            "concatenate" => Some(Function::Concat),
            "now" => Some(Function::Today),
            "ceil" => Some(Function::Ceiling),
            "workdays" => Some(Function::WorkingDays),
            _ => None,
        };
        Function::ALL.iter().copied().find(is).or_else(aliases)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_means_two_functions() {
        let mut names = std::collections::HashSet::new();
        for function in Function::ALL {
            assert!(names.insert(function.name()), "{function:?}");
            for name in function.chinese() {
                assert!(names.insert(name), "{name}");
                assert_eq!(Function::of_name(name), Some(*function));
            }
            let (least, most) = function.arguments();
            assert!(least <= most && function.form().en.starts_with(function.name()), "{function:?}");
        }
        assert_eq!(Function::of_name("ＩＦ"), Some(Function::If));
        assert_eq!(Function::of_name("vlookup"), None);
    }
}
