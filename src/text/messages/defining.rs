//! Making and changing columns: the dialog, its fields, what is said afterwards.

use smol_str::SmolStr;

use super::{Attention, Formulas, Rows, UsingViews, Values, messages};
use crate::model::{Kind, Label, Severity, Sheet, Tone};
use crate::text::Lang;

messages! {
    /// Making and changing columns.
    Defining {
        Add => en "Add column", zh "添加列";
        AddTo { sheet: Sheet } => en "New column in {sheet}", zh "在“{sheet}”中添加列";
        Edit { column: SmolStr } => en "Column “{column}”", zh "列“{column}”";
        EditColumn => en "Edit column", zh "编辑列";
        Delete => en "Delete column", zh "删除列";
        Restore => en "Restore", zh "恢复";
        Reset => en "Back to the built-in column", zh "恢复为内置列";
        Save => en "Save", zh "保存";
        Cancel => en "Cancel", zh "取消";
        EscAgain => en "Not saved yet: Enter saves it, Esc once more throws it away.", zh "尚未保存：按 Enter 保存，再按一次 Esc 放弃。";
        Added { column: Label } => en "Column “{column}” added", zh "已添加列“{column}”";
        Changed { column: Label } => en "Column “{column}” changed", zh "已修改列“{column}”";
        SavedWrong { column: Label } =>
            en "Column “{column}” saved; its formula cannot be worked out as it stands · Edit the column to see where",
            zh "已保存列“{column}”，但公式有误，暂时无法计算 · 编辑此列可查看出错位置";
        Deleted { column: Label } => en "Column “{column}” deleted; its values are kept · Ctrl+Z restores it", zh "已删除列“{column}”，数据已保留 · Ctrl+Z 可恢复";
        DeletedUsed { column: Label, uses: SmolStr } =>
            en "Column “{column}” deleted; its values are kept · {uses} · Ctrl+Z restores it",
            zh "已删除列“{column}”，数据已保留 · {uses} · Ctrl+Z 可恢复";
        UsedByFormulas { formulas: Formulas, names: Vec<Label> } => en "{formulas} it: {names}", zh "{formulas}此列：{names}";
        UsedByViews { views: UsingViews, names: Vec<Label> } =>
            en "{views} it to sort, filter, group or colour: {names}", zh "{views}此列进行排序、筛选、分组或着色：{names}";
        Restored { column: Label } => en "Column “{column}” restored", zh "已恢复列“{column}”";
        RestoredAs { column: Label, now: Label } => en "Column “{column}” restored as “{now}”: another column has its name by now", zh "列“{column}”已恢复为“{now}”：另一列已使用该名称";
        Retyped { column: Label, converted: Values } => en "{column}: {converted} converted", zh "“{column}”：已转换 {converted}";
        RetypedMarked { column: Label, converted: Values, marked: Attention } => en "{column}: {converted} converted · {marked}", zh "“{column}”：已转换 {converted} · {marked}";
        Name => en "Name", zh "名称";
        NameIn { language: SmolStr } => en "Name in {language}", zh "{language}名称";
        English => en "English", zh "英文";
        Chinese => en "Chinese", zh "中文";
        NameMissing => en "Give the column a name.", zh "请填写列名。";
        NameTaken { name: SmolStr } => en "Another column of this table is called “{name}”, hidden perhaps. Show it by Columns, or give this one another name.",
            zh "本表已有名为“{name}”的列，可能被隐藏。请用“列”将其显示，或换一个列名。";
        Kind => en "What it holds", zh "类型";
        KindFixed => en "A built-in column: names, choices and rules can be changed, the kind cannot.", zh "内置列：可修改名称、选项和规则，不能更改类型。";
        Example { text: SmolStr } => en "for example {text}", zh "例如 {text}";
        Places => en "Decimal places", zh "小数位";
        Least => en "Lowest", zh "最低";
        Most => en "Highest", zh "最高";
        UnknownToo => en "“?” is an answer too", zh "允许填“?”（未知）";
        LinksTo => en "Rows of", zh "关联到";
        Choices => en "Choices", zh "选项";
        ChoiceIn { language: SmolStr, number: usize } => en "Choice {number}, {language}", zh "选项 {number}（{language}）";
        Colour { number: usize } => en "Colour of choice {number}", zh "选项 {number} 的颜色";
        ChoiceKeys => en "Enter goes to the next choice, Ctrl+Enter saves the column.", zh "回车转到下一个选项，Ctrl+回车保存此列。";
        AddChoice => en "Add choice", zh "添加选项";
        RemoveChoice { number: usize } => en "Remove choice {number}", zh "移除选项 {number}";
        ChoiceUp { number: usize } => en "Move choice {number} up", zh "上移选项 {number}";
        ChoiceDown { number: usize } => en "Move choice {number} down", zh "下移选项 {number}";
        ChoicesFromValues => en "Make choices of the values", zh "用现有内容生成选项";
        ChoiceInUse { choice: Label, rows: Rows } => en "“{choice}” stands in {rows}; they keep it, marked.", zh "“{choice}”用于 {rows}，将保留并标记。";
        Formula => en "Formula", zh "公式";
        FormulaHint => en "Columns in brackets: [Amount] * 10%. Type [ or the beginning of a name to choose; Tab takes it.",
            zh "列名写在方括号中：[金额] * 10%。输入 [ 或名称开头可选择，按 Tab 确认。";
        OwnValueOnly { column: Label } => en "[{column}] is this row's own value. The total of a column stands below it.",
            zh "[{column}] 只是本行的值；整列的合计在该列下方。";
        ResultIn { row: SmolStr } => en "In “{row}”", zh "在“{row}”中";
        ResultNoRow => en "There is no row yet to try it on.", zh "还没有可试算的行。";
        Gives { what: SmolStr } => en "gives {what}", zh "结果为{what}";
        ShownAs => en "Shown as", zh "显示为";
        Insert => en "Columns and functions", zh "列与函数";
        Help => en "What it is for", zh "说明";
        HelpIn { language: SmolStr } => en "What it is for, in {language}", zh "说明（{language}）";
        More => en "Rules and more", zh "规则与更多设置";
        Shown => en "Shown", zh "显示于";
        Width => en "Width", zh "宽度";
        Required => en "When empty", zh "为空时";
        RequiredNot => en "nothing", zh "不提示";
        Private => en "About a person: left out of the copy for the team and of templates", zh "涉及个人：团队副本和模板中不包含";
        Rules => en "Rules", zh "规则";
        AddRule => en "Add rule", zh "添加规则";
        RemoveRule { number: usize } => en "Remove rule {number}", zh "移除规则 {number}";
        Rule { number: usize } => en "Rule {number}", zh "规则 {number}";
        RuleValue { number: usize } => en "Value of rule {number}", zh "规则 {number} 的值";
        RuleSeverity { number: usize } => en "How grave rule {number} is", zh "规则 {number} 的严重程度";
        AtLeast => en "at least", zh "不小于";
        AtMost => en "at most", zh "不大于";
        Longer => en "characters at least", zh "字符数不少于";
        Shorter => en "characters at most", zh "字符数不多于";
        OneOf => en "one of (a line each)", zh "只能是（每行一个）";
        Unique => en "not twice in the column", zh "不得重复";
        Ticked => en "ticked", zh "必须勾选";
        Holds => en "must hold (yes)", zh "必须成立（为“是”）";
        NotPast => en "not in the past", zh "不早于今天";
        NotBefore => en "not before (not less than)", zh "不早于（不小于）";
        RuleValueMissing => en "Say what the rule asks for: its field is empty.", zh "请填写规则的内容。";
        RuleShownOnly => en "The forecast or the activities are in it: what breaks a rule is marked in its cell, but not counted among the problems.",
            zh "此列的结果与预测或活动有关：违反规则时在单元格中标记，但不计入问题数。";
        RuleColumnMissing => en "Choose the column to compare with.", zh "请选择要比较的列。";
        Preview => en "What becomes of the values", zh "现有数据的变化";
        PreviewConverts { values: Values } => en "Can be converted: {values}", zh "{values}可以转换";
        PreviewKeeps { values: Values } => en "kept as text, marked: {values}", zh "{values}不能转换，将保留为文本并标记";
        PreviewRounds { values: Values } => en "rounded: {values}", zh "其中{values}会四舍五入";
        PreviewNothing => en "The column is empty: nothing has to be converted.", zh "此列为空，无需转换。";
        PreviewHidden => en "The typed values are kept and come back when the column is no formula any more.", zh "已输入的数据会保留，改回普通列时恢复。";
        PreviewBack { typed: Values } => en "Typed values that come back: {typed}.", zh "恢复已输入的数据：{typed}。";
        PreviewEmptied { results: Values } => en "Results that go, where nothing was typed before: {results}.", zh "没有输入过数据的行恢复为空，不保留公式结果：{results}。";
        PreviewFrozen { results: Values } => en "Results that are kept as values: {results}.", zh "公式结果保留为数据：{results}。";
        CameBack => en "as typed before", zh "恢复已输入的数据";
        From => en "Now", zh "现在";
        To => en "Then", zh "之后";
        InRows => en "Rows", zh "行数";
        AndMore { values: Values } => en "and {values} more", zh "另有 {values}";
        Rounded => en "rounded", zh "四舍五入";
        Stays => en "stays as text", zh "保留为文本";
        AllColumns => en "Columns", zh "列";
        AllColumnsAbout => en "Your own columns in all tables, and the built-in ones that you changed. Deleted ones keep their values.",
            zh "各表的自定义列，以及修改过的内置列。删除的列会保留数据。";
        NoOwnColumns => en "There is no column of your own yet.", zh "还没有自定义列。";
        DeletedMark => en "deleted", zh "已删除";
        BuiltInMark => en "built in, changed", zh "内置，已修改";
        HowComputed { column: SmolStr } => en "How {column} is computed", zh "“{column}”的计算方式";
        Result => en "Result", zh "结果";
    }
}

