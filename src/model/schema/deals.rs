//! Table 3, one row per deal, with the header of table 2 (pack `Strategy`) on the same record.

use super::{choices, columns};
use crate::model::Pack::{Closing, Dimensions, Strategy};
use crate::model::Severity::{Error, Hint};
use crate::model::{Computed, Kind, Sheet, column};

/// The outcome of a deal that is lost, where nobody has said how.
pub const NOT_WON: &str = "not_won";

columns! {
    Deals;
    /// The deal's name.
    NAME: Text = column("name", "Deal", "项目", Kind::Text).core().wide(178).required(Hint);
    /// The customer.
    ACCOUNT: Link = column("account", "Account", "客户", Kind::Link(Sheet::Accounts)).core().required(Hint).wide(108);
    /// Who answers for it.
    OWNER: Link = column("owner", "Owner", "负责人", Kind::Link(Sheet::Persons)).core().required(Hint).wide(84);
    /// What it would bring.
    AMOUNT: Money = column("amount", "Amount", "金额", Kind::Money).core().wide(108);
    /// The low end of the amount.
    LOW: Money = column("low", "Low amount", "最低金额", Kind::Money);
    /// The high end of the amount.
    HIGH: Money = column("high", "High amount", "最高金额", Kind::Money);
    /// The stage claimed.
    STAGE: Link = column("stage", "Stage", "阶段", Kind::Link(Sheet::Stages)).core().required(Error).wide(114);
    /// When the contract is expected.
    CLOSE: Date = column("close", "Expected close", "预计签约", Kind::Date).ahead().core().required(Hint).wide(116);
    /// The seller's own probability; empty is not zero.
    P_OWN: Percent = column("p_own", "Own probability", "自报概率", Kind::Percent);
    /// The probability used.
    P: Percent = column("p", "p", "采用概率", Kind::Percent).core().wide(74).computed(Computed::Chance);
    /// Amount × probability.
    WEIGHTED: Money = column("weighted", "Weighted", "加权金额", Kind::Money).core().computed(Computed::Weighted).wide(118);
    /// What the deal means for the target.
    PIVOT: Number = column("pivot", "Pivot", "关键度", Kind::Number { min: -1, max: 1, places: 3 }).core().wide(104).computed(Computed::Pivot);
    /// What deserves attention.
    STATE: Text = column("state", "State", "项目状态", Kind::Text).core().wide(190).computed(Computed::State);
    /// The next step promised.
    NEXT: Text = column("next", "Next step", "下一步", Kind::Text).core().wide(190).computed(Computed::NextStep);
    /// When it entered the funnel.
    ENTERED: Date = column("entered", "Entered", "进入日期", Kind::Date).behind().core();
    /// Where it came from.
    SOURCE: Choice = column("source", "Source", "来源", Kind::Choice(choices![
        "existing" "existing customer" "老客户" Plain, "referral" "referral" "转介绍" Plain, "inbound" "inbound" "主动来访" Plain,
        "prospecting" "prospecting" "主动开发" Plain, "partner" "partner" "合作伙伴" Plain, "event" "event" "展会活动" Plain,
        "tender" "public tender" "公开招标" Plain]));
    /// The customer's acts that happened.
    MILESTONES: Links = column("milestones", "Milestones", "里程碑", Kind::Links(Sheet::Milestones)).core().wide(220);
    /// Exit milestones still missing.
    UNMET: Number = column("unmet", "Milestones unmet", "未达里程碑", Kind::Number { min: 0, max: 999, places: 0 }).computed(Computed::UnmetMilestones);
    /// The stage that the evidence supports.
    PROVEN: Link = column("proven", "Proven stage", "证据阶段", Kind::Link(Sheet::Stages)).computed(Computed::ProvenStage);
    /// The forecast category, where the seller chose one.
    CATEGORY: Choice = column("category", "Category", "预测类别", Kind::Choice(choices![
        "commit" "commit" "承诺" Good, "best" "best case" "争取" Plain, "pipeline" "pipeline" "培育" Plain, "omit" "omit" "不计" Warn]));
    /// Days since it entered.
    AGE: Number = column("age", "Days", "天数", Kind::Number { min: 0, max: 99_999, places: 0 }).computed(Computed::Age);
    /// Days in the stage.
    STAGE_AGE: Number = column("stage_age", "Days in stage", "阶段天数", Kind::Number { min: 0, max: 99_999, places: 0 }).core().wide(112).computed(Computed::StageAge);
    /// Days that the stage allows.
    LIMIT: Number = column("limit", "Stage limit", "阶段时限", Kind::Number { min: 0, max: 99_999, places: 0 }).computed(Computed::StageLimit);
    /// When the customer last advanced it.
    LAST_ADVANCE: Date = column("last_advance", "Last advance", "最近推进", Kind::Date).computed(Computed::LastAdvance);
    /// How often the close was moved later.
    PUSHES: Number = column("pushes", "Pushes", "推迟次数", Kind::Number { min: 0, max: 999, places: 0 }).computed(Computed::Pushes);
    /// Days of our work that bringing it to the next stage takes.
    EFFORT: Number = column("effort", "Days to advance", "推进所需人天", Kind::Number { min: 0, max: 9999, places: 1 });
    /// The probability that would bring, where somebody knows better than the next stage.
    P_NEXT: Percent = column("p_next", "Probability if advanced", "推进后概率", Kind::Percent);
    /// Until when it may rest.
    PARKED: Date = column("parked", "Parked until", "搁置至", Kind::Date).ahead();
    /// Why it may rest.
    PARKED_WHY: Text = column("parked_why", "Why parked", "搁置原因", Kind::Text);
    /// Why it moved ahead of its milestones.
    AHEAD_WHY: Text = column("ahead_why", "Why ahead of evidence", "超前原因", Kind::Text);
    /// Deals linked to one another carry the same name here.
    GROUP: Text = column("group", "Linked deals", "关联组", Kind::Text);
    /// How they are linked.
    GROUP_KIND: Choice = column("group_kind", "Kind of link", "关联方式", Kind::Choice(choices![
        "either" "either-or" "二选一" Plain, "all" "all-or-none" "同进退" Plain]));
    /// The market segment.
    SEGMENT: Text = column("segment", "Segment", "细分市场", Kind::Text).pack(Dimensions);
    /// The product.
    PRODUCT: Link = column("product", "Product", "产品", Kind::Link(Sheet::Offerings)).pack(Dimensions);
    /// The region.
    REGION: Text = column("region", "Region", "区域", Kind::Text).pack(Dimensions);
    /// New business or more of the same.
    KIND: Choice = column("kind", "Kind of deal", "业务类型", Kind::Choice(choices![
        "new" "new business" "新业务" Plain, "expand" "expansion" "扩展" Plain, "renew" "renewal" "续签" Plain])).pack(Dimensions);
    /// How it ended; empty while open.
    OUTCOME: Choice = column("outcome", "Outcome", "结局", Kind::Choice(choices![
        "won" "won" "赢单" Good, "not_won" "lost" "丢单" Bad, "lost" "lost to a competitor" "输给对手" Bad,
        "no_decision" "no decision" "客户未决策" Bad, "withdrew" "we withdrew" "我方退出" Warn, "invalid" "invalid" "无效" Plain])).core();
    /// Why it ended so.
    REASON: Choice = column("reason", "Reason", "原因", Kind::Choice(choices![
        "value" "value proven" "价值获认可" Plain, "relationship" "relationship" "关系" Plain, "price" "price" "价格" Plain,
        "product" "product fit" "产品匹配" Plain, "timing" "timing" "时机" Plain, "budget" "budget" "预算" Plain,
        "competitor" "competitor's position" "对手占优" Plain, "process" "their process" "客户流程" Plain, "other" "other" "其他" Plain])).pack(Closing);
    /// When it ended.
    CLOSED: Date = column("closed", "Closed on", "结束日期", Kind::Date).behind().core();
    /// What it brought.
    FINAL: Money = column("final", "Final amount", "成交金额", Kind::Money).pack(Closing);
    /// Anything else.
    NOTE: Text = column("note", "Note", "备注", Kind::Paragraph).core().wide(200);
    /// One sentence of account, date, scope and amount.
    OBJECTIVE: Text = column("objective", "Objective", "销售目标", Kind::Paragraph).pack(Strategy);
    /// Why the customer changes anything.
    WHY_CHANGE: Text = column("why_change", "Why change", "为何改变", Kind::Paragraph).pack(Strategy);
    /// Why now.
    WHY_NOW: Text = column("why_now", "Why now", "为何现在", Kind::Paragraph).pack(Strategy);
    /// The day after which it is too late for them.
    DEADLINE: Date = column("deadline", "Their deadline", "客户期限", Kind::Date).ahead().pack(Strategy);
    /// How they decide.
    STEPS: Text = column("steps", "Their decision steps", "客户决策步骤", Kind::Steps(12)).pack(Strategy);
    /// The user's scorecard.
    FIT: Percent = column("fit", "Fit score", "匹配度", Kind::Percent).pack(Strategy).computed(Computed::Fit);
    /// Is there an opportunity?
    Q_REAL: Choice = column("q_real", "Is there an opportunity?", "有机会吗？", Kind::Choice(choices![
        "yes" "yes" "是" Good, "doubtful" "doubtful" "存疑" Warn, "no" "no" "否" Bad, "unknown" "unknown" "未知" Plain])).pack(Strategy);
    /// Can we compete?
    Q_COMPETE: Choice = column("q_compete", "Can we compete?", "能竞争吗？", Kind::Choice(choices![
        "yes" "yes" "是" Good, "doubtful" "doubtful" "存疑" Warn, "no" "no" "否" Bad, "unknown" "unknown" "未知" Plain])).pack(Strategy);
    /// Can we win?
    Q_WIN: Choice = column("q_win", "Can we win?", "能赢吗？", Kind::Choice(choices![
        "yes" "yes" "是" Good, "doubtful" "doubtful" "存疑" Warn, "no" "no" "否" Bad, "unknown" "unknown" "未知" Plain])).pack(Strategy);
    /// Is it worth winning?
    Q_WORTH: Choice = column("q_worth", "Is it worth winning?", "值得赢吗？", Kind::Choice(choices![
        "yes" "yes" "是" Good, "doubtful" "doubtful" "存疑" Warn, "no" "no" "否" Bad, "unknown" "unknown" "未知" Plain])).pack(Strategy);
    /// The manager's decision.
    VERDICT: Choice = column("verdict", "Pursue", "投入判断", Kind::Choice(choices![
        "all_in" "all-in" "全力以赴" Good, "normal" "normal" "正常" Plain, "watch" "watch" "观望" Warn, "drop" "drop" "放弃" Bad])).pack(Strategy);
    /// Who decided.
    VERDICT_BY: Link = column("verdict_by", "Decided by", "判断人", Kind::Link(Sheet::Persons)).pack(Strategy);
    /// When.
    VERDICT_ON: Date = column("verdict_on", "Decided on", "判断日期", Kind::Date).behind().pack(Strategy);
    /// Why.
    VERDICT_WHY: Text = column("verdict_why", "Reason for the decision", "判断理由", Kind::Paragraph).pack(Strategy);
    /// How to meet the competitors.
    APPROACH: Choice = column("approach", "Competitive strategy", "竞争策略", Kind::Choice(choices![
        "frontal" "frontal" "正面进攻" Plain, "flank" "flank" "侧翼进攻" Plain, "divide" "divide" "分割" Plain,
        "delay" "delay" "拖延" Plain, "defend" "defend" "防守" Plain, "withdraw" "withdraw" "撤退" Plain])).pack(Strategy);
    /// What the deal needs from us.
    ASKED: Text = column("asked", "Resources asked", "申请资源", Kind::Paragraph).pack(Strategy);
    /// What it was given.
    APPROVED: Text = column("approved", "Resources approved", "批准资源", Kind::Paragraph).pack(Strategy);
    /// When it was last planned together.
    REVIEWED: Date = column("reviewed", "Last joint review", "最近共同评审", Kind::Date).behind().pack(Strategy);
    /// Influence covered by supporters met lately.
    COVERAGE: Percent = column("coverage", "Coverage", "覆盖度", Kind::Percent).pack(Strategy).computed(Computed::Coverage);
    /// Questions open.
    UNKNOWNS: Number = column("open_unknowns", "Unknowns open", "待解未知项", Kind::Number { min: 0, max: 999, places: 0 }).pack(Strategy).computed(Computed::OpenUnknowns);
    /// Red flags open.
    FLAGS: Number = column("open_flags", "Red flags open", "未消除红旗", Kind::Number { min: 0, max: 999, places: 0 }).pack(Strategy).computed(Computed::OpenFlags);
}
