//! Table 2: the small grids of one deal.

/// The people who take part in the customer's decision.
pub mod roles {
    use crate::model::Pack::Parent;
    use crate::model::Severity::Warning;
    use crate::model::schema::{choices, columns};
    use crate::model::{Computed, Kind, Sheet, column};

    columns! {
        Roles;
        /// The deal.
        DEAL: Link = column("deal", "Deal", "项目", Kind::Link(Sheet::Deals)).pack(Parent);
        /// The name; `?` is allowed: an unknown person is data.
        NAME: Text = column("name", "Name", "姓名", Kind::Text).core().wide(120).required(Warning);
        /// The person's record.
        CONTACT: Link = column("contact", "Contact", "联系人", Kind::Link(Sheet::Contacts));
        /// Title.
        TITLE: Text = column("title", "Title", "职务", Kind::Text).core().wide(120);
        /// Unit.
        UNIT: Text = column("unit", "Unit", "部门", Kind::Text).wide(110);
        /// Parts played in the decision.
        PARTS: Choices = column("parts", "Roles", "角色", Kind::Choices(choices![
            "economic" "economic buyer" "经济决策者" Plain, "user" "user" "使用者" Plain, "technical" "technical" "技术把关" Plain,
            "coach" "coach" "教练" Good, "champion" "champion" "拥护者" Good, "purchasing" "purchasing" "采购" Plain,
            "opponent" "opponent" "反对者" Bad])).core();
        /// How much the person's word weighs.
        INFLUENCE: Choice = column("influence", "Influence", "影响力", Kind::Choice(choices![
            "high" "high" "高" Plain, "medium" "medium" "中" Plain, "low" "low" "低" Plain])).core().wide(90);
        /// How the person sees change.
        MODE: Choice = column("mode", "Response mode", "反应模式", Kind::Choice(choices![
            "growth" "growth" "增长" Good, "trouble" "trouble" "困境" Good, "even" "even keel" "平衡" Warn,
            "overconfident" "overconfident" "自负" Bad, "unknown" "unknown" "未知" Plain])).core().wide(126).private();
        /// How much the person supports us.
        SUPPORT: Number = column("support", "Support", "支持度", Kind::Rating { min: -5, max: 5, unknown: true }).core().private();
        /// What the person's job needs.
        RESULT: Text = column("result", "Business result wanted", "业务结果", Kind::Text).core().wide(180);
        /// What the person wants.
        WIN: Text = column("win", "Personal win", "个人赢", Kind::Text).wide(180).private();
        /// What the person compares by, in order.
        CRITERIA: Text = column("criteria", "Criteria", "决策标准", Kind::Steps(8)).wide(180);
        /// Whom the person prefers.
        PREFERS: Choice = column("prefers", "Prefers", "倾向", Kind::Choice(choices![
            "us" "us" "我方" Good, "competitor" "a competitor" "对手" Bad, "none" "nobody" "无倾向" Plain, "unknown" "?" "未知" Warn])).wide(100).private();
        /// How to win the person.
        HOW: Text = column("how", "How to win", "如何搞定", Kind::Text).core().wide(200);
        /// Who of us looks after the person.
        COUNTERPART: Link = column("counterpart", "Our counterpart", "我方对应人", Kind::Link(Sheet::Persons)).core().wide(110);
        /// When somebody last met the person.
        LAST: Date = column("last_contact", "Last contact", "最近接触", Kind::Date).core().computed(Computed::LastContact);
    }
}

/// Who else could win.
pub mod competition {
    use crate::model::Pack::Parent;
    use crate::model::schema::{choices, columns};
    use crate::model::{Kind, Sheet, column};