/// That a column was taken out, with the names of the formulas and views that use it.
#[must_use]
pub fn column_deleted(column: &Label, formulas: &[Label], views: &[Label], lang: Lang) -> String {
    let by_formulas = Defining::UsedByFormulas { formulas: Formulas(formulas.len()), names: formulas.to_vec() };
    let by_views = Defining::UsedByViews { views: UsingViews(views.len()), names: views.to_vec() };
    let uses = [(formulas, by_formulas), (views, by_views)];
    let uses: Vec<String> =
        uses.iter().filter(|(names, _)| !names.is_empty()).map(|(_, words)| words.text(lang).into_owned()).collect();
    let column = column.clone();
    match uses.is_empty() {
        true => Defining::Deleted { column }.text(lang).into_owned(),
        false => Defining::DeletedUsed { column, uses: uses.join(" · ").into() }.text(lang).into_owned(),
    }
}

/// The kinds of column that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KindWord {
    /// One line of text.
    Text,
    /// Several lines.
    Paragraph,
    /// A number.
    Number,
    /// An amount.
    Money,
    /// A share.
    Percent,
    /// A date.
    Date,
    /// A tick.
    Check,
    /// One of some choices.
    Choice,
    /// Several of some choices.
    Choices,
    /// A rating.
    Rating,
    /// A row of another table.
    Link,
    /// Several rows of another table.
    Links,
    /// Steps, one a line.
    Steps,
    /// Computed.
    Formula,
    /// A currency.
    Currency,
    /// Something of a newer version.
    Foreign,
}

