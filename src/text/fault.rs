//! Why a typed text does not fit its column, and what to do about it.

use smol_str::SmolStr;

use super::arithmetic::Trouble;
use super::messages::{Steps, advice};
use crate::model::{Currency, Date, Decimal, Label, Sheet};

advice! {
    /// A reason why a text was kept as it is instead of being read.
    Fault {
        NotANumber => en "This is not a number." do "Type digits, such as 1,234.5, 1.2M, 12% or 1200*1.06.",
            zh "这不是数字。" do "请输入数字，例如 1,234.5、1.2万、12% 或 1200*1.06。";
        NotAnAmount => en "This is not an amount." do "Type digits, such as 1,234.5, 1.2M, 500 EUR or 1200*1.06.",
            zh "这不是金额。" do "请输入数字，例如 1,234.5、1.2万、500 EUR 或 1200*1.06。";
        DividedByZero => en "The calculation divides by zero." do "Correct the calculation.",
            zh "计算中除以了零。" do "请修改算式。";
        TooLarge => en "The number is too large to be kept exactly." do "Type a smaller number; check the unit (K, M, 万, 亿).",
            zh "数字太大，无法精确保存。" do "请输入较小的数字，并检查单位（万、亿、K、M）。";
        NotWhole => en "This column takes whole numbers only." do "Type a number without decimal places, or give the column some in its form.",
            zh "此列只接受整数。" do "请输入没有小数的数字，或在列设置中增加小数位数。";
        OutOfRange { min: Decimal, max: Decimal } => en "The number is not between {min} and {max}." do "Type a number from {min} to {max}.",
            zh "数字不在 {min} 到 {max} 之间。" do "请输入 {min} 到 {max} 的数字。";
        NotARating { min: Decimal, max: Decimal } => en "This is not a rating from {min} to {max}." do "Type a whole number from {min} to {max}.",
            zh "这不是 {min} 到 {max} 的评分。" do "请输入 {min} 到 {max} 的整数。";
        NotARatingOrUnknown { min: Decimal, max: Decimal } => en "This is not a rating from {min} to {max}."
            do "Type a whole number from {min} to {max}, or ? if you do not know.",
            zh "这不是 {min} 到 {max} 的评分。" do "请输入 {min} 到 {max} 的整数；不清楚时输入 ?。";
        PercentOutOfRange => en "A share lies between 0 % and 100 %." do "Type 40 or 40% for forty per cent.",
            zh "比例应在 0 % 到 100 % 之间。" do "百分之四十请输入 40 或 40%。";
        AmountRange { text: SmolStr } => en "“{text}” is a range, not one amount." do "Type one amount, or take one that is offered. The ends of a deal go under Low amount and High amount. A calculation begins with =, as =100-20.",
            zh "“{text}”是一个范围，不是一个金额。" do "请输入一个金额，或选用给出的值；项目的两端可填在“最低金额”和“最高金额”列。算式请以 = 开头，例如 =100-20。";
        NumberRange { text: SmolStr } => en "“{text}” is a range, not one number." do "Type one number, or take one that is offered. A calculation begins with =, as =100-20.",
            zh "“{text}”是一个范围，不是一个数。" do "请输入一个数，或选用给出的值。算式请以 = 开头，例如 =100-20。";
        DoubtfulComma { point: SmolStr, whole: SmolStr } => en "The comma may mean {point} or {whole}." do "Type one of the two: a point stands before decimals, a comma between thousands, as in 1,200.5.",
            zh "这个逗号可能表示 {point}，也可能表示 {whole}。" do "请输入其中一个：小数用点，逗号只用于千位分隔，例如 1,200.5。";
        DoubtfulPoint { point: SmolStr, whole: SmolStr } => en "The point may mean {point} or {whole}." do "Type one of the two, without the three digits behind a point.",
            zh "这个点可能表示 {point}，也可能表示 {whole}。" do "请输入其中一个，不要在点后写三位数字。";
        FormulaInCell => en "A formula does not stand in a single cell here." do "Formulas fill a column: choose “Add column…” in the menu of a heading and “Formula” as its kind. A plain calculation works in any cell: =1200*1.06 for a number, =today()+7 for a date.",
            zh "这里的单元格不能放公式。" do "公式属于整列：请在列标题的菜单中选择“添加列…”，类型选“公式”。简单的算式可用于任何单元格：数字如 =1200*1.06，日期如 =today()+7。";
        NegativeMoney => en "An amount cannot be negative." do "Type the amount without a minus sign or brackets.",
            zh "金额不能为负数。" do "请去掉负号或括号。";
        ShareForMoney => en "An amount is not a share." do "Type the amount, such as 50,000, or a calculation such as 80,000*50%.",
            zh "金额不能是百分比。" do "请输入金额，例如 5万，或算式，例如 8万*50%。";
        UnknownCurrency { code: SmolStr } => en "“{code}” is not a currency that is known here." do "Use a three-letter code such as CNY, USD or EUR.",
            zh "“{code}”不是已知的货币。" do "请使用三个字母的代码，例如 CNY、USD、EUR。";
        TwoCurrencies { one: Currency, two: Currency } => en "The amount names two currencies, {one} and {two}." do "Keep one of them.",
            zh "金额同时写了两种货币：{one} 和 {two}。" do "请只保留一种。";
        NotADate => en "This is not a date." do "Type it as 2026-03-05, 5 March, next Friday, end of month or +7.",
            zh "这不是日期。" do "请按 2026-03-05、3月5日、下周五、月底 或 +7 的形式输入。";
        NoSuchDay => en "The calendar has no such day." do "Check the month and the day.",
            zh "日历中没有这一天。" do "请检查月份和日期。";
        AmbiguousDate { one: Date, two: Date } => en "This may mean {one} or {two}." do "Type it with the year first, as 2026-03-05, or say in Preferences which you mean.",
            zh "可能是 {one}，也可能是 {two}。" do "请先写年份，例如 2026-03-05，或在“偏好设置”中指定顺序。";
        NotACheck => en "This column takes yes or no only." do "Type yes or no, or press Space.",
            zh "此列只接受是或否。" do "请输入 是 或 否，或按空格键。";
        UnknownChoice { text: SmolStr, options: Vec<Label> } => en "“{text}” is not among the choices of this column." do "Choose one of: {options}.",
            zh "“{text}”不在此列的选项中。" do "请从中选择：{options}。";
        AmbiguousChoice { text: SmolStr, options: Vec<Label> } => en "“{text}” may mean several choices." do "Choose one of: {options}.",
            zh "“{text}”可能对应多个选项。" do "请从中选择：{options}。";
        UnknownRecord { text: SmolStr, sheet: Sheet } => en "There is no “{text}” in {sheet}." do "Choose from the list (Alt+Down), or add it to {sheet}.",
            zh "“{sheet}”中没有“{text}”。" do "请从列表中选择（Alt+↓），或先在“{sheet}”中添加。";
        AmbiguousRecord { text: SmolStr, sheet: Sheet } => en "“{text}” may be several rows of {sheet}." do "Choose the right one from the list (Alt+Down).",
            zh "“{text}”可能指“{sheet}”中的多行。" do "请从列表中选择正确的一行（Alt+↓）。";
        TooManySteps { found: Steps, most: usize } => en "There are {found}; this column takes {most}." do "Join or remove lines, one step a line.",
            zh "共有 {found}，此列最多 {most} 步。" do "请合并或删除几行，每行一步。";
        Contested { own: SmolStr, other: SmolStr } => en "“{own}” is shown; the other copy of the plan has “{other}”, written without seeing it." do "Choose one of the two, or type.",
            zh "现在显示“{own}”；计划的另一副本写的是“{other}”，双方都没有看到对方的内容。" do "请选择其中一个，或重新输入。";
        ContestedBy { own: SmolStr, other: SmolStr, by: SmolStr } => en "“{own}” is shown; {by} wrote “{other}” without seeing it." do "Choose one of the two, or type.",
            zh "现在显示“{own}”；{by}写的是“{other}”，没有看到现在的内容。" do "请选择其中一个，或重新输入。";
        Revived => en "It was deleted in one copy of the plan while it was changed in another, so it stays." do "Keep it, or delete it.",
            zh "它在计划的一份副本中被删除，同时在另一份中被修改，因此保留了下来。" do "请保留或删除。";
        RevivedBy { by: SmolStr } => en "{by} deleted it while somebody else changed it, so it stays." do "Keep it, or delete it.",
            zh "{by}把它删除了，同时其他人修改了它，因此保留了下来。" do "请保留或删除。";
        RevivedHere => en "It was deleted here while it was changed in another copy of the plan, so it stays." do "Keep it, or delete it.",
            zh "它在这里被删除，同时在计划的另一副本中被修改，因此保留了下来。" do "请保留或删除。";
        Apart { what: SmolStr } => en "Two copies of the plan changed this without seeing each other; the later change is shown. What is not: {what}." do "Keep it as it is, or take the other.",
            zh "计划的两份副本各自做了修改，双方都没有看到对方的内容；现在显示较晚的修改，未采用的是：{what}。" do "请保持现状，或改用另一份。";
        ApartBy { what: SmolStr, by: SmolStr } => en "Two copies of the plan changed this without seeing each other; it is as {by} left it last. What is not shown: {what}." do "Keep it as it is, or take the other.",
            zh "计划的两份副本各自做了修改，双方都没有看到对方的内容；现在是{by}最后修改的样子，未采用的是：{what}。" do "请保持现状，或改用另一份。";
        BegunTwice => en "Two copies of the plan each began a record of this name." do "Join the two, or leave both.",
            zh "计划的两份副本各自新建了同名记录。" do "请合并为一条，或两条都保留。";
        BreaksRule { why: SmolStr, remedy: SmolStr } => en "{why}" do "{remedy}",
            zh "{why}" do "{remedy}";
        OtherKind => en "The column holds another kind of value by now." do "Type the value again.",
            zh "此列的类型已经改变。" do "请重新输入。";
        ReadOnly => en "This column comes from a newer version and cannot be changed here." do "Open the plan in a newer version to change it.",
            zh "此列来自更新的版本，不能在这里修改。" do "请用新版本打开计划后再修改。";
    }
}

impl Fault {
    /// Whether it is about a whole row, view or column, and about no text that could be typed.
    #[must_use]
    pub const fn is_about_row(&self) -> bool {
        matches!(
            self,
            Fault::Revived
                | Fault::RevivedBy { .. }
                | Fault::RevivedHere
                | Fault::Apart { .. }
                | Fault::ApartBy { .. }
                | Fault::BegunTwice
        )
    }
}

impl From<Trouble> for Fault {
    fn from(trouble: Trouble) -> Fault {
        match trouble {
            Trouble::NotANumber => Fault::NotANumber,
            Trouble::TooLarge => Fault::TooLarge,
            Trouble::DividedByZero => Fault::DividedByZero,
        }
    }
}
