//! What a new plan begins with: stages, milestones, types, scorecards. All of it can be edited by the user.

/// How many accounts may be strategic: more than a company can give its best people to is none.
pub const STRATEGIC_MAX: i64 = 5;

/// A stage: English, Chinese, assumed probability in %, limit in days, category.
pub type Stage = (&'static str, &'static str, Option<i64>, i64, &'static str);

/// The stages in order; number 0 is outside the funnel. Probabilities are assumed, not learned.
pub const STAGES: [Stage; 6] = [
    ("Lead", "线索", None, 30, "omit"),
    ("Interest", "意向确认", Some(10), 30, "pipeline"),
    ("Needs", "需求确认", Some(20), 45, "pipeline"),
    ("Preferred", "方案认可", Some(40), 45, "best"),
    ("Evaluation", "评估/投标", Some(60), 45, "best"),
    ("Negotiation", "商务谈判", Some(80), 30, "commit"),
];

/// The exit milestones: stage number, English, Chinese. Each is an act of the customer.
pub const MILESTONES: [(usize, &str, &str); 19] = [
    (0, "A named person agreed to talk", "有具名的人同意交谈"),
    (1, "The customer's owner states the problem and goal", "客户方负责人说出问题和目标"),
    (1, "Fit score above the minimum", "匹配度高于最低要求"),
    (1, "Next meeting agreed by the customer", "客户约定下次会面"),
    (2, "Needs written and confirmed", "需求成文并获确认"),
    (2, "Decision steps and dates given", "客户给出决策步骤和日期"),
    (2, "Budget route known", "预算路径明确"),
    (2, "All high-influence people named", "高影响力人物全部具名"),
    (3, "Users and technical people confirm the fit", "使用和技术人员确认匹配"),
    (3, "Success criteria agreed", "成功标准达成一致"),
    (3, "Economic buyer met", "见过经济决策者"),
    (3, "Competitors known", "竞争对手明确"),
    (4, "Shortlisted", "入围"),
    (4, "Decision date stated by the economic buyer", "经济决策者说出决策日期"),
    (4, "Joint plan accepted", "共同计划被接受"),
    (4, "Terms requested", "客户索要合同条款"),
    (5, "Told we are chosen", "被告知中选"),
    (5, "Contract in their legal or purchasing", "合同进入客户法务或采购"),
    (5, "Signer and date known", "签字人和日期明确"),
];

/// What must be known: stage number, English, Chinese.
pub const QUESTIONS: [(usize, &str, &str); 8] = [
    (1, "Why would they change anything at all?", "他们为什么要改变？"),
    (1, "Why now?", "为什么是现在？"),
    (2, "Who decides, in which steps, by when?", "谁决策、分几步、何时？"),
    (2, "Where does the money come from?", "钱从哪里来？"),
    (3, "What does each high-influence person want?", "每个高影响力人物要什么？"),
    (3, "Who else is talking to them?", "还有谁在接触他们？"),
    (4, "By which criteria will they compare?", "他们按什么标准比较？"),
    (5, "Who signs, and what could still stop it?", "谁签字，还有什么能阻止？"),
];

/// Types of activities: English, Chinese, what preparation requires.
pub const ACTIVITY_TYPES: [(&str, &str, &[&str]); 9] = [
    ("Visit", "拜访", &["people", "reason", "goal", "commitment", "needs", "logic", "strengths"]),
    ("Call", "电话", &["people", "reason", "goal", "commitment"]),
    ("Demo", "演示", &["people", "goal", "commitment", "needs", "strengths"]),
    ("Negotiation", "谈判", &["people", "goal", "commitment", "logic"]),
    ("Survey", "调研", &["people", "goal", "needs"]),
    ("Proposal", "方案", &["people", "goal", "needs", "strengths"]),
    ("Site visit", "现场考察", &["people", "goal", "commitment", "strengths"]),
    ("Tender", "投标", &["people", "goal"]),
    ("Internal planning", "内部策划", &["goal"]),
];

/// Scorecard items: English, Chinese, what they judge, weight.
pub const CRITERIA: [(&str, &str, &str, i64); 10] = [
    ("The problem is one we solve best", "问题正是我们最擅长的", "fit", 3),
    ("Budget and authority are within reach", "预算和权限可及", "fit", 2),
    ("Their deadline is real", "期限真实", "fit", 2),
    ("We know how they decide", "了解其决策方式", "fit", 1),
    ("Growth of their business", "客户业务增长", "attractiveness", 3),
    ("Spend in our field", "本领域支出", "attractiveness", 3),
    ("Pays on time", "付款及时", "attractiveness", 1),
    ("Our people are known at all levels", "各层级都认识我们的人", "strength", 3),
    ("Our solution is in daily use", "方案在日常使用", "strength", 2),
    ("Hard to replace", "难以替换", "strength", 2),
];

/// Skills: English, Chinese.
pub const SKILLS: [(&str, &str); 6] = [
    ("Getting appointments", "约访"),
    ("Asking questions", "提问"),
    ("Listening", "倾听"),
    ("Presenting value", "呈现价值"),
    ("Handling concerns", "化解顾虑"),
    ("Gaining commitment", "获得承诺"),
];

/// Competitors that every deal has: English, Chinese.
pub const COMPETITORS: [(&str, &str); 2] = [("No decision", "客户不决策"), ("Built in-house", "客户自建")];
