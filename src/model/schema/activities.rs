//! Table 1: one planned or finished action with a customer.

use super::{choices, columns};
use crate::model::Pack::{Change, Coaching, Effort, Objections, Questions};
use crate::model::Severity::Hint;
use crate::model::{Computed, Kind, Sheet, column};

columns! {
    Activities;
    /// The day planned.
    PLANNED: Date = column("planned", "Planned", "计划日期", Kind::Date).ahead().core().required(Hint);
    /// Who does it.
    OWNER: Link = column("owner", "Salesperson", "销售", Kind::Link(Sheet::Persons)).core().required(Hint).wide(110);
    /// With which customer.
    ACCOUNT: Link = column("account", "Account", "客户", Kind::Link(Sheet::Accounts)).core().required(Hint);
    /// For which deal; empty while prospecting.
    DEAL: Link = column("deal", "Deal", "项目", Kind::Link(Sheet::Deals)).core().wide(170);
    /// What kind of action.
    TYPE: Link = column("type", "Activity", "行为类型", Kind::Link(Sheet::ActivityTypes)).core().wide(104);
    /// Whom we meet.
    PEOPLE: Links = column("people", "People met", "会见对象", Kind::Links(Sheet::Contacts)).core();
    /// Why they should meet us.
    REASON: Text = column("reason", "Their reason to meet", "约见理由", Kind::Text).wide(200);
    /// How far the appointment is.
    APPOINTMENT: Choice = column("appointment", "Appointment", "约访状态", Kind::Choice(choices![
        "none" "not asked" "未约" Plain, "asked" "asked" "已约待复" Warn, "confirmed" "confirmed" "已确认" Good,
        "moved" "moved" "已改期" Warn, "refused" "refused" "被拒绝" Bad])).core().wide(116);
    /// What the action is for.
    GOAL: Text = column("goal", "Objective", "行动目标", Kind::Text).core().wide(240);
    /// The kind of objective.
    GOAL_KIND: Choice = column("goal_kind", "Kind of objective", "目标类型", Kind::Choice(choices![
        "information" "get information" "获取信息" Plain, "commitment" "gain commitment" "获得承诺" Plain,
        "trust" "build trust" "建立信任" Plain, "concern" "remove a concern" "消除顾虑" Plain,
        "value" "convey value" "传递价值" Plain, "support" "test support" "测试支持度" Plain]));
    /// The best commitment of the customer that the visit may bring.
    BEST: Text = column("best", "Best commitment", "最佳承诺", Kind::Text).wide(200);
    /// By when.
    BEST_BY: Date = column("best_by", "Best by", "最佳承诺日期", Kind::Date).ahead();
    /// The least commitment that makes the visit worth it.
    MINIMUM: Text = column("minimum", "Minimum commitment", "最小承诺", Kind::Text).wide(200);
    /// By when.
    MINIMUM_BY: Date = column("minimum_by", "Minimum by", "最小承诺日期", Kind::Date).ahead();
    /// What the customer needs.
    NEEDS: Text = column("needs", "Their need", "客户需求", Kind::Text).wide(200);
    /// How clear the need is.
    NEED_KIND: Choice = column("need_kind", "Kind of need", "需求类型", Kind::Choice(choices![
        "implied" "implied" "隐含" Warn, "explicit" "explicit" "明确" Good, "unknown" "unknown" "未知" Plain]));
    /// The order of the conversation.
    LOGIC: Text = column("logic", "Conversation logic", "会谈逻辑", Kind::Steps(8));
    /// The script it follows.
    SCRIPT: Link = column("script", "Script", "参考脚本", Kind::Link(Sheet::Scripts));
    /// What moves this customer.
    STRENGTHS: Links = column("strengths", "Strengths to use", "打动客户的优势", Kind::Links(Sheet::Strengths)).wide(200);
    /// How well the action is prepared.
    PREPARATION: Percent = column("preparation", "Prepared", "准备度", Kind::Percent).core().computed(Computed::Preparation);
    /// The day it was done.
    DONE: Date = column("done", "Done on", "实际日期", Kind::Date).behind().core();
    /// Where it stands.
    STATUS: Choice = column("status", "Status", "状态", Kind::Choice(choices![
        "planned" "planned" "计划中" Plain, "done" "done" "已完成" Good, "cancelled" "cancelled" "已取消" Warn,
        "no_show" "no-show" "客户爽约" Bad])).core().wide(96);
    /// What happened.
    RESULT: Text = column("result", "What happened", "沟通结果", Kind::Paragraph).core();
    /// What it was worth.
    OUTCOME: Choice = column("outcome", "Outcome", "结果判定", Kind::Choice(choices![
        "order" "order" "成交" Good, "advance" "advance" "进展" Good, "continuation" "continuation" "延续" Warn,
        "no_sale" "no sale" "无成交" Bad])).core().wide(104);
    /// What the customer promised.
    GOT: Text = column("got", "Commitment obtained", "获得的承诺", Kind::Text).core().wide(200);
    /// Who promised.
    GOT_BY: Link = column("got_by", "Promised by", "承诺人", Kind::Link(Sheet::Contacts));
    /// By when.
    GOT_DUE: Date = column("got_due", "Promise due", "承诺期限", Kind::Date).ahead();
    /// Whether the promise was kept.
    GOT_KEPT: Check = column("got_kept", "Kept", "已兑现", Kind::Check);
    /// Which milestones this action proves.
    EVIDENCE: Links = column("evidence", "Milestones evidenced", "里程碑证据", Kind::Links(Sheet::Milestones)).core().wide(200);
    /// What comes next.
    NEXT: Text = column("next", "Next step", "下一步", Kind::Text).core().wide(180);
    /// By when.
    NEXT_BY: Date = column("next_by", "Next step by", "下一步日期", Kind::Date).ahead().core();
    /// Background questions.
    Q_BACKGROUND: Text = column("q_background", "Background questions", "背景问题", Kind::Paragraph).pack(Questions);
    /// Difficulty questions.
    Q_DIFFICULTY: Text = column("q_difficulty", "Difficulty questions", "难点问题", Kind::Paragraph).pack(Questions);
    /// Implication questions.
    Q_IMPLICATION: Text = column("q_implication", "Implication questions", "影响问题", Kind::Paragraph).pack(Questions);
    /// Payoff questions.
    Q_PAYOFF: Text = column("q_payoff", "Payoff questions", "价值问题", Kind::Paragraph).pack(Questions);
    /// Confirming questions.
    Q_CONFIRMING: Text = column("q_confirming", "Confirming questions", "确认问题", Kind::Paragraph).pack(Questions);
    /// Attitude questions.
    Q_ATTITUDE: Text = column("q_attitude", "Attitude questions", "态度问题", Kind::Paragraph).pack(Questions);
    /// Commitment questions.
    Q_COMMITMENT: Text = column("q_commitment", "Commitment questions", "承诺问题", Kind::Paragraph).pack(Questions);
    /// Objections expected.
    OBJECTIONS: Links = column("objections", "Objections expected", "预期质疑", Kind::Links(Sheet::Objections)).pack(Objections);
    /// Pains to speak about.
    PAINS: Links = column("pains", "Pains", "痛点", Kind::Links(Sheet::Pains)).pack(Objections);
    /// Hours it took.
    HOURS: Number = column("hours", "Hours", "耗时(小时)", Kind::Number { min: 0, max: 1000, places: 1 }).pack(Effort);
    /// How well it went, by oneself.
    SELF_RATING: Number = column("self_rating", "Self-rating", "自评", Kind::Rating { min: 1, max: 5, unknown: false }).pack(Effort).private();
    /// Whose support changed.
    SUPPORTER: Link = column("supporter", "Support changed of", "支持度变化者", Kind::Link(Sheet::Roles)).pack(Change).private();
    /// The support after the action.
    SUPPORT_NOW: Number = column("support_now", "Support now", "现支持度", Kind::Rating { min: -5, max: 5, unknown: true }).pack(Change).private();
    /// Unknowns that the action answered.
    ANSWERED: Links = column("answered", "Unknowns answered", "解答的未知", Kind::Links(Sheet::Unknowns)).pack(Change);
    /// Skills to improve.
    SKILLS: Links = column("skills", "Skills to improve", "待改善技能", Kind::Links(Sheet::Skills)).pack(Coaching).private();
    /// The manager's advice.
    COACH: Text = column("coach", "Coaching", "辅导意见", Kind::Paragraph).pack(Coaching).private();
    /// Why the row is as it is.
    NOTE: Text = column("note", "Note", "备注", Kind::Paragraph);
}
