//! Table 4: the header of one customer, and the small grids below it.

use super::{choices, columns};
use crate::model::Pack::{Intent, Relationship};
use crate::model::Severity::Hint;
use crate::model::{Computed, Kind, column};

const fn relation(key: &'static str, en: &'static str, zh: &'static str) -> crate::model::Definition {
    column(key, en, zh, Kind::Rating { min: 0, max: 4, unknown: false }).pack(Relationship).wide(110)
}

columns! {
    Accounts;
    /// The customer's name.
    NAME: Text = column("name", "Account", "客户", Kind::Text).core().wide(180).required(Hint);
    /// Industry.
    INDUSTRY: Text = column("industry", "Industry", "行业", Kind::Text).core().wide(130);
    /// Size.
    SIZE: Choice = column("size", "Size", "规模", Kind::Choice(choices![
        "small" "small" "小型" Plain, "medium" "medium" "中型" Plain, "large" "large" "大型" Plain, "group" "group" "集团" Plain])).core().wide(90);
    /// Class.
    CLASS: Choice = column("class", "Class", "客户分级", Kind::Choice(choices![
        "strategic" "strategic" "战略" Good, "grow" "grow" "发展" Good, "maintain" "maintain" "维持" Plain,
        "harvest" "harvest" "收割" Warn, "leave" "leave" "退出" Bad])).core().wide(104);
    /// Why this class.
    CLASS_WHY: Text = column("class_why", "Reason for the class", "分级理由", Kind::Text);
    /// Who answers for the customer.
    OWNER: Link = column("owner", "Owner", "负责人", Kind::Link(crate::model::Sheet::Persons)).core().wide(110);
    /// Won in the last twelve months.
    REVENUE: Money = column("revenue", "Won, 12 months", "近12月成交", Kind::Money).core().wide(172).computed(Computed::Revenue);
    /// Open deals, weighted.
    PIPELINE: Money = column("pipeline", "Open, weighted", "在手加权", Kind::Money).core().wide(164).computed(Computed::Pipeline);
    /// What the customer spends in our field in a year.
    SPEND: Money = column("spend", "Spend in our field", "本领域年支出", Kind::Money).core().wide(184);
    /// Our part of it.
    SHARE: Percent = column("share", "Our share", "我方份额", Kind::Percent).core().computed(Computed::Share);
    /// How attractive the customer is.
    ATTRACTIVENESS: Percent = column("attractiveness", "Attractiveness", "吸引力", Kind::Percent).wide(110).computed(Computed::Attractiveness);
    /// How strong we are there.
    STRENGTH: Percent = column("strength", "Our strength", "我方实力", Kind::Percent).wide(110).computed(Computed::Strength);
    /// Which of the signs of a sound relationship hold.
    HEALTH: Percent = column("health", "Health", "健康度", Kind::Percent).core().wide(96).computed(Computed::Health);
    /// Level of the relationship.
    LEVEL: Text = column("level", "Relationship level", "关系层级", Kind::Text).core().computed(Computed::Level);
    /// The level wanted.
    LEVEL_TARGET: Choice = column("level_target", "Target level", "目标层级", Kind::Choice(choices![
        "1" "1 supplier" "1 供应商" Plain, "2" "2 qualified" "2 合格供方" Plain, "3" "3 preferred" "3 优选供方" Plain,
        "4" "4 partner" "4 合作伙伴" Good, "5" "5 symbiotic" "5 共生" Good])).core();
    /// By when.
    LEVEL_BY: Date = column("level_by", "Target level by", "目标日期", Kind::Date).ahead();
    /// Senior contact.
    R_SENIOR: Number = relation("r_senior", "Senior contact", "高层接触");
    /// Information sharing.
    R_INFORMATION: Number = relation("r_information", "Information sharing", "信息共享");
    /// Common goals.
    R_GOALS: Number = relation("r_goals", "Common goals", "共同目标");
    /// Many-layered contact.
    R_LAYERS: Number = relation("r_layers", "Many-layered contact", "多层接触");
    /// Process integration.
    R_PROCESS: Number = relation("r_process", "Process integration", "流程整合");
    /// Trust and payment.
    R_TRUST: Number = relation("r_trust", "Trust and payment", "信任与付款");
    /// Exclusivity.
    R_EXCLUSIVE: Number = relation("r_exclusive", "Exclusivity", "排他性");
    /// The field of the joint intent.
    I_FIELD: Text = column("i_field", "Joint field", "合作领域", Kind::Text).pack(Intent);
    /// What we bring.
    I_VALUE: Text = column("i_value", "Value we bring", "我方价值", Kind::Paragraph).pack(Intent);
    /// How they gain it.
    I_HOW: Text = column("i_how", "How they gain it", "客户如何获得", Kind::Paragraph).pack(Intent);
    /// What we gain.
    I_GAIN: Text = column("i_gain", "What we gain", "我方收益", Kind::Paragraph).pack(Intent);
    /// When it was reviewed together.
    REVIEWED: Date = column("reviewed", "Joint review", "共同评审", Kind::Date).behind().pack(Intent);
    /// Who of the customer took part.
    REVIEWED_WITH: Link = column("reviewed_with", "Reviewed with", "客户参与人", Kind::Link(crate::model::Sheet::Contacts)).pack(Intent);
    /// Anything else.
    NOTE: Text = column("note", "Note", "备注", Kind::Paragraph).core();
}

