//! Formulas: what is wrong with a text, and why a row has no result.

use std::borrow::Cow;

use super::{Arguments, Say, advice_on, messages};
use crate::model::formula::{Base, Expected, Fault, Function, Given, Operator, Type, Way, Wrong};
use crate::text::Lang;

advice_on! {
    Wrong {
        Empty => en "There is no formula here yet." do "Write one, such as [Amount] * 10%.",
            zh "这里还没有公式。" do "请输入公式，例如 [金额] * 10%。";
        TooLong { most } => en "The formula is longer than {most} characters." do "Put a part of it into a column of its own.",
            zh "公式超过 {most} 个字符。" do "请把其中一部分放到单独的列中。";
        TooComplex => en "The formula has too many parts." do "Put a part of it into a column of its own, or use sum(…).",
            zh "公式过于复杂。" do "请把其中一部分放到单独的列中，或使用 sum(…)。";
        Sign { sign } => en "“{sign}” means nothing here." do "Remove it, or put texts in quotation marks.",
            zh "“{sign}”在这里没有意义。" do "请删除，文本请加引号。";
        Number { text } => en "“{text}” is no number." do "Write digits with one point, such as 1200.5, 12% or 1.5M.",
            zh "“{text}”不是数字。" do "请输入数字，例如 1200.5、12% 或 1.5万。";
        Grouped { text, plain } => en "A comma parts arguments: “{text}” is several numbers." do "Write {plain}.",
            zh "逗号用于分隔参数，“{text}”会被当作多个数字。" do "请写作 {plain}。";
        ErrorValue { text } => en "“{text}” is what other programs show where there is no result." do "Write \"\" for an empty result, iferror(value, \"\") to replace one that fails.",
            zh "“{text}”是其他软件中表示无结果的值。" do "空结果请写作 \"\"；替换出错的结果请用 iferror(值, \"\")。";
        Unclosed { sign } => en "What “{sign}” opens is not closed." do "Add the closing sign.",
            zh "“{sign}”没有对应的结束符号。" do "请补上结束符号。";
        Missing { expected } => en "The formula ends where {expected} is expected." do "Go on writing.",
            zh "公式不完整，此处还缺少{expected}。" do "请继续填写。";
        Unexpected { found, expected } => en "Expected {expected}, found “{found}”." do "Correct this place.",
            zh "此处应为{expected}，却是“{found}”。" do "请修改此处。";
        Chain => en "Two comparisons follow one another." do "Join them with and: [a] > 1 and [a] < 9.",
            zh "两个比较连在了一起。" do "请用 and 连接：[a] > 1 and [a] < 9。";
        Function { name } => en "There is no function “{name}”." do "Choose one from the list below.",
            zh "没有名为“{name}”的函数。" do "请从下方列表中选择。";
        NearFunction { name, like } => en "There is no function “{name}”." do "Did you mean {like}?",
            zh "没有名为“{name}”的函数。" do "是否要写 {like}？";
        Lookup { name } => en "{name} is not needed here." do "A link leads to the other row, [Account].[Industry], and back to all that link here: sum([Funnel by Account].[Amount]).",
            zh "这里不需要 {name}。" do "用关联列即可取到另一行：[客户].[行业]；也可汇总关联到本行的各行：sum([漏斗按客户].[金额])。";
        Word { name } => en "“{name}” is neither a column nor a text." do "Write a column as [{name}], a text as \"{name}\".",
            zh "“{name}”既不是列也不是文本。" do "列请写作 [{name}]，文本请写作 \"{name}\"。";
        Column { name, sheet } => en "{sheet} has no column “{name}”." do "Choose one from the list below.",
            zh "“{sheet}”没有名为“{name}”的列。" do "请从下方列表中选择。";
        NearColumn { name, sheet, like } => en "{sheet} has no column “{name}”." do "Did you mean [{like}]?",
            zh "“{sheet}”没有名为“{name}”的列。" do "是否要写 [{like}]？";
        Deleted { column } => en "The column “{column}” was deleted." do "Restore it, or use another one.",
            zh "列“{column}”已被删除。" do "请恢复该列，或改用其他列。";
        Ambiguous { name, sheet } => en "Several columns of {sheet} are called “{name}”." do "Choose the right one from the list below.",
            zh "“{sheet}”中有多列名为“{name}”。" do "请从下方列表中选择正确的一列。";
        Foreign { column } => en "The column “{column}” comes from a newer version and cannot be read." do "Use another one.",
            zh "列“{column}”来自更新的版本，无法读取。" do "请改用其他列。";
        NotALink { column } => en "“{column}” leads to no other table." do "A dot follows a column of links only: [Account].[Industry].",
            zh "“{column}”不指向其他表。" do "点号只能用在关联列之后：[客户].[行业]。";
        Several => en "There are several values here, and one is needed." do "Use sum, average, count, min, max or join.",
            zh "此处有多个值，只能用一个。" do "请使用 sum、average、count、min、max 或 join。";
        Type { found, expected } => en "Expected {expected}, found {found}." do "Use another column, or a function that gives it.",
            zh "此处应为{expected}，却是{found}。" do "请改用其他列，或用函数转换。";
        Pair { operator, left, right } => en "“{operator}” does not go between {left} and {right}." do "Make both sides of one kind.",
            zh "“{operator}”不能用于{left}和{right}之间。" do "请让两边的类型一致。";
        PairOfAmount { operator, left, right } => en "“{operator}” does not go between {left} and {right}." do "Take the bare number of an amount: number([Amount]).",
            zh "“{operator}”不能用于{left}和{right}之间。" do "请取金额的数值：number([金额])。";
        PairOfDates { operator } => en "“{operator}” does not go between two dates." do "Their difference is a number of days, [Expected close] - [Entered]; a number moves a date, [Expected close] + 7.",
            zh "“{operator}”不能用于两个日期之间。" do "两个日期可相减得到天数：[预计签约] - [进入日期]；日期可加减天数：[预计签约] + 7。";
        AmountForNumber { found } => en "Expected a number, found {found}." do "Take its bare number: number([Amount]).",
            zh "此处应为数字，却是{found}。" do "请取其数值：number([金额])。";
        Case { value, case } => en "choose compares its value, here {value}, with each case, and this one is {case}." do "Write each case before its result: choose(2, 1, \"a\", 2, \"b\", 3, \"c\").",
            zh "choose 会把值（此处为{value}）与各个情况比较，而此情况是{case}。" do "请在每个结果前写上对应的情况：choose(2, 1, \"a\", 2, \"b\", 3, \"c\")。";
        ShareOfAmount => en "An amount and a share cannot be added." do "Multiply: [Amount] * (1 + 10%).",
            zh "金额和比例不能相加减。" do "请改用乘法：[金额] * (1 + 10%)。";
        Results { one, two } => en "One result is {one}, another {two}." do "Give results of one kind.",
            zh "一个结果是{one}，另一个是{two}。" do "各个结果的类型应一致。";
        Shown { found } => en "The formula gives {found}, which this column cannot show." do "Choose anew how to show the result.",
            zh "公式结果是{found}，此列无法显示。" do "请重新选择结果的显示方式。";
        Arguments { function, found } => en "{function} does not take {found}." do "Write it as {function}.",
            zh "填了 {found}，个数不对：{function}。" do "请按此形式填写：{function}。";
        Day { text } => en "“{text}” is no date." do "Write it as \"2026-03-31\" or date(2026, 3, 31).",
            zh "“{text}”不是日期。" do "请写作 \"2026-03-31\" 或 date(2026, 3, 31)。";
        Pattern { pattern } => en "The pattern “{pattern}” says nothing about such a value." do "Write \"#,##0.00\", \"0.0%\" or \"0;(0)\" for a number, \"yyyy-mm-dd\" for a date; put \\ before a letter that stands for itself.",
            zh "格式“{pattern}”不适用于此类值。" do "数字请用 \"#,##0.00\"、\"0.0%\" 或 \"0;(0)\"，日期请用 \"yyyy-mm-dd\"；原样显示的字母前请加 \\。";
        Circle { way } => en "The formula leads back to itself: {way}." do "Take one of these columns out of the formula.",
            zh "公式循环引用：{way}。" do "请从公式中去掉其中一列。";
        LongChain => en "Too many formulas build on one another." do "Join some of them into one.",
            zh "公式层层引用过多。" do "请合并其中一些公式。";
    }
}

