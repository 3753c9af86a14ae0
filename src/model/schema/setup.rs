//! What the user defines himself: stages, milestones, targets, types, scorecards, rates, settings.

/// The stages of the funnel.
pub mod stages {
    use crate::model::Severity::Error;
    use crate::model::schema::{choices, columns};
    use crate::model::{Kind, column};

    columns! {
        Stages;
        /// English name.
        NAME: Text = column("name", "Stage", "阶段（英文）", Kind::Text).core().required(Error);
        /// Chinese name.
        NAME_ZH: Text = column("name_zh", "Stage, Chinese", "阶段", Kind::Text).core();
        /// Number: 0 is outside the funnel.
        NUMBER: Number = column("number", "Number", "序号", Kind::Number { min: 0, max: 299, places: 0 }).core();
        /// The assumed probability that a deal in this stage is won.
        P: Percent = column("p", "Assumed p", "假设概率", Kind::Percent).core().wide(100);
        /// Days that a deal may stay.
        LIMIT: Number = column("limit", "Limit, days", "时限（天）", Kind::Number { min: 0, max: 9999, places: 0 }).core();
        /// The forecast category to begin with.
        CATEGORY: Choice = column("category", "Category", "默认类别", Kind::Choice(choices![
            "commit" "commit" "承诺" Good, "best" "best case" "争取" Plain, "pipeline" "pipeline" "培育" Plain, "omit" "omit" "不计" Warn])).core();
        /// What the customer does meanwhile.
        BUYING: Text = column("buying", "Customer's buying step", "客户采购步骤", Kind::Text).core().wide(180);
    }
}

/// The customer's acts that a deal needs before it leaves a stage.
pub mod milestones {
    use crate::model::Severity::Error;
    use crate::model::schema::columns;
    use crate::model::{Kind, Sheet, column};

    columns! {
        Milestones;
        /// English.
        NAME: Text = column("name", "Milestone", "里程碑（英文）", Kind::Text).core().wide(280).required(Error);
        /// Chinese.
        NAME_ZH: Text = column("name_zh", "Milestone, Chinese", "里程碑", Kind::Text).core().wide(220);
        /// The stage that it lets the deal leave.
        STAGE: Link = column("stage", "To leave stage", "所属阶段", Kind::Link(Sheet::Stages)).core().required(Error);
    }
}

/// What must be known in a stage.
pub mod questions {
    use crate::model::schema::columns;
    use crate::model::{Kind, Sheet, column};

    columns! {
        Questions;
        /// English.
        QUESTION: Text = column("question", "Question", "问题（英文）", Kind::Text).core().wide(280);
        /// Chinese.
        QUESTION_ZH: Text = column("question_zh", "Question, Chinese", "问题", Kind::Text).core().wide(240);
        /// The stage in which it must be known.
        STAGE: Link = column("stage", "Stage", "阶段", Kind::Link(Sheet::Stages)).core();
    }
}

/// Types of activities.
pub mod activity_types {
    use crate::model::schema::{choices, columns};
    use crate::model::{Kind, column};

    columns! {
        ActivityTypes;
        /// English.
        NAME: Text = column("name", "Type", "类型（英文）", Kind::Text).core();
        /// Chinese.
        NAME_ZH: Text = column("name_zh", "Type, Chinese", "类型", Kind::Text).core();
        /// The fields that preparation counts.
        REQUIRES: Choices = column("requires", "Preparation requires", "准备要求", Kind::Choices(choices![
            "people" "people met" "会见对象" Plain, "reason" "their reason" "约见理由" Plain, "goal" "objective" "行动目标" Plain,
            "commitment" "a commitment" "承诺目标" Plain, "needs" "their need" "客户需求" Plain, "logic" "conversation logic" "会谈逻辑" Plain,
            "strengths" "strengths to use" "优势" Plain])).core().wide(420);
    }
}

/// Scorecard items and account criteria.
pub mod criteria {
    use crate::model::schema::{choices, columns};
    use crate::model::{Kind, column};

