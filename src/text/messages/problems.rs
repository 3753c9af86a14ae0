//! What is wrong or could be better in the cells: one sentence what, one what to do.

use smol_str::SmolStr;

use super::{Days, Milestones, advice};
use crate::model::{Date, Label, Sheet};

advice! {
    /// A problem of a cell or a row.
    Problem {
        Required { column: Label } => en "{column} is still empty." do "Fill it in.",
            zh "“{column}”尚未填写。" do "请填写。";
        NotRead { column: Label, text: SmolStr, why: SmolStr } => en "{column} holds “{text}”: {why}" do "Correct the text, or clear the cell.",
            zh "“{column}”的内容是“{text}”：{why}" do "请修改文本，或清空单元格。";
        TwoValues { column: Label, other: SmolStr } => en "{column}: another copy of the plan has “{other}” here, written without seeing this value." do "Choose one of the two in Problems, Repair or settle values, or type.",
            zh "“{column}”：计划的另一副本在此处写的是“{other}”，双方都没有看到对方的内容。" do "请在“问题”的“修正或选定值”中选择其中一个，或重新输入。";
        TwoValuesBy { column: Label, other: SmolStr, by: SmolStr } => en "{column}: {by} wrote “{other}” here without seeing this value." do "Choose one of the two in Problems, Repair or settle values, or type.",
            zh "“{column}”：{by}在此处写的是“{other}”，没有看到现在的内容。" do "请在“问题”的“修正或选定值”中选择其中一个，或重新输入。";
        DeletedElsewhere => en "It was deleted in one copy of the plan while it was changed in another, so it stays." do "Keep or delete it in Problems, Repair or settle values.",
            zh "它在计划的一份副本中被删除，同时在另一份中被修改，因此保留了下来。" do "请在“问题”的“修正或选定值”中保留或删除。";
        DeletedElsewhereBy { by: SmolStr } => en "{by} deleted it while somebody else changed it, so it stays." do "Keep or delete it in Problems, Repair or settle values.",
            zh "{by}把它删除了，同时其他人修改了它，因此保留了下来。" do "请在“问题”的“修正或选定值”中保留或删除。";
        DeletedHere => en "It was deleted here while it was changed in another copy of the plan, so it stays." do "Keep or delete it in Problems, Repair or settle values.",
            zh "它在这里被删除，同时在计划的另一副本中被修改，因此保留了下来。" do "请在“问题”的“修正或选定值”中保留或删除。";
        ViewApart { view: SmolStr, what: SmolStr } => en "View “{view}”: two copies of the plan changed it without seeing each other; the later change is shown. What is not: {what}." do "Keep it or take the other in Problems, Repair or settle values.",
            zh "视图“{view}”：计划的两份副本各自修改了它，双方都没有看到对方的内容；现在显示较晚的修改，未采用的是：{what}。" do "请在“问题”的“修正或选定值”中选择其中一份。";
        ViewApartBy { view: SmolStr, what: SmolStr, by: SmolStr } => en "View “{view}”: two copies of the plan changed it without seeing each other; it is as {by} left it last. What is not shown: {what}." do "Keep it or take the other in Problems, Repair or settle values.",
            zh "视图“{view}”：计划的两份副本各自修改了它，双方都没有看到对方的内容；现在是{by}最后修改的样子，未采用的是：{what}。" do "请在“问题”的“修正或选定值”中选择其中一份。";
        ColumnApart { column: Label, sheet: Sheet, what: SmolStr } => en "Column “{column}” of {sheet}: two copies of the plan changed it without seeing each other; the later change is shown. What is not: {what}." do "Keep it or take the other in Problems, Repair or settle values.",
            zh "“{sheet}”的“{column}”列：计划的两份副本各自修改了它，双方都没有看到对方的内容；现在显示较晚的修改，未采用的是：{what}。" do "请在“问题”的“修正或选定值”中选择其中一份。";
        ColumnApartBy { column: Label, sheet: Sheet, what: SmolStr, by: SmolStr } => en "Column “{column}” of {sheet}: two copies of the plan changed it without seeing each other; it is as {by} left it last. What is not shown: {what}." do "Keep it or take the other in Problems, Repair or settle values.",
            zh "“{sheet}”的“{column}”列：计划的两份副本各自修改了它，双方都没有看到对方的内容；现在是{by}最后修改的样子，未采用的是：{what}。" do "请在“问题”的“修正或选定值”中选择其中一份。";
        LinkLost { column: Label, sheet: Sheet } => en "{column} leads to a row of {sheet} that is deleted or missing." do "Choose another, or restore the row.",
            zh "“{column}”指向“{sheet}”中已删除或缺失的一行。" do "请重新选择，或恢复该行。";
        ChoiceLost { column: Label, text: SmolStr } => en "{column} holds “{text}”, which is no longer among the choices." do "Choose another.",
            zh "“{column}”的内容“{text}”已不在选项中。" do "请重新选择。";
        ClosePast { close: Date } => en "The expected close, {close}, has passed." do "Ask the customer for the new date, or close the deal.",
            zh "预计签约日 {close} 已过。" do "请向客户确认新的日期，或结束项目。";
        AmountMissing { stage: SmolStr } => en "A deal in stage {stage} has no amount." do "Estimate it; without an amount the deal is left out of the forecast.",
            zh "处于阶段“{stage}”的项目没有金额。" do "请估算金额；没有金额的项目不计入预测。";
        LowAboveHigh => en "The low amount is above the high amount." do "Exchange or correct the two.",
            zh "最低金额大于最高金额。" do "请对调或修正。";
        AmountOutside => en "The amount does not lie between its low and high." do "Correct one of the three.",
            zh "金额不在最低与最高之间。" do "请修正其中一项。";
        RateMissing { currency: SmolStr } => en "There is no exchange rate for {currency}." do "Add it in Setup, Rates; until then the amount is not added to any sum.",
            zh "没有 {currency} 的汇率。" do "请在“设置”的“汇率”中添加；在此之前该金额不计入合计。";
        VagueWords { words: SmolStr } => en "“{words}” is an opinion. Which act of the customer shows it?" do "Write what the customer did or said, and when.",
            zh "“{words}”只是判断。客户的哪个行动能证明？" do "请写明客户在什么时候做了或说了什么。";
        AdvanceWithoutCommitment => en "An advance needs a commitment of the customer." do "Write what the customer promised to do, or choose continuation.",
            zh "“进展”需要客户的承诺。" do "请写明客户承诺做什么，否则请选择“延续”。";
        ResultMissing => en "The activity is done, but what happened is empty." do "Write what came of it, in one sentence.",
            zh "行为已完成，但没有沟通结果。" do "请用一句话写明结果。";
        DoneDateMissing => en "The activity is done, but the day is empty." do "Enter the day it was done.",
            zh "行为已完成，但没有实际日期。" do "请填写完成日期。";
        NextStepMissing => en "The activity is done and its deal is open, but there is no next step." do "Agree on one with the customer, with a date.",
            zh "行为已完成，项目仍在进行，但没有下一步。" do "请与客户约定下一步及日期。";
        AheadOfMilestones { milestones: Milestones } => en "Earlier stages still lack {milestones}." do "Tick what the customer did, or write why the deal is ahead.",
            zh "之前的阶段还差 {milestones}。" do "请勾选客户已做到的里程碑，或写明超前的原因。";
        TooManyStrategic { count: usize, limit: usize } => en "{count} accounts are strategic, {limit} are meant to be." do "Decide which of them deserve the best people, or raise the limit in Setup.",
            zh "战略客户有 {count} 个，上限为 {limit} 个。" do "请取舍，或在“设置”中提高上限。";
        ReviewNotJoint => en "A review is joint only if somebody of the customer took part." do "Name the person, or clear the date.",
            zh "有客户参与才算共同评审。" do "请填写客户参与人，或清除日期。";
        ReasonMissing => en "The deal is closed without a reason." do "Choose the reason; it is what the team learns from.",
            zh "项目已结束，但没有填写原因。" do "请选择原因，团队才能从中学习。";
        ClosedDateMissing => en "The deal has an outcome but no closing date." do "Enter the day it was closed.",
            zh "项目有结局，但没有结束日期。" do "请填写结束日期。";
        ClosedInFuture { closed: Date } => en "The deal is closed on {closed}, which is still to come." do "Correct the date, or clear the outcome.",
            zh "结束日期 {closed} 还没有到。" do "请修正日期，或清除结局。";
        FarAhead { days: Days } => en "Planned {days} ahead." do "Plan what leads there first.",
            zh "计划在 {days}之后。" do "请先安排近期的步骤。";
        ActivityOverdue { days: Days } => en "Planned {days} ago and neither done nor cancelled." do "Enter what happened, or move the date.",
            zh "计划日期已过 {days}，既未完成也未取消。" do "请填写结果，或改期。";
        DealMissing => en "The account has open deals, but the activity names none." do "Choose the deal, or leave it empty for prospecting.",
            zh "该客户有在手项目，但此行为没有关联项目。" do "请选择项目；若是开发新机会可以留空。";
        DealOfAnotherAccount { account: SmolStr } => en "The deal belongs to {account}." do "Correct the account or the deal.",
            zh "该项目属于客户“{account}”。" do "请修正客户或项目。";
        NobodyMet => en "The appointment is confirmed, but nobody is named." do "Enter whom you meet.",
            zh "约访已确认，但没有会见对象。" do "请填写会见对象。";
        OnlyAboutUs => en "The reason to meet is only about us." do "Write what the customer gains from the meeting.",
            zh "约见理由只谈到我方。" do "请写明客户从见面中得到什么。";
        CommitmentMissing => en "Neither a best nor a minimum commitment is planned." do "Write what the customer should promise at best, and at least, and by when.",
            zh "没有计划最佳或最小承诺。" do "请写明希望客户最好承诺什么、至少承诺什么，以及期限。";
        PromiseOverdue { due: Date } => en "The customer's promise was due on {due}." do "Ask for it, and note whether it was kept.",
            zh "客户的承诺应于 {due} 兑现。" do "请跟进，并记录是否兑现。";
        AheadOfEvidence { claimed: SmolStr, proven: SmolStr } => en "The stage claimed is {claimed}, the customer's acts prove {proven}."
            do "Tick the milestones that happened, with the activity as evidence, or move the deal back.",
            zh "自报阶段为“{claimed}”，客户行为只证明到“{proven}”。" do "请勾选已发生的里程碑并附上行为作为证据，或退回阶段。";
        TargetlessAction => en "The action answers no flag, strength or unknown." do "Write what it targets.",
            zh "此行动没有针对任何红旗、优势或未知。" do "请写明它针对什么。";
        OutcomeUnsaid => en "The deal is lost, but nobody has said how." do "Choose: lost to a competitor, no decision, we withdrew, invalid.",
            zh "项目已丢单，但没有说明是怎样丢的。" do "请选择：输给对手、客户未决策、我方退出、无效。";
        VerdictWithoutReason => en "The decision has no reason." do "Write why, in one sentence.",
            zh "投入判断没有理由。" do "请用一句话写明理由。";
        ClassWithoutReason => en "The class “leave” needs a reason." do "Write why.",
            zh "客户分级为“退出”时需要理由。" do "请写明理由。";
        SalesOnly => en "Only salespeople meet this customer." do "Add a pair of another function.",
            zh "只有销售与该客户对接。" do "请增加其他职能的对接。";
        PeriodReversed => en "The period ends before it begins." do "Exchange or correct the two dates.",
            zh "期限的截止早于起始。" do "请对调或修正日期。";
        TargetTwice => en "There is another target for the same days; the two add up." do "Delete one, or give them different days, persons or teams. If they are parts of one target, leave them.",
            zh "同一期限已有另一个目标，两者会相加。" do "请删除其一，或改为不同的期限、人员或团队；如果是同一目标的几部分，可保留。";
        ParkedWithoutReason => en "The deal is parked without a reason." do "Write why it may rest.",
            zh "项目已搁置，但没有原因。" do "请写明搁置原因。";
        BelowBound { column: Label, bound: SmolStr } => en "{column} should be at least {bound}." do "Correct the value.",
            zh "“{column}”应不小于 {bound}。" do "请修正数值。";
        AboveBound { column: Label, bound: SmolStr } => en "{column} should be at most {bound}." do "Correct the value.",
            zh "“{column}”应不大于 {bound}。" do "请修正数值。";
        TooShort { column: Label, least: usize } => en "{column} should have at least {least} characters." do "Write more.",
            zh "“{column}”至少应有 {least} 个字符。" do "请补充内容。";
        TooLong { column: Label, most: usize } => en "{column} should have at most {most} characters." do "Shorten the text.",
            zh "“{column}”最多应有 {most} 个字符。" do "请缩短内容。";
        NotOneOf { column: Label, options: Vec<Label> } => en "{column} should be one of: {options}." do "Type one of them.",
            zh "“{column}”应为其中之一：{options}。" do "请输入其中一个。";
        NotUnique { column: Label, text: SmolStr } => en "Another row has “{text}” in {column} too." do "Change one of the two.",
            zh "另一行的“{column}”也是“{text}”。" do "请修改其中一个。";
        NotTicked { column: Label } => en "{column} is not ticked." do "Tick it once it holds.",
            zh "“{column}”尚未勾选。" do "满足后请勾选。";
        DoesNotHold { column: Label } => en "{column} does not hold." do "Ask the cell why: it shows what it is made of.",
            zh "“{column}”不成立。" do "可查看该单元格的计算依据，再修改相关内容。";
        InPast { column: Label } => en "{column} lies in the past." do "Enter today or a later day.",
            zh "“{column}”已是过去的日期。" do "请填写今天或以后的日期。";
        BeforeOther { column: Label, other: Label } => en "{column} should not be before {other}." do "Correct one of the two.",
            zh "“{column}”不应早于（小于）“{other}”。" do "请修正其中一个。";
        NoResult { why: SmolStr, remedy: SmolStr } => en "{why}" do "{remedy}",
            zh "{why}" do "{remedy}";
        Duplicate { title: SmolStr } => en "There is another row called “{title}”." do "Rename one of the two, or choose “Join with the record of the same name” in its menu.",
            zh "还有一行名为“{title}”。" do "请改名，或在其菜单中选择“与同名记录合并”。";
    }
}