advice_on! {
    Fault {
        DividedByZero => en "The formula divides by zero here." do "Use if(…) where the divisor may be zero.",
            zh "此处公式除以了零。" do "除数可能为零时请用 if(…)。";
        NoSuchPower => en "There is no such power." do "A negative number takes whole exponents only, and 0 positive ones.",
            zh "没有这样的乘方。" do "负数的指数须为整数，0 的指数须大于 0。";
        TooLarge => en "The result is too large to be kept exactly." do "Check the units of the values.",
            zh "结果太大，无法精确保存。" do "请检查数值的单位。";
        NoRate { currency } => en "There is no exchange rate for {currency}." do "Enter one in Setup, Rates.",
            zh "没有 {currency} 的汇率。" do "请在“设置—汇率”中填写。";
        Unreadable { column, text } => en "“{text}” in {column} does not fit its column." do "Correct that cell.",
            zh "“{column}”中的“{text}”不符合该列要求。" do "请先修正该单元格。";
        Broken { column } => en "The formula of “{column}” is wrong." do "Correct that formula.",
            zh "列“{column}”的公式有误。" do "请先修正该公式。";
        NoSuchDay => en "The calendar has no such day." do "Check year, month and day.",
            zh "日历中没有这一天。" do "请检查年、月、日。";
        ShortYear => en "Which century the year is of cannot be told." do "Write all four digits: date(2026, 3, 31).",
            zh "年份不完整。" do "请写出四位年份：date(2026, 3, 31)。";
        NoSuchWeek => en "weekday counts by the kinds 1, 2, 3 and 11 to 17." do "Write weekday([Expected close], 2) for weeks that begin on Monday.",
            zh "weekday 的类型只能是 1、2、3 或 11 至 17。" do "若以星期一为 1，请写作 weekday([预计签约], 2)。";
        NotANumber { text } => en "“{text}” is no number." do "Correct the text, or use iferror(…).",
            zh "“{text}”不是数字。" do "请修正文本，或使用 iferror(…)。";
        Pattern { pattern } => en "The pattern “{pattern}” says nothing about this value." do "Write \"#,##0.00\", \"0.0%\" or \"0;(0)\" for a number, \"yyyy-mm-dd\" for a date.",
            zh "格式“{pattern}”不适用于此值。" do "数字请用 \"#,##0.00\"、\"0.0%\" 或 \"0;(0)\"，日期请用 \"yyyy-mm-dd\"。";
        TooManySteps => en "The result takes too many steps." do "Build on fewer formulas and rows.",
            zh "计算步骤过多。" do "请减少所引用的公式和行。";
        Mismatch => en "A cell holds something else than its column says." do "Correct the cells that the formula uses.",
            zh "单元格内容与所在列的类型不符。" do "请修正公式用到的单元格。";
    }
}