impl KindWord {
    /// The kinds that a person can choose, in order.
    pub const OFFERED: [KindWord; 14] = [
        KindWord::Text,
        KindWord::Paragraph,
        KindWord::Number,
        KindWord::Money,
        KindWord::Percent,
        KindWord::Date,
        KindWord::Check,
        KindWord::Choice,
        KindWord::Choices,
        KindWord::Rating,
        KindWord::Link,
        KindWord::Links,
        KindWord::Steps,
        KindWord::Formula,
    ];

    /// The word for the kind of a column that is not computed.
    #[must_use]
    pub const fn of(kind: &Kind) -> KindWord {
        match kind {
            Kind::Text => KindWord::Text,
            Kind::Paragraph => KindWord::Paragraph,
            Kind::Steps(_) => KindWord::Steps,
            Kind::Number { .. } => KindWord::Number,
            Kind::Rating { .. } => KindWord::Rating,
            Kind::Money => KindWord::Money,
            Kind::Percent => KindWord::Percent,
            Kind::Date => KindWord::Date,
            Kind::Check => KindWord::Check,
            Kind::Choice(_) => KindWord::Choice,
            Kind::Choices(_) => KindWord::Choices,
            Kind::Link(_) => KindWord::Link,
            Kind::Links(_) => KindWord::Links,
            Kind::Currency => KindWord::Currency,
            Kind::Foreign => KindWord::Foreign,
        }
    }