macro_rules! account_table {
    ($(#[$doc:meta])* $module:ident, $sheet:ident { $($(#[$line:meta])* $name:ident: $type:ident = $definition:expr;)* }) => {
        $(#[$doc])*
        pub mod $module {
            #[allow(unused_imports, reason = "not every small table uses all of them")]
            use crate::model::schema::{choices, columns};
            use crate::model::Pack::Parent;
            #[allow(unused_imports, reason = "not every small table computes")]
            use crate::model::Computed;
            use crate::model::{Kind, Sheet, column};

            columns! {
                $sheet;
                /// The customer.
                ACCOUNT: Link = column("account", "Account", "客户", Kind::Link(Sheet::Accounts)).pack(Parent);
                $($(#[$line])* $name: $type = $definition;)*
            }
        }
    };
}

account_table! {
    /// The customer's strategy.
    themes, Themes {
        /// What they want to become.
        THEME: Text = column("theme", "Theme", "主题", Kind::Text).core().wide(220);
        /// Years ahead.
        HORIZON: Choice = column("horizon", "Horizon", "期限", Kind::Choice(choices![
            "1" "1 year" "1年" Plain, "3" "3 years" "3年" Plain, "5" "5 years" "5年" Plain, "10" "10 years" "10年" Plain])).core().wide(90);
        /// How we know.
        EVIDENCE: Text = column("evidence", "Evidence", "依据", Kind::Text).core().wide(200);
        /// How they measure it.
        MEASURE: Text = column("measure", "Their measure", "衡量指标", Kind::Text).core();
        /// How sure we are.
        CONFIDENCE: Choice = column("confidence", "Confidence", "把握", Kind::Choice(choices![
            "high" "high" "高" Good, "medium" "medium" "中" Plain, "low" "low" "低" Warn])).core().wide(100);
    }
}
account_table! {
    /// How their strategy meets ours.
    matches, Matches {
        /// Their theme.
        THEME: Link = column("theme", "Their theme", "客户主题", Kind::Link(Sheet::Themes)).core().wide(200);
        /// Our strategy.
        OURS: Text = column("ours", "Our strategy", "我方战略", Kind::Text).core().wide(200);
        /// From conflict to perfect match.
        MATCH: Number = column("match", "Match", "匹配", Kind::Rating { min: -2, max: 2, unknown: false }).core();
        /// Why.
        NOTE: Text = column("note", "Note", "说明", Kind::Text).core().wide(240);
    }
}
account_table! {
    /// The parts of the customer that could buy.
    units, Units {
        /// Name.
        NAME: Text = column("name", "Unit", "单元", Kind::Text).core();
        /// What it does.
        NOTE: Text = column("note", "Note", "备注", Kind::Text).core().wide(260);
    }
}
account_table! {
    /// Units × offerings.
    white_space, WhiteSpace {
        /// The unit.
        UNIT: Link = column("unit", "Unit", "单元", Kind::Link(Sheet::Units)).core();
        /// The offering.
        OFFERING: Link = column("offering", "Offering", "产品", Kind::Link(Sheet::Offerings)).core();
        /// Where it stands.
        STATUS: Choice = column("status", "Status", "状态", Kind::Choice(choices![
            "installed" "installed" "已交付" Good, "in_use" "in use" "使用中" Good, "negotiating" "negotiating" "洽谈中" Plain,
            "possible" "possible" "有可能" Plain, "misfit" "misfit" "不匹配" Bad, "unknown" "unknown" "未知" Warn])).core().wide(110);
        /// What it could bring in a year.
        POTENTIAL: Money = column("potential", "Potential", "潜力", Kind::Money).core();
        /// Who has it today.
        COMPETITOR: Link = column("competitor", "Competitor", "对手", Kind::Link(Sheet::Competitors)).core();
        /// How well it fits.
        FIT: Number = column("fit", "Fit", "匹配", Kind::Rating { min: 0, max: 3, unknown: false }).core();
        /// What would have to change.
        GAP: Choices = column("gap", "Gap: change", "差距：需改变", Kind::Choices(choices![
            "product" "product" "产品" Plain, "service" "service" "服务" Plain, "equipment" "equipment" "设备" Plain, "people" "people" "人员" Plain])).core();
        /// What that would cost.
        GAP_COST: Money = column("gap_cost", "Cost of the gap", "弥补成本", Kind::Money).core();
        /// The deal made of it.
        DEAL: Link = column("deal", "Deal", "项目", Kind::Link(Sheet::Deals)).core();
        /// Note.
        NOTE: Text = column("note", "Note", "备注", Kind::Text).core();
    }
}
account_table! {
    /// What we do together.
    initiatives, Initiatives {
        /// Name.
        NAME: Text = column("name", "Initiative", "计划", Kind::Text).core().wide(200);
        /// The theme that it serves.
        THEME: Link = column("theme", "Theme served", "服务主题", Kind::Link(Sheet::Themes)).core();
        /// Their owner.
        THEIR_OWNER: Link = column("their_owner", "Their owner", "客户负责人", Kind::Link(Sheet::Contacts)).core();
        /// Our owner.
        OUR_OWNER: Link = column("our_owner", "Our owner", "我方负责人", Kind::Link(Sheet::Persons)).core();
        /// Functions that take part.
        FUNCTIONS: Text = column("functions", "Functions", "参与职能", Kind::Text).core();
        /// Its milestones.
        MILESTONES: Text = column("milestones", "Milestones", "里程碑", Kind::Steps(12)).core();
        /// Due.
        DUE: Date = column("due", "Due", "期限", Kind::Date).ahead().core();
        /// Where it stands.
        STATUS: Choice = column("status", "Status", "状态", Kind::Choice(choices![
            "idea" "idea" "设想" Plain, "agreed" "agreed" "已约定" Plain, "running" "running" "进行中" Good, "done" "done" "已完成" Good,
            "stopped" "stopped" "已停止" Bad])).core().wide(100);
        /// What they gain.
        VALUE_THEM: Money = column("value_them", "Value to them", "客户价值", Kind::Money).core();
        /// What we gain.
        VALUE_US: Money = column("value_us", "Value to us", "我方价值", Kind::Money).core();
        /// Deals that come of it.
        DEALS: Links = column("deals", "Deals", "项目", Kind::Links(Sheet::Deals)).core();
    }
}
account_table! {
    /// Revenue for years ahead.
    revenue, Revenue {
        /// The year.
        YEAR: Number = column("year", "Year", "年份", Kind::Number { min: 1, max: 9999, places: 0 }).core().wide(80);
        /// Where the money comes from.
        SOURCE: Choice = column("source", "From", "来源", Kind::Choice(choices![
            "run_rate" "run rate" "存量业务" Plain, "deals" "identified deals" "在手项目" Plain, "initiatives" "initiatives" "共同计划" Plain,
            "white_space" "white space" "空白地图" Plain, "loss" "risk of loss" "流失风险" Bad])).core();
        /// Low.
        LOW: Money = column("low", "Low", "低", Kind::Money).core();
        /// Likely.
        LIKELY: Money = column("likely", "Likely", "中", Kind::Money).core();
        /// High.
        HIGH: Money = column("high", "High", "高", Kind::Money).core();
        /// What the other tables come to for the year and the source.
        TABLES: Money = column("tables", "From the tables", "据各表计算", Kind::Money).core().wide(130).computed(Computed::PlanFromTables);
        /// What it became.
        ACTUAL: Money = column("actual", "Actual", "实际", Kind::Money).core();
        /// Note.
        NOTE: Text = column("note", "Note", "备注", Kind::Text).core();
    }
}
account_table! {
    /// Revenue of the years behind us: typed, or else what was won by this plan.
    past_revenue, PastRevenue {
        /// The calendar year.
        YEAR: Number = column("year", "Year", "年份", Kind::Number { min: 1, max: 9999, places: 0 }).core().wide(80);
        /// Deals won in the year.
        WON: Money = column("won", "Won in this plan", "本计划成交", Kind::Money).core().wide(140).computed(Computed::WonInYear);
        /// The figure of the books, where it is known better.
        TYPED: Money = column("typed", "By the books", "账面业绩", Kind::Money).core().wide(130);
        /// The typed figure, or else the won deals.
        REVENUE: Money = column("revenue", "Counts as", "采用值", Kind::Money).core().wide(130).computed(Computed::RevenueOfYear);
        /// Note.
        NOTE: Text = column("note", "Note", "备注", Kind::Text).core().wide(240);
    }
}
account_table! {
    /// What leaving us would cost them.
    barriers, Barriers {
        /// The barrier.
        BARRIER: Text = column("barrier", "Barrier", "壁垒", Kind::Text).core().wide(240);
        /// How high it is.
        HEIGHT: Choice = column("height", "Height", "高度", Kind::Choice(choices![
            "high" "high" "高" Good, "medium" "medium" "中" Plain, "low" "low" "低" Warn])).core().wide(90);
        /// What it would cost them.
        COST: Money = column("cost", "Cost to them", "客户代价", Kind::Money).core();
        /// How to raise it.
        RAISE: Text = column("raise", "How to raise it", "如何加高", Kind::Text).core().wide(240);
    }
}
account_table! {
    /// How the customer could be taken from us.
    risks, Risks {
        /// The risk.
        RISK: Text = column("risk", "Risk", "风险", Kind::Text).core().wide(240);
        /// Who attacks.
        WHO: Link = column("who", "Attacker", "进攻者", Kind::Link(Sheet::Competitors)).core();
        /// How likely.
        LIKELIHOOD: Choice = column("likelihood", "Likelihood", "可能性", Kind::Choice(choices![
            "high" "high" "高" Bad, "medium" "medium" "中" Warn, "low" "low" "低" Plain])).core().wide(100);
        /// What we would lose in a year.
        IMPACT: Money = column("impact", "Impact", "影响", Kind::Money).core();
        /// How we defend.
        DEFENCE: Text = column("defence", "Defence", "防守", Kind::Text).core().wide(240);
        /// Who sees to it.
        OWNER: Link = column("owner", "Owner", "负责人", Kind::Link(Sheet::Persons)).core();
    }
}
account_table! {
    /// What to invest in and what to stop.
    investments, Investments {
        /// Invest or stop.
        KIND: Choice = column("kind", "Kind", "类别", Kind::Choice(choices![
            "invest" "invest" "重点投入" Good, "stop" "stop" "停止投入" Bad])).core().wide(100);
        /// What.
        WHAT: Text = column("what", "What", "内容", Kind::Text).core().wide(240);
        /// How much.
        COST: Money = column("cost", "Cost", "费用", Kind::Money).core();
        /// What for.
        EFFECT: Text = column("effect", "Expected effect", "预期效果", Kind::Text).core().wide(200);
        /// Who decides.
        OWNER: Link = column("owner", "Owner", "负责人", Kind::Link(Sheet::Persons)).core();
        /// By when.
        DUE: Date = column("due", "Due", "期限", Kind::Date).ahead().core();
    }
}
account_table! {
    /// Their people and ours, function by function.
    teams, Teams {
        /// The function.
        FUNCTION: Text = column("function", "Function", "职能", Kind::Text).core();
        /// Ours.
        OURS: Link = column("ours", "Our person", "我方人员", Kind::Link(Sheet::Persons)).core();
        /// Theirs.
        THEIRS: Link = column("theirs", "Their person", "客户人员", Kind::Link(Sheet::Contacts)).core();
        /// How often they meet.
        RHYTHM: Text = column("rhythm", "Rhythm", "沟通节奏", Kind::Text).core();
        /// About what.
        TOPIC: Text = column("topic", "Topic", "议题", Kind::Text).core().wide(220);
    }
}
account_table! {
    /// Ratings on the user's criteria.
    ratings, Ratings {
        /// The criterion.
        CRITERION: Link = column("criterion", "Criterion", "标准", Kind::Link(Sheet::Criteria)).core().wide(200);
        /// 0–4.
        SCORE: Number = column("score", "Score", "评分", Kind::Rating { min: 0, max: 4, unknown: false }).core();
        /// Why.
        NOTE: Text = column("note", "Note", "备注", Kind::Text).core().wide(240);
    }
}