messages! {
    /// What a cell shows that has no result.
    FaultWord {
        DividedByZero => en "÷ 0", zh "除以零";
        NoSuchPower => en "no such power", zh "无此乘方";
        TooLarge => en "too large", zh "数值过大";
        NoRate => en "no rate", zh "无汇率";
        Unreadable => en "unreadable", zh "输入有误";
        Broken => en "formula?", zh "公式有误";
        NoSuchDay => en "no such day", zh "无此日期";
        ShortYear => en "which year?", zh "年份不全";
        NoSuchWeek => en "no such kind", zh "类型有误";
        NotANumber => en "no number", zh "不是数字";
        Pattern => en "no such pattern", zh "格式有误";
        TooManySteps => en "too long", zh "计算过长";
        Mismatch => en "unreadable", zh "输入有误";
    }
}

impl FaultWord {
    /// The word for a fault.
    #[must_use]
    pub const fn of(fault: &Fault) -> FaultWord {
        match fault {
            Fault::DividedByZero => FaultWord::DividedByZero,
            Fault::NoSuchPower => FaultWord::NoSuchPower,
            Fault::TooLarge => FaultWord::TooLarge,
            Fault::NoRate { .. } => FaultWord::NoRate,
            Fault::Unreadable { .. } => FaultWord::Unreadable,
            Fault::Broken { .. } => FaultWord::Broken,
            Fault::NoSuchDay => FaultWord::NoSuchDay,
            Fault::ShortYear => FaultWord::ShortYear,
            Fault::NoSuchWeek => FaultWord::NoSuchWeek,
            Fault::NotANumber { .. } => FaultWord::NotANumber,
            Fault::Pattern { .. } => FaultWord::Pattern,
            Fault::TooManySteps => FaultWord::TooManySteps,
            Fault::Mismatch => FaultWord::Mismatch,
        }
    }
}

