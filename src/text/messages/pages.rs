//! The pages beside the grids: strategy of one deal, plan of one account, setup.

use smol_str::SmolStr;

use super::{Deals, Flags, Milestones, Rows, Unknowns, messages};
use crate::model::Date;

messages! {
    /// The pages beside the grids.
    Pages {
        ChooseDeal => en "Choose a deal", zh "选择项目";
        ChooseDealHint => en "Choose a deal on the left to plan how to win it.", zh "在左侧选择项目，制定赢单策略。";
        ChooseAccount => en "Choose an account", zh "选择客户";
        ChooseAccountHint => en "Choose an account on the left to plan how to grow it.", zh "在左侧选择客户，制定经营计划。";
        AboutStrategy => en "Here a deal is won on paper first: who decides, what is unknown, what stands against us, what we do next.", zh "先在纸上赢单：谁决策、还有什么未知、有哪些红旗、下一步做什么。";
        AboutAccounts => en "Here a customer becomes a partner: their strategy, where we could help, what binds us, who could take them away.", zh "把客户经营成伙伴：客户战略、我们能帮什么、靠什么绑定、谁会来挖。";
        NoDeals => en "There is no deal yet. Add the first one in the funnel.", zh "还没有项目，请先在漏斗中添加。";
        NoAccounts => en "There is no account yet. Add the first one.", zh "还没有客户，请先添加。";
        FindDeal => en "Find a deal", zh "查找项目";
        AllAccounts => en "All accounts", zh "全部客户";
        FindAccount => en "Find an account", zh "查找客户";
        DealList => en "Deals", zh "项目列表";
        AccountList => en "Accounts", zh "客户列表";
        ClosedToo => en "Closed deals too", zh "包括已结束项目";
        StrategyOf { deal: SmolStr } => en "Strategy: {deal}", zh "策略：{deal}";
        PlanOf { account: SmolStr } => en "Account plan: {account}", zh "客户计划：{account}";
        Objective => en "Objective", zh "目标";
        FourQuestions => en "Four questions", zh "四个问题";
        QuestionReal => en "Is there an opportunity?", zh "有机会吗？";
        QuestionCompete => en "Can we compete?", zh "能竞争吗？";
        QuestionWin => en "Can we win?", zh "能赢吗？";
        QuestionWorth => en "Is it worth winning?", zh "值得赢吗？";
        Reasons => en "Why change, why now", zh "为何改变，为何现在";
        Decision => en "Pursue or drop", zh "投入判断";
        Resources => en "Resources", zh "资源";
        People => en "People", zh "决策角色";
        Competition => en "Competition", zh "竞争";
        FlagsAndUnknowns => en "Flags and unknowns", zh "红旗与未知";
        Actions => en "Actions", zh "行动计划";
        Scorecard => en "Scorecard", zh "评分卡";
        Coverage { share: SmolStr } => en "Coverage {share}", zh "覆盖度 {share}";
        OpenFlags { flags: Flags } => en "{flags} open", zh "{flags}未消除";
        OpenUnknowns { unknowns: Unknowns } => en "{unknowns} open", zh "{unknowns}未解";
        Header => en "Header", zh "概况";
        Relationship => en "Relationship", zh "客户关系";
        RelationshipItems => en "Relationship items, 0–4", zh "关系项，0–4";
        Intent => en "Joint intent", zh "共同意向";
        TheirStrategy => en "Their strategy and ours", zh "客户战略与我方战略";
        WhiteSpace => en "White space", zh "空白地图";
        JointPlan => en "Joint plan", zh "共同计划";
        RevenuePlan => en "Revenue plan", zh "业绩计划";
        Defence => en "Barriers and risks", zh "壁垒与风险";
        Investments => en "Invest or stop", zh "重点投入与停止投入";
        Teams => en "Team to team", zh "团队对团队";
        DealsOf { deals: Deals } => en "{deals} of this account", zh "该客户的 {deals}";
        SetupStages => en "Stages and milestones", zh "阶段与里程碑";
        SetupTargets => en "Targets", zh "目标";
        SetupPeople => en "People", zh "人员";
        SetupLibraries => en "Libraries", zh "各类库";
        SetupLists => en "Lists and types", zh "列表与类型";
        SetupMoney => en "Currency and rates", zh "货币与汇率";
        SetupSettings => en "Settings", zh "设置";
        SetupAbout => en "Everything here can be changed; the forecast follows at once.", zh "这里的一切都可以修改，预测会立即随之变化。";
        AssumedLadder => en "The probabilities of the stages are assumed until enough deals have closed.", zh "在结束足够多的项目之前，各阶段概率均为假设值。";
        Private => en "About a person: left out of the copy for the team and of templates.", zh "涉及个人：团队副本和模板中不包含。";
        NotTranslated => en "Not translated yet", zh "尚未翻译";
        FromStageList => en "Asked by the stages so far", zh "各阶段需了解的信息";
        InEveryDeal => en "In every deal", zh "每个项目都有的对手";
        KnownAtCustomer => en "People we know there", zh "该客户的已知人员";
        FromScorecard => en "Not rated yet", zh "尚未评分";
        TheirThemes => en "Their themes", zh "客户的主题";
        UnitsByOfferings => en "Not looked at yet", zh "尚未分析的单元 × 产品";
        YearsWithWins => en "Years with won deals", zh "有成交的年份";
        YearsAhead => en "The years ahead", zh "未来各年";
        TakeAll { rows: Rows } => en "Add all {rows}", zh "全部添加（{rows}）";
        AutomaticFlags => en "Raised by the tables", zh "系统自动红旗";
        NoAutomaticFlags => en "The tables raise no red flag.", zh "没有自动红旗。";
        PutOff => en "Put off", zh "暂缓";
        PutOffUntil { until: Date, why: SmolStr } => en "put off until {until}: {why}", zh "暂缓至 {until}：{why}";
        Health => en "Health", zh "健康度";
        HealthOf { held: usize, signs: usize } => en "{held} of {signs} signs hold", zh "{signs} 项中 {held} 项良好";
        HealthFew { held: usize, signs: usize, least: usize } => en "– ({held} of {signs} signs hold; below {least} they say nothing)", zh "–（{signs} 项中 {held} 项良好；少于 {least} 项不足以得出结论）";
        NoSigns => en "Nothing to judge by yet. Add people, deals and risks.", zh "暂无依据，请先填写人员、项目和风险。";
        YearsPlanned => en "Years in sum", zh "分年合计";
        WhyAhead => en "Why is it ahead?", zh "为什么超前？";
        UnmetBefore { milestones: Milestones } => en "Missing in earlier stages: {milestones}", zh "之前阶段还差 {milestones}";
        SupportSeries => en "Support over time", zh "支持度变化";
        BackToList => en "Back to the list", zh "返回列表";
        Previous => en "Previous", zh "上一个";
        Next => en "Next", zh "下一个";
    }
}