    columns! {
        Criteria;
        /// English.
        NAME: Text = column("name", "Criterion", "标准（英文）", Kind::Text).core().wide(220);
        /// Chinese.
        NAME_ZH: Text = column("name_zh", "Criterion, Chinese", "标准", Kind::Text).core().wide(180);
        /// What it judges.
        ABOUT: Choice = column("about", "Judges", "用于", Kind::Choice(choices![
            "fit" "a deal's fit" "项目匹配" Plain, "attractiveness" "an account's attractiveness" "客户吸引力" Plain,
            "strength" "our strength there" "我方实力" Plain])).core().wide(180);
        /// How much it counts.
        WEIGHT: Number = column("weight", "Weight", "权重", Kind::Number { min: 0, max: 100, places: 1 }).core();
    }
}

/// What is to be reached.
pub mod targets {
    use crate::model::Severity::Error;
    use crate::model::schema::columns;
    use crate::model::{Kind, Sheet, column};

    columns! {
        Targets;
        /// The first day of the period.
        FROM: Date = column("from", "From", "起始", Kind::Date).begins().core().required(Error);
        /// The last day of the period.
        UNTIL: Date = column("until", "Until", "截止", Kind::Date).ends().core().required(Error);
        /// Whose target; empty for everybody's.
        PERSON: Link = column("person", "Person", "人员", Kind::Link(Sheet::Persons)).core();
        /// Which team's target, where it is not the sum of its members'; empty where it is a person's or everybody's.
        TEAM: Text = column("team", "Team", "团队", Kind::Text).core();
        /// What must be reached.
        TARGET: Money = column("target", "Target", "目标", Kind::Money).core();
        /// What should be.
        STRETCH: Money = column("stretch", "Stretch", "冲刺目标", Kind::Money).core();
        /// What could be.
        CHALLENGE: Money = column("challenge", "Challenge", "挑战目标", Kind::Money).core();
        /// Note.
        NOTE: Text = column("note", "Note", "备注", Kind::Text).core();
    }
}

/// What a manager said a period would bring.
pub mod calls {
    use crate::model::Severity::Error;
    use crate::model::schema::columns;
    use crate::model::{Kind, Sheet, column};

    columns! {
        Calls;
        /// The first day of the period.
        FROM: Date = column("from", "From", "起始", Kind::Date).begins().core().required(Error);
        /// The last day of the period.
        UNTIL: Date = column("until", "Until", "截止", Kind::Date).ends().core().required(Error);
        /// Whose result; empty for everybody's.
        PERSON: Link = column("person", "Person", "人员", Kind::Link(Sheet::Persons)).core();
        /// What it will be.
        AMOUNT: Money = column("amount", "Will bring", "判断金额", Kind::Money).core().required(Error);
        /// When that was said.
        ON: Date = column("on", "Said on", "判断日期", Kind::Date).behind().core().required(Error);
        /// Who said it.
        BY: Link = column("by", "Said by", "判断人", Kind::Link(Sheet::Persons)).core();
        /// Why.
        NOTE: Text = column("note", "Note", "备注", Kind::Text).core();
    }
}

/// Exchange rates.
pub mod rates {
    use crate::model::Severity::Error;
    use crate::model::schema::columns;
    use crate::model::{Kind, column};

    columns! {
        Rates;
        /// The foreign currency.
        CURRENCY: Choice = column("currency", "Currency", "货币", Kind::Currency).core().required(Error);
        /// What one unit of it is worth in the plan's currency.
        RATE: Number = column("rate", "One is worth", "折合本币", Kind::Number { min: 0, max: 1_000_000, places: 6 }).core().required(Error);
        /// As of when.
        ON: Date = column("on", "As of", "日期", Kind::Date).core();
    }
}

/// The one row of settings.
pub mod settings {
    use crate::model::schema::{choices, columns};
    use crate::model::{Kind, column};