    /// Its name.
    #[must_use]
    pub const fn text(self, lang: Lang) -> &'static str {
        self.words(lang).0
    }

    /// What can be typed into it, for example.
    #[must_use]
    pub const fn example(self, lang: Lang) -> &'static str {
        self.words(lang).1
    }

    const fn words(self, lang: Lang) -> (&'static str, &'static str) {
        let (en, zh) = match self {
            KindWord::Text => (("Text", "North region"), ("文本", "华东区")),
            KindWord::Paragraph => (("Long text", "several lines"), ("长文本", "可换行")),
            KindWord::Number => (("Number", "1,200"), ("数字", "1,200")),
            KindWord::Money => (("Money", "1.2M, 300 EUR"), ("金额", "120万、300 EUR")),
            KindWord::Percent => (("Percent", "40%"), ("百分比", "40%")),
            KindWord::Date => (("Date", "2026-03-05, +7"), ("日期", "2026-03-05、3月5日、+7")),
            KindWord::Check => (("Checkbox", "yes, no"), ("复选框", "是、否")),
            KindWord::Choice => (("Choice", "one of a list"), ("单选", "列表中的一项")),
            KindWord::Choices => (("Several choices", "some of a list"), ("多选", "列表中的多项")),
            KindWord::Rating => (("Rating", "0 to 5"), ("评分", "0 到 5")),
            KindWord::Link => (("Link", "an account, a person"), ("关联", "客户、人员")),
            KindWord::Links => (("Several links", "several people"), ("多个关联", "多个人员")),
            KindWord::Steps => (("Steps", "one a line"), ("步骤", "每行一步")),
            KindWord::Formula => (("Formula", "[Amount] * 10%"), ("公式", "[金额] * 10%")),
            KindWord::Currency => (("Currency", "CNY"), ("货币", "CNY")),
            KindWord::Foreign => (("Of a newer version", ""), ("更新的版本", "")),
        };
        match lang {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }
}

/// The name of a tone.
#[must_use]
pub const fn tone(tone: Tone, lang: Lang) -> &'static str {
    match tone {
        Tone::Plain => lang.of("plain", "普通"),
        Tone::Good => lang.of("good", "良好"),
        Tone::Warn => lang.of("attention", "注意"),
        Tone::Bad => lang.of("bad", "不良"),
    }
}

/// How grave an empty cell is, for a list of choices.
#[must_use]
pub fn when_empty(severity: Option<Severity>, lang: Lang) -> String {
    severity.map_or_else(|| Defining::RequiredNot.text(lang).into_owned(), |severity| super::severity(severity, lang))
}