    columns! {
        Competition;
        /// The deal.
        DEAL: Link = column("deal", "Deal", "项目", Kind::Link(Sheet::Deals)).pack(Parent);
        /// The competitor, "no decision" and "build it themselves" included.
        COMPETITOR: Link = column("competitor", "Competitor", "对手", Kind::Link(Sheet::Competitors)).core();
        /// Strengths.
        STRENGTHS: Text = column("strengths", "Strengths", "优势", Kind::Text).core();
        /// Weaknesses.
        WEAKNESSES: Text = column("weaknesses", "Weaknesses", "弱点", Kind::Text).core();
        /// Who supports them.
        SPONSOR: Text = column("sponsor", "Their sponsor", "其支持者", Kind::Text).core().wide(120);
        /// What they will do.
        MOVE: Text = column("move", "Likely move", "可能动作", Kind::Text).core();
        /// What we do about it.
        ANSWER: Text = column("answer", "Our answer", "我方应对", Kind::Text).core().wide(180);
        /// How dangerous.
        THREAT: Choice = column("threat", "Threat", "威胁", Kind::Choice(choices![
            "high" "high" "高" Bad, "medium" "medium" "中" Warn, "low" "low" "低" Plain])).core().wide(90);
        /// Where they stand.
        POSITION: Choice = column("position", "Position", "位置", Kind::Choice(choices![
            "ahead" "ahead of us" "领先我方" Bad, "level" "level" "相当" Warn, "behind" "behind us" "落后我方" Good, "unknown" "unknown" "未知" Plain])).core().wide(110);
    }
}

/// Strengths and red flags.
pub mod flags {
    use crate::model::Pack::Parent;
    use crate::model::schema::{choices, columns};
    use crate::model::{Kind, Sheet, column};

    columns! {
        Flags;
        /// The deal.
        DEAL: Link = column("deal", "Deal", "项目", Kind::Link(Sheet::Deals)).pack(Parent);
        /// Strength or red flag.
        KIND: Choice = column("kind", "Kind", "类别", Kind::Choice(choices![
            "strength" "strength" "优势" Good, "flag" "red flag" "红旗" Bad])).core().wide(96);
        /// What it is.
        TEXT: Text = column("text", "Text", "内容", Kind::Text).core().wide(260);
        /// Whom or what it is about.
        ABOUT: Text = column("about", "About", "涉及", Kind::Text).core().wide(130);
        /// How grave.
        SEVERITY: Choice = column("severity", "Severity", "严重度", Kind::Choice(choices![
            "high" "high" "高" Bad, "medium" "medium" "中" Warn, "low" "low" "低" Plain])).core().wide(90);
        /// Since when.
        SINCE: Date = column("since", "Since", "开始", Kind::Date).behind().core();
        /// Where it stands.
        STATUS: Choice = column("status", "Status", "状态", Kind::Choice(choices![
            "open" "open" "仍存在" Warn, "closed" "closed" "已不存在" Good, "snoozed" "snoozed" "已暂缓" Plain])).core().wide(96);
        /// Until when an automatic flag is put off.
        SNOOZED: Date = column("snoozed", "Snoozed until", "暂缓至", Kind::Date).ahead();
        /// Why it is put off.
        SNOOZED_WHY: Text = column("snoozed_why", "Why snoozed", "暂缓原因", Kind::Text);
        /// What we do about it.
        ACTION: Text = column("action", "Action", "行动", Kind::Text).core().wide(200);
    }
}

/// Automatic red flags that are put off: each with a day and a reason, else it stands.
pub mod snoozes {
    use crate::model::Pack::Parent;
    use crate::model::Severity::Error;
    use crate::model::schema::{choices, columns};
    use crate::model::{Kind, Sheet, column};

    columns! {
        Snoozes;
        /// The deal.
        DEAL: Link = column("deal", "Deal", "项目", Kind::Link(Sheet::Deals)).pack(Parent);
        /// Which of the automatic flags.
        RULE: Choice = column("rule", "Red flag", "红旗", Kind::Choice(choices![
            "no_buyer" "no economic buyer known" "未知经济决策者" Bad, "buyer_not_met" "economic buyer never met" "从未见过经济决策者" Bad,
            "single_threaded" "single-threaded" "单线联系" Warn, "against" "influential person against us" "高影响力人物反对" Bad,
            "no_next_step" "no next step" "无下一步" Warn, "promise_overdue" "promise overdue" "承诺逾期" Warn,
            "close_past" "expected close past" "签约日已过" Bad, "pushed" "close pushed again and again" "多次推迟签约" Warn,
            "ahead" "stage ahead of evidence" "阶段超前于证据" Warn, "competitor" "competitor unknown" "竞争对手不明" Warn])).core().wide(220).required(Error);
        /// The person whom the flag is about, where it is about one.
        PERSON: Link = column("person", "About", "涉及人物", Kind::Link(Sheet::Roles)).core().wide(120);
        /// The activity whose promise is overdue, where the flag is about one.
        ACTIVITY: Link = column("activity", "Activity", "涉及行为", Kind::Link(Sheet::Activities));
        /// The last day on which the flag rests.
        UNTIL: Date = column("until", "Put off until", "暂缓至", Kind::Date).ahead().core().required(Error);
        /// Why it may rest.
        WHY: Text = column("why", "Why", "暂缓原因", Kind::Text).core().wide(300).required(Error);
    }
}