    columns! {
        Settings;
        /// The plan's name.
        NAME: Text = column("name", "Plan", "计划名称", Kind::Text).core().wide(220);
        /// The plan's currency.
        CURRENCY: Choice = column("currency", "Currency", "货币", Kind::Currency).core();
        /// The month in which the fiscal year begins, 1–12.
        FISCAL: Number = column("fiscal_month", "Fiscal year begins in month", "财年起始月", Kind::Number { min: 1, max: 12, places: 0 }).core();
        /// Where probabilities come from.
        POLICY: Choice = column("policy", "Probability policy", "概率方式", Kind::Choice(choices![
            "ladder" "the stage's assumed value" "阶段假设值" Plain, "own" "own value, else the stage's" "自报优先" Plain,
            "learned" "learned from closed deals" "由已结束项目学习" Plain,
            "adjusted" "learned, adjusted by signs" "学习后按迹象修正" Plain])).core().wide(220);
        /// For how many closed deals the stage's assumed value counts when probabilities are learned.
        STRENGTH: Number = column("strength", "An assumption counts for deals", "假设值相当于项目数", Kind::Number { min: 2, max: 50, places: 0 }).core();
        /// By how much the log odds of a deal that overstayed in its stage are moved.
        B_OVERSTAYED: Number = column("b_overstayed", "Adjust if overstayed", "阶段超时修正", Kind::Number { min: -1, max: 1, places: 2 });
        /// The same for one whose close was pushed twice or more.
        B_PUSHED: Number = column("b_pushed", "Adjust if pushed", "多次推迟修正", Kind::Number { min: -1, max: 1, places: 2 });
        /// The same for one whose stage went up lately.
        B_ADVANCED: Number = column("b_advanced", "Adjust if advanced", "近期推进修正", Kind::Number { min: -1, max: 1, places: 2 });
        /// Days after which a contact no longer covers.
        CONTACT_DAYS: Number = column("contact_days", "A contact counts for days", "接触有效天数", Kind::Number { min: 1, max: 999, places: 0 }).core();
        /// How many accounts may be strategic.
        STRATEGIC_MAX: Number = column("strategic_max", "Strategic accounts at most", "战略客户上限", Kind::Number { min: 0, max: 999, places: 0 }).core();
        /// Over so many days what a deal did counts as its state.
        STATE_DAYS: Number = column("state_days", "States look back days", "状态回看天数", Kind::Number { min: 1, max: 366, places: 0 });
        /// From which stage on an amount is expected.
        AMOUNT_STAGE: Number = column("amount_stage", "Amount needed from stage", "从第几阶段须有金额", Kind::Number { min: 0, max: 999, places: 0 });
        /// From which stage on somebody must be known who decides about the money.
        BUYER_STAGE: Number = column("buyer_stage", "Economic buyer needed from stage", "从第几阶段须有经济决策者", Kind::Number { min: 0, max: 999, places: 0 });
        /// From which stage on the manager must have decided whether to pursue it.
        VERDICT_STAGE: Number = column("verdict_stage", "Verdict needed from stage", "从第几阶段须有投入判断", Kind::Number { min: 0, max: 999, places: 0 });
        /// So many stages ahead of the evidence are too many.
        AHEAD_MAX: Number = column("ahead_max", "Too far ahead of evidence: stages", "超前证据几个阶段算过多", Kind::Number { min: 1, max: 99, places: 0 });
        /// So many moves of the close to a later day are too many.
        PUSHES_MAX: Number = column("pushes_max", "Pushed too often: times", "推迟几次算过多", Kind::Number { min: 1, max: 99, places: 0 });
        /// So many warnings make a deal dirty; one error does.
        WARNINGS_MAX: Number = column("warnings_max", "Warnings that make a deal dirty", "几条警告算脏单", Kind::Number { min: 1, max: 99, places: 0 });
        /// So many visits of a stage must have led on before their days say how long one takes.
        VISITS_MIN: Number = column("visits_min", "Visits needed to know a stage's days", "几次停留后才统计阶段天数", Kind::Number { min: 1, max: 999, places: 0 });
        /// The day to plan by, where it is not the real one.
        TODAY: Date = column("today", "Fixed today", "固定今日", Kind::Date).core();
        /// Marks a sample plan.
        SAMPLE: Check = column("sample", "Sample data", "示例数据", Kind::Check);
    }
}
