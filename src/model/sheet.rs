//! The tables of a plan: the four that people see first, what hangs on them, and the set-up.

use super::{Definition, Key, Label, schema};

macro_rules! sheets {
    ($($(#[$doc:meta])* $name:ident = $key:literal, $module:path, $en:literal, $zh:literal, one $one_en:literal $one_zh:literal, title $title:literal $(, of $parent:literal)?;)*) => {
        /// A table of the plan.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Sheet { $($(#[$doc])* $name),* }

        impl Sheet {
            /// Every table, in the order of the files.
            pub const ALL: &'static [Sheet] = &[$(Sheet::$name),*];

            /// The name of the table in files.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Sheet::$name => $key),* }
            }

            /// The heading.
            #[must_use]
            pub const fn label(self) -> Label {
                match self { $(Sheet::$name => Label::new($en, $zh)),* }
            }

            /// What one row is called.
            #[must_use]
            pub const fn one(self) -> Label {
                match self { $(Sheet::$name => Label::new($one_en, $one_zh)),* }
            }

            /// The built-in columns, in their order.
            #[must_use]
            pub fn definitions(self) -> &'static [Definition] {
                match self { $(Sheet::$name => { use $module as columns; &columns::DEFINITIONS })* }
            }

            /// The key of the column by which a row is known elsewhere.
            #[must_use]
            pub const fn title(self) -> Key {
                match self { $(Sheet::$name => Key::new_static($title)),* }
            }

            /// The key of the column that ties a row to the record it belongs to.
            #[must_use]
            pub const fn parent(self) -> Option<Key> {
                match self { $(Sheet::$name => { let parent: &[&'static str] = &[$($parent)?]; match parent { [key] => Some(Key::new_static(key)), _ => None } })* }
            }
        }

        impl Sheet {
            /// The columns in which a new row begins with something, beside the one that ties it to its record: what stands in
            /// them alone nobody has said.
            #[must_use]
            pub const fn begun_with(self) -> &'static [&'static str] {
                match self {
                    Sheet::Deals => &["stage", "entered", "owner"],
                    Sheet::Activities => &["planned", "status", "owner"],
                    Sheet::Flags => &["kind", "since", "status"],
                    Sheet::Unknowns => &["status"],
                    _ => &[],
                }
            }
        }
    };
}

sheets! {
    /// Table 1: one planned or finished action with a customer.
    Activities = "activities", schema::activities, "Activities", "行为", one "activity" "行为", title "goal";
    /// Tables 2 and 3: one deal, its row in the funnel and the header of its strategy.
    Deals = "deals", schema::deals, "Funnel", "漏斗", one "deal" "项目", title "name";
    /// Table 2: a person who takes part in the customer's decision.
    Roles = "roles", schema::strategy::roles, "People", "决策角色", one "person" "角色", title "name", of "deal";
    /// Table 2: who else could win, "no decision" included.
    Competition = "competition", schema::strategy::competition, "Competition", "竞争", one "competitor" "对手", title "competitor", of "deal";
    /// Table 2: strengths and red flags.
    Flags = "flags", schema::strategy::flags, "Strengths and red flags", "优势与红旗", one "flag" "条目", title "text", of "deal";
    /// Table 2: what we do not know yet.
    Unknowns = "unknowns", schema::strategy::unknowns, "Unknowns", "未知清单", one "unknown" "未知", title "question", of "deal";
    /// Table 2: what we will do about it.
    Actions = "actions", schema::strategy::actions, "Actions", "行动计划", one "action" "行动", title "action", of "deal";
    /// Table 2: the scores of a deal on the user's scorecard.
    Scores = "scores", schema::strategy::scores, "Fit scores", "匹配评分", one "score" "评分", title "note", of "deal";
    /// Table 4: one customer.
    Accounts = "accounts", schema::accounts, "Accounts", "客户", one "account" "客户", title "name";
    /// Table 4: the customer's strategy.
    Themes = "themes", schema::accounts::themes, "Their strategy", "客户战略", one "theme" "主题", title "theme", of "account";
    /// Table 4: how their strategy meets ours.
    Matches = "matches", schema::accounts::matches, "Strategy match", "战略匹配", one "match" "匹配", title "ours", of "account";
    /// Table 4: the parts of the customer that could buy.
    Units = "units", schema::accounts::units, "Units", "业务单元", one "unit" "单元", title "name", of "account";
    /// Table 4: units × offerings.
    WhiteSpace = "white_space", schema::accounts::white_space, "White space", "空白地图", one "cell" "空格", title "note", of "account";
    /// Table 4: what we do together.
    Initiatives = "initiatives", schema::accounts::initiatives, "Joint initiatives", "共同计划", one "initiative" "计划", title "name", of "account";
    /// Table 4: revenue for years ahead.
    Revenue = "revenue", schema::accounts::revenue, "Revenue plan", "业绩计划", one "line" "条目", title "note", of "account";
    /// Table 4: what leaving us would cost them.
    Barriers = "barriers", schema::accounts::barriers, "Exit barriers", "离开成本", one "barrier" "壁垒", title "barrier", of "account";
    /// Table 4: how the customer could be taken from us.
    Risks = "risks", schema::accounts::risks, "Attack risks", "被挖风险", one "risk" "风险", title "risk", of "account";
    /// Table 4: what to invest in and what to stop.
    Investments = "investments", schema::accounts::investments, "Investments", "投入与停止", one "investment" "投入", title "what", of "account";
    /// Table 4: their people and ours, function by function.
    Teams = "teams", schema::accounts::teams, "Team to team", "团队对团队", one "pair" "配对", title "function", of "account";
    /// Table 4: the account's ratings on the user's criteria.
    Ratings = "ratings", schema::accounts::ratings, "Ratings", "客户评分", one "rating" "评分", title "note", of "account";
    /// The customers' people: one person, many roles.
    Contacts = "contacts", schema::people::contacts, "Contacts", "联系人", one "contact" "联系人", title "name", of "account";
    /// Our own people.
    Persons = "persons", schema::people::persons, "Our people", "人员", one "person" "人员", title "name";
    /// What is to be reached, by period and person.
    Targets = "targets", schema::setup::targets, "Targets", "目标", one "target" "目标", title "note";
    /// The stages of the funnel.
    Stages = "stages", schema::setup::stages, "Stages", "阶段", one "stage" "阶段", title "name";
    /// The customer's acts that a deal needs before it leaves a stage.
    Milestones = "milestones", schema::setup::milestones, "Milestones", "里程碑", one "milestone" "里程碑", title "name";
    /// What must be known in a stage.
    Questions = "questions", schema::setup::questions, "Information list", "信息清单", one "question" "问题", title "question";
    /// Types of activities and what each requires.
    ActivityTypes = "activity_types", schema::setup::activity_types, "Activity types", "行为类型", one "type" "类型", title "name";
    /// Scorecard items and account criteria.
    Criteria = "criteria", schema::setup::criteria, "Scorecards", "评分卡", one "criterion" "标准", title "name";
    /// Exchange rates to the plan's currency.
    Rates = "rates", schema::setup::rates, "Rates", "汇率", one "rate" "汇率", title "currency";
    /// What we sell.
    Offerings = "offerings", schema::libraries::offerings, "Offerings", "产品与方案", one "offering" "产品", title "name";
    /// The value library.
    Strengths = "strengths", schema::libraries::strengths, "Value library", "价值库", one "strength" "价值", title "name";
    /// Objections and what answers them.
    Objections = "objections", schema::libraries::objections, "Objections", "质疑解决库", one "objection" "质疑", title "name";
    /// Chains of pain.
    Pains = "pains", schema::libraries::pains, "Pain chains", "痛点链", one "pain" "痛点", title "name";
    /// Scripts for the telephone and for visits.
    Scripts = "scripts", schema::libraries::scripts, "Scripts", "话术脚本", one "script" "脚本", title "name";
    /// Customers who will speak for us.
    References = "references", schema::libraries::references, "References", "标杆案例", one "reference" "案例", title "name";
    /// Who we meet in the market.
    Competitors = "competitors", schema::libraries::competitors, "Competitors", "竞争对手", one "competitor" "对手", title "name";
    /// The skills of selling.
    Skills = "skills", schema::libraries::skills, "Skills", "技能", one "skill" "技能", title "name";
    /// One row: currency, fiscal year, policy, thresholds.
    Settings = "settings", schema::setup::settings, "Settings", "设置", one "settings" "设置", title "name";
    // Default rows are named by their table's place in this list: new tables stand at the end.
    /// Table 2: automatic red flags that are put off.
    Snoozes = "snoozes", schema::strategy::snoozes, "Flags put off", "已暂缓的红旗", one "flag put off" "暂缓", title "rule", of "deal";
    /// Table 4: revenue of the years behind us.
    PastRevenue = "past_revenue", schema::accounts::past_revenue, "Revenue by past year", "历年业绩", one "year" "年份", title "note", of "account";
    /// How tables are looked at: named views, and how each device left each table.
    Views = "views", schema::views, "Views", "视图", one "view" "视图", title "name";
    /// The managers' own forecasts, to be scored beside the model's.
    Calls = "calls", schema::setup::calls, "Own forecasts", "主管判断", one "own forecast" "主管判断", title "note";
    /// Beside the tables: what people said about cells.
    Comments = "comments", schema::comments, "Comments", "批注", one "comment" "批注", title "text";
    /// Scenarios of the forecast: what people suppose together under a name.
    Scenarios = "scenarios", schema::scenarios, "Scenarios", "假设场景", one "scenario" "场景", title "name";
    /// What each scenario supposes of a deal.
    Suppositions = "suppositions", schema::scenarios::suppositions, "What scenarios hold", "场景内容", one "supposition" "假设", title "deal";
}

impl Sheet {
    /// The table of a name in files.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Sheet> {
        Sheet::ALL.iter().copied().find(|sheet| sheet.key() == key)
    }

    /// Whether people see its rows as a table. What saved views, comments and flags put off hold are names of columns and
    /// rows, which are not to be found or replaced as if somebody had written them.
    #[must_use]
    pub const fn is_seen(self) -> bool {
        !matches!(self, Sheet::Views | Sheet::Comments | Sheet::Snoozes)
    }

    /// Whether it is a table of its own for people: one that is seen, and neither the settings, which are one form, nor what
    /// the Forecast page keeps of scenarios.
    #[must_use]
    pub const fn is_table(self) -> bool {
        self.is_seen() && !matches!(self, Sheet::Settings | Sheet::Scenarios | Sheet::Suppositions)
    }

    /// Whether its records are known by a name of their own, so that two of one name may be one.
    #[must_use]
    pub fn has_names(self) -> bool {
        self.is_table() && self.title() == "name"
    }

    /// The table's place in [`Sheet::ALL`].
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The built-in definition of a key.
    #[must_use]
    pub fn definition(self, key: &str) -> Option<&'static Definition> {
        self.definitions().iter().find(|definition| definition.key == key)
    }
}