/// What we do not know yet.
pub mod unknowns {
    use crate::model::Pack::Parent;
    use crate::model::schema::{choices, columns};
    use crate::model::{Kind, Sheet, column};

    columns! {
        Unknowns;
        /// The deal.
        DEAL: Link = column("deal", "Deal", "项目", Kind::Link(Sheet::Deals)).pack(Parent);
        /// The line of the stage's list that it was taken from.
        FROM_LIST: Link = column("from_list", "From the list", "来自信息清单", Kind::Link(Sheet::Questions));
        /// The question.
        QUESTION: Text = column("question", "Question", "问题", Kind::Text).core().wide(260);
        /// Why the answer matters.
        WHY: Text = column("why", "Why it matters", "为何重要", Kind::Text).core().wide(180);
        /// Who could tell.
        WHO: Text = column("who", "Who could tell", "谁能回答", Kind::Text).core().wide(120);
        /// On which call we ask.
        CALL: Link = column("call", "Which call", "何次拜访", Kind::Link(Sheet::Activities));
        /// By when.
        DUE: Date = column("due", "Due", "期限", Kind::Date).ahead().core();
        /// Where it stands.
        STATUS: Choice = column("status", "Status", "状态", Kind::Choice(choices![
            "open" "open" "未知" Warn, "asked" "asked" "已询问" Plain, "answered" "answered" "已明确" Good,
            "dropped" "not needed" "无需了解" Plain])).core().wide(100);
        /// The answer.
        ANSWER: Text = column("answer", "Answer", "答案", Kind::Text).core().wide(200);
    }
}

/// What we will do.
pub mod actions {
    use crate::model::Pack::Parent;
    use crate::model::Severity::Warning;
    use crate::model::schema::{choices, columns};
    use crate::model::{Kind, Sheet, column};

    columns! {
        Actions;
        /// The deal.
        DEAL: Link = column("deal", "Deal", "项目", Kind::Link(Sheet::Deals)).pack(Parent);
        /// The action.
        ACTION: Text = column("action", "Action", "行动", Kind::Text).core().wide(240);
        /// The flag, strength or unknown that it targets.
        TARGET: Text = column("target", "Targets", "针对", Kind::Text).core().wide(180).required(Warning);
        /// Who does it.
        WHO: Link = column("who", "Who", "谁做", Kind::Link(Sheet::Persons)).core().wide(110);
        /// With whom.
        WHOM: Link = column("whom", "With whom", "对谁", Kind::Link(Sheet::Roles)).core().wide(120);
        /// By when.
        BY: Date = column("by", "By", "期限", Kind::Date).ahead().core();
        /// When it was done.
        DONE: Date = column("done", "Done", "完成", Kind::Date).behind().core();
        /// What it brought.
        EFFECT: Choice = column("effect", "Effect", "效果", Kind::Choice(choices![
            "worked" "worked" "有效" Good, "partly" "partly" "部分有效" Warn, "failed" "failed" "无效" Bad])).core().wide(100);
    }
}

/// The scores of a deal on the user's scorecard.
pub mod scores {
    use crate::model::Pack::Parent;
    use crate::model::schema::columns;
    use crate::model::{Kind, Sheet, column};

    columns! {
        Scores;
        /// The deal.
        DEAL: Link = column("deal", "Deal", "项目", Kind::Link(Sheet::Deals)).pack(Parent);
        /// The item of the scorecard.
        CRITERION: Link = column("criterion", "Criterion", "标准", Kind::Link(Sheet::Criteria)).core().wide(200);
        /// 0–4.
        SCORE: Number = column("score", "Score", "评分", Kind::Rating { min: 0, max: 4, unknown: false }).core();
        /// Why.
        NOTE: Text = column("note", "Note", "备注", Kind::Text).core().wide(240);
    }
}