impl Say for Way {
    fn say(&self, lang: Lang) -> Cow<'_, str> {
        let labels: Vec<_> = self.0.iter().map(|label| lang.pick(label)).collect();
        Cow::Owned(labels.join(" → "))
    }
}

impl Say for Operator {
    fn say(&self, _: Lang) -> Cow<'_, str> {
        Cow::Borrowed(self.sign())
    }
}

impl Say for Function {
    fn say(&self, lang: Lang) -> Cow<'_, str> {
        Cow::Owned(lang.pick(&self.form()).to_owned())
    }
}

impl Say for Given {
    fn say(&self, lang: Lang) -> Cow<'_, str> {
        Cow::Owned(Arguments(self.0).say(lang).into_owned())
    }
}

impl Say for Expected {
    fn say(&self, lang: Lang) -> Cow<'_, str> {
        Cow::Borrowed(match self {
            Expected::Value => lang.of("a value", "一个值"),
            Expected::Operator => lang.of("an operator or the end", "运算符或结尾"),
            Expected::Closing => lang.of("a comma or a closing bracket", "逗号或右括号"),
            Expected::Column => lang.of("a column in brackets", "方括号中的列名"),
            Expected::Check => lang.of("a condition", "条件"),
            Expected::Amount => lang.of("a number or an amount", "数字或金额"),
            Expected::Number => lang.of("a number", "数字"),
            Expected::Date => lang.of("a date", "日期"),
            Expected::Several => lang.of("several values", "多个值"),
        })
    }
}

impl Say for Type {
    fn say(&self, lang: Lang) -> Cow<'_, str> {
        if self.many {
            return Cow::Borrowed(lang.of("several values", "多个值"));
        }
        Cow::Borrowed(match self.base {
            Base::Blank => lang.of("nothing", "空值"),
            Base::Number => lang.of("a number", "数字"),
            Base::Percent => lang.of("a share", "百分比"),
            Base::Money => lang.of("an amount", "金额"),
            Base::Date => lang.of("a date", "日期"),
            Base::Text => lang.of("a text", "文本"),
            Base::Check => lang.of("yes or no", "是否"),
            Base::Choice => lang.of("a choice", "选项"),
            Base::Row(sheet) => {
                let one = sheet.one();
                return Cow::Owned(match lang {
                    Lang::En => format!("a row of {}", sheet.label().en),
                    Lang::Zh => one.zh.to_string(),
                });
            }
        })
    }
}
