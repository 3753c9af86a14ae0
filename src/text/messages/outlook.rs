//! The Forecast page: periods, parts, flow, shape, states, what if, accuracy.

use smol_str::SmolStr;

use super::{Compact, Days, DealForecasts, Deals, Period, Points, Share, ShortDay, messages};
use crate::model::{Currency, Date};

messages! {
    /// The Forecast page.
    Outlook {
        Comma => en ", ", zh "、";

        // The distribution.
        HowItMayEnd { period: Period } => en "How {period} may end", zh "{period}的可能结果";
        AtLeast => en "Chance of at least so much", zh "至少达到的概率";
        Cumulative => en "Cumulative", zh "累计";
        AssumedChances { assumed: usize, open: Deals, least: Deals } => en "Assumed: {assumed} of {open} count with the chance that their stage assumes; fewer than {least} have closed to learn from.", zh "假设：{open}中有 {assumed} 个采用阶段的假设概率；已结束不足 {least}，尚无从学习。";
        EndNeeds { period: Period } => en "No open deal is expected to close in {period}, and nothing is won in it. It takes deals with an amount, an expected close, and a stage or a chance; with a target its chance stands here, too.", zh "{period}没有预计签约的项目，也还没有赢单。请录入项目的金额、预计签约日，以及阶段或概率；设定目标后，这里还会显示达成概率。";
        EndWon { won: Compact } => en "{won} is won, and no open deal is expected to add to it.", zh "已赢 {won}，没有其他在手项目可以增加。";
        EndCertain { amount: Compact } => en "The result is as good as certain: {amount}.", zh "结果基本确定：{amount}。";
        TargetReached => en "That reaches the target.", zh "目标已达成。";
        TargetShort { amount: Compact } => en "{amount} is missing to the target.", zh "距目标还差 {amount}。";
        ToFunnel => en "To the funnel", zh "前往销售漏斗";
        NeedsDeals => en "This needs open deals with an amount, an expected close, and a stage or a chance.", zh "需要有金额、预计签约日，以及阶段或概率的在手项目。";
        Result => en "Result", zh "结果";
        FromUntil { from: Compact, until: Compact } => en "{from} to {until}", zh "{from} 至 {until}";
        Chance => en "Chance", zh "概率";
        OfAtLeast => en "Of at least", zh "至少达到";
        Target => en "target", zh "目标";
        Stretch => en "stretch", zh "冲刺目标";
        Challenge => en "challenge", zh "挑战目标";
        Expected => en "expected", zh "预期";
        Level { name: SmolStr, chance: Share } => en "{name} {chance}", zh "{name} {chance}";
        Named { name: SmolStr, value: SmolStr } => en "{name}: {value}", zh "{name}：{value}";
        AsTable => en "As a table", zh "查看数据表";
        SaveSvg => en "Save as SVG", zh "保存为 SVG";
        SavePng => en "Save as PNG", zh "保存为 PNG";
        Arrows => en "← and → go from value to value", zh "按 ← → 逐个查看数值";

        // Periods side by side.
        Periods => en "Periods side by side", zh "各周期并列";
        Alone => en "The period alone", zh "当期";
        Together => en "Everything up to it", zh "累计到该期";
        PeriodHead => en "Period", zh "周期";
        TargetHead => en "Target", zh "目标";
        ChanceHead => en "Chance", zh "达成概率";
        ExpectedHead => en "Expected", zh "预期";
        SureHead => en "90 % sure of", zh "九成把握";
        EvenHead => en "Even odds", zh "五成把握";
        ReachHead => en "One in ten", zh "一成机会";
        StretchHead => en "Chance of stretch", zh "冲刺目标概率";
        ChallengeHead => en "Chance of challenge", zh "挑战目标概率";
        WonHead => en "Won", zh "已赢";
        OpenHead => en "Open deals", zh "在手项目";
        PipelineHead => en "Pipeline", zh "在手金额";
        WeightedHead => en "Weighted", zh "加权";
        Slip => en "Deals slip as won deals have slipped", zh "按历史推迟规律顺延";
        Unseen => en "Count deals not yet seen", zh "计入尚未出现的项目";
        SlipSharesHead => en "Of deals that are won, ", zh "赢单在预计当期、晚一期、晚两期成交的份额为 ";
        SlipShares { won: usize } => en "come in the period in which they were expected, one later and two later: from {won} won, drawn towards 60 %, 25 % and 15 %. Only this section counts so; elsewhere each deal counts where its close stands. A deal stands in every period in which it may still come, with its share of the chance: open deals and pipeline of later periods are in part those of earlier ones.", zh "（依据 {won} 个赢单，向 60%、25%、15% 靠拢）。只有本节这样计算，其他各处按预计签约日计。一个项目会出现在它可能成交的每一期，各占一部分概率：后续各期的在手项目和在手金额，有一部分与前面各期是同一批项目。";
        UnseenTooFew { entered: Deals, ended: Deals, least: usize } => en "Deals not yet seen are not counted: {entered} entered within a year and {ended} ended are too few to say; it takes {least} of each, and a win of a known amount.", zh "尚未出现的项目未计入：一年内进入 {entered}、已结束 {ended}，数量太少；各需至少 {least} 个，且有金额已知的赢单。";
        UnseenAdds { amount: Compact } => en "of this {amount} not yet seen", zh "其中 {amount} 尚未出现";
        NotAdded => en "“90 % sure of”, “even odds” and “one in ten” cannot be added up from row to row: each row has a range of results of its own.", zh "“九成把握”“五成把握”“一成机会”不能逐行相加：每一行都有自己的结果分布。";

        // Parts.
        Parts => en "The period by", zh "按维度拆分";
        Person => en "person", zh "人员";
        Team => en "team", zh "团队";
        Segment => en "segment", zh "细分市场";
        Product => en "product", zh "产品";
        Region => en "region", zh "区域";
        Account => en "account", zh "客户";
        MoreParts { listed: usize, more: usize } => en "The {listed} that are expected to bring most are listed; {more} more are not.", zh "列出预期最高的 {listed} 项，另有 {more} 项未列出。";
        Nobody => en "none given", zh "未填写";

        // Categories.
        Categories => en "Categories beside the model", zh "预测类别与模型";
        Closed => en "Closed", zh "已成交";
        Commit => en "Commit", zh "承诺";
        BestCase => en "Best case", zh "争取";
        CategoriesAbout { period: Period, deals: Deals } => en "Of {period}. “Commit” holds what is closed, “best case” holds both. “Open pipeline” is of {deals} that the forecast counts; the funnel’s shape below is of every open deal, whenever it closes.", zh "仅统计{period}。“承诺”包含“已成交”，“争取”包含前两者；“在手合计”为预测所计入的 {deals}。下方“漏斗形状”统计全部在手项目，不论预计何时签约。";
        Converted { currencies: SmolStr, own: Currency } => en "Sums are in {own}: amounts in {currencies} are taken at the rates of the plan.", zh "合计均为 {own}：{currencies} 金额按计划中的汇率换算。";
        OpenPipeline => en "Open pipeline", zh "在手合计";
        Model => en "The model expects", zh "模型预期";
        OwnCall => en "Your own call", zh "您的判断";
        WriteCall => en "Write it down", zh "记下判断";
        CallAbout { call: Compact, chance: Share } => en "Your own call: {call}. The model gives a chance of {chance} for at least that much.", zh "您的判断：{call}。模型认为至少达到它的概率是 {chance}。";
        NoCall => en "Not written down for this period yet. Written calls are scored beside the model.", zh "本期还没有记录。记下的判断会与模型一起评分。";
        CallBad => en "Write an amount, such as 1.2M.", zh "请填写金额，如 120万。";

        CeilingNow { ceiling: Share } => en "For the running period an accuracy of {ceiling} is the most to be expected, even if every chance is right.", zh "即使每个概率都正确，本期的准确度最多也只能期望 {ceiling}。";
        Wins { low: usize, likely: usize, high: usize, open: Deals } => en "Of {open} open, {low} to {high} are won with four chances in five; most likely {likely}.", zh "在手 {open}中，有八成把握赢 {low} 至 {high} 个，最可能 {likely} 个。";
        Overbooked { percent: usize } => en "Of these deals at most one can be won, but their chances add up to {percent} %: each counts for its share of 100 %. Are they all that likely?", zh "以下项目至多赢一个，但概率合计 {percent} %，因此按比例折算到 100%。请核对各自的概率：";

        // The fan.
        Fan { period: Period } => en "How the outlook of {period} moved", zh "{period}预测的变化";
        WholeYear => en "The whole year", zh "看全年";
        FanMoney => en "Result: expected range, won, target", zh "结果：预期区间、已赢、目标";
        FanChance => en "Chance of the target", zh "目标达成概率";
        Week => en "As of", zh "截至";
        Working => en "being worked out…", zh "计算中…";
        FanNeeds => en "No deal was expected or won in the period so far.", zh "本期至今没有预计签约或赢单的项目。";
        TooShort => en "The log of this plan does not reach back into the period: there is nothing to draw yet.", zh "计划的历史还没有覆盖这个周期，暂无可绘制的内容。";

        // The flow.
        Flow => en "What became of the pipeline", zh "在手金额的变化";
        LastDays { days: Days } => en "last {days}", zh "最近 {days}";
        BetweenDays => en "between two days", zh "两个日期之间";
        FromDay => en "from", zh "从";
        UntilDay => en "to", zh "到";
        EndThen => en "End", zh "期末";
        Start => en "Start", zh "期初";
        End => en "Now", zh "现在";
        New => en "New", zh "新增";
        PulledIn => en "Pulled in", zh "提前进入";
        Reopened => en "Reopened", zh "重新打开";
        OtherIn => en "Other in", zh "其他转入";
        Increased => en "Increased", zh "调增";
        Decreased => en "Decreased", zh "调减";
        PushedOut => en "Pushed out", zh "推迟移出";
        Lost => en "Lost", zh "丢单";
        WonBar => en "Won", zh "赢单";
        OtherOut => en "Other out", zh "其他转出";
        FlowNeeds => en "There is no deal yet. What deals with an amount and an expected close add to the pipeline and take from it is drawn here.", zh "还没有项目。录入有金额和预计签约日的项目后，这里显示在手金额的增减。";
        FlowAbout => en "The open deals expected in the period, then and now, those without an amount too. Each bar opens its deals.", zh "本期预计签约的在手项目（含无金额的），期初与现在。点击柱形查看对应项目。";
        SameDeals { deals: Deals } => en "0 ({deals} changed)", zh "0（{deals}变动）";
        NoFlow => en "Nothing changed in this time.", zh "这段时间没有变化。";

        // The shape.
        Shape => en "The shape of the funnel", zh "漏斗形状";
        Stage => en "Stage", zh "阶段";
        DealsHead => en "Deals", zh "项目数";
        ShouldBe => en "Should be", zh "应有";
        GoesOn => en "Go on", zh "推进率";
        Stay => en "Days", zh "停留天数";
        Outline => en "The outline shows how many deals should stand in each stage if deals kept coming and going as they have (Little's law).", zh "虚线表示按以往的进出速度，各阶段应有的项目数（利特尔法则）。";
        LimitHead => en "Limit, days", zh "时限（天）";
        LimitSet { days: i64 } => en "{days}, set", zh "{days}（设定）";
        LimitLearned { days: i64, visits: usize } => en "{days}, by which four of five of {visits} moved on", zh "{days}（{visits} 次推进中五分之四的用时）";
        LimitTooFew { visits: usize } => en "too few: {visits} moved on", zh "太少：{visits} 次推进";
        Velocity { deals: Deals, amount: Compact, rate: Share, closed: usize, days: SmolStr, a_day: Compact } => en "Sales velocity: {deals} with an amount × {amount} on average × {rate} won (of {closed} closed) ÷ {days} days to a win = {a_day} a day.", zh "销售速度：{deals}（有金额）× 平均 {amount} × 赢单率 {rate}（{closed} 个已结束）÷ {days} 天赢单周期 = 每天 {a_day}。";
        ShapeCounts { deals: Deals } => en "Counted here: {deals}, all that are open and stand in a stage, whenever they are expected to close.", zh "此处统计 {deals}：处于某一阶段的全部在手项目，不论预计何时签约。";
        ShapeLeads { deals: Deals } => en "{deals} in stage 0, before the funnel, not counted here nor in the forecast.", zh "另有 {deals}处于第 0 阶段（漏斗之外），此处与预测均不计入。";
        ShapeUnpriced { deals: Deals } => en "{deals} of these without an amount: in the count, not in the money.", zh "其中 {deals}没有金额：计入项目数，不计入金额。";
        FromDeals { deals: Deals } => en "from {deals}", zh "据 {deals}";
        Assumed => en "assumed", zh "假设";
        TooFew => en "too few", zh "数量太少";
        Bulge { stage: SmolStr } => en "Too many deals wait in “{stage}”: something is weak at its exit.", zh "“{stage}”积压过多：这一阶段的出口有薄弱环节。";
        BulgeMissing { milestones: SmolStr } => en "Most often missing there: {milestones}.", zh "那里最常缺少：{milestones}。";
        BulgeSkills { skills: SmolStr } => en "Skills named for improvement: {skills}.", zh "行为记录中提到要提升的技能：{skills}。";
        DryTop => en "Too few new deals come in: in some time the later stages run dry.", zh "新项目太少：再过一段时间，后面的阶段会断流。";
        ThinNeck { stage: SmolStr } => en "Too few deals in “{stage}”: what comes after it will be missing.", zh "“{stage}”项目太少：之后的阶段将会缺货。";
        Hourglass { stage: SmolStr } => en "Full above and below, thin at “{stage}”.", zh "两头满、“{stage}”细：沙漏形。";
        Inverted => en "Full at the bottom and dry at the top: what is being won is not replaced.", zh "下满上空：赢下的没有得到补充。";
        Sound => en "Nothing out of the ordinary.", zh "没有异常。";
        ShapeNeeds => en "No deal stands in the funnel. Once deals have a stage, it is drawn here how many stand in each, and how many should.", zh "漏斗中还没有项目。项目有了阶段后，这里显示各阶段的项目数与应有数量。";
        NotEnough => en "The log is too short to say how full the stages should be.", zh "历史太短，还无法判断各阶段应有多少项目。";

        // States.
        States => en "Deals that need you", zh "需要处理的项目";
        NoStates => en "No deal needs attention.", zh "没有需要处理的项目。";
        StatesNeed => en "There is no deal yet. Deals that stall, slip or lack something are listed here.", zh "还没有项目。停滞、推迟或信息不全的项目会列在这里。";
        Dirty => en "Data not to be trusted", zh "脏单";
        Stalled => en "Stalled", zh "停滞";
        MovedBack => en "Moved back", zh "回溯";
        Slipped => en "Slipped", zh "推迟";
        Outflow => en "Ended", zh "流出";
        Parked => en "Parked", zh "搁置";
        Inflow => en "New in the funnel", zh "流入";
        Advanced => en "Advanced", zh "推进";
        StatesToday => en "Moves are those between the two days; stalled, parked and the data are as of today.", zh "变动按两个日期之间统计；停滞、搁置与脏单按今天判断。";
        StageDays { days: Days } => en "{days} in the stage", zh "在阶段内 {days}";
        StageDaysOf { days: i64, limit: i64 } => en "{days} of {limit} days in the stage", zh "在阶段内 {days}/{limit} 天";
        StageDaysLearned { days: i64, limit: i64, visits: usize } => en "{days} of {limit} days in the stage; four of five of {visits} moved on by then", zh "在阶段内 {days}/{limit} 天（{visits} 次推进中五分之四的用时）";
        ClosePast => en "expected close has passed", zh "预计签约日已过";
        NoAmount => en "no amount", zh "没有金额";
        NoNext => en "nothing planned", zh "没有下一步";
        AheadBy { stages: i64 } => en "{stages} stages ahead of the evidence", zh "阶段超前证据 {stages} 级";
        OddChance => en "own probability does not fit the stage", zh "自报概率与阶段不符";
        NoBuyer => en "no economic buyer known", zh "没有经济决策者";
        Pushes { times: usize } => en "pushed {times} times", zh "推迟 {times} 次";
        Twin => en "same customer and name as another deal", zh "与另一项目同名同客户";
        NoActivity => en "no activity ever", zh "从无行为记录";
        NoVerdict => en "the manager has not decided", zh "主管尚未判断";

        // The three deals.
        Touches => en "This week", zh "本周重点";
        TouchPoints { points: Points } => en "{points} points", zh "{points} 个百分点";
        TogetherPoints { points: Points } => en "Together {points} points", zh "合计 {points} 个百分点";
        TogetherAbout { points: Points } => en "Together about {points} points: each on its own, added up", zh "合计约 {points} 个百分点（逐个计算后相加）";
        TouchFirst { milestone: SmolStr } => en "first: {milestone}", zh "先完成：{milestone}";
        TouchWhy { from: Share, to: Share, amount: Compact, pivot: Points } => en "Advanced, its chance goes from {from} to {to}. It brings {amount}; won instead of lost, it changes the chance of the target by {pivot} points.", zh "推进后赢单概率由 {from} 升至 {to}。金额 {amount}；这一单赢下与丢掉，目标达成概率相差 {pivot} 个百分点。";
        TouchDays { days: SmolStr, points: Points } => en "in {days} days, {points} a day", zh "需 {days} 人天，每人天 {points}";

        // What if.
        WhatIf => en "What if", zh "假如";
        WhatIfAbout => en "Drag a chance, move a date, take a deal as won or lost, and see what it would change. The plan stays as it is until you write it into the plan.", zh "拖动概率、移动日期、假设赢单或丢单，看结果怎么变。按“写入计划”之前，计划不变。";
        InThePlan => en "in the plan", zh "计划";
        Then => en "supposed", zh "假设后";
        ChangeHead => en "Change", zh "变化";
        AtLeastHead => en "At least", zh "至少达到";
        Compared => en "Chance of at least so much: in the plan and supposed", zh "至少达到的概率：计划与假设后";
        SupposeWon => en "won", zh "赢单";
        SupposeLost => en "lost", zh "丢单";
        SupposeChance => en "chance", zh "概率";
        SupposePercent => en "chance in per cent", zh "概率（%）";
        SupposeOutside { typed: SmolStr } => en "“{typed}” is no chance: write a number from 0 to 100.", zh "“{typed}”不是概率：请输入 0 到 100 之间的数字。";
        ChanceWas { now: Share, was: SmolStr } => en "{now}; in the plan {was}", zh "{now}；计划为 {was}";
        SupposeClose => en "expected close", zh "预计签约";
        CloseWas { day: ShortDay } => en "was {day}", zh "原为{day}";
        MonthEarlier => en "a month earlier", zh "提前一个月";
        WeekEarlier => en "a week earlier", zh "提前一周";
        WeekLater => en "a week later", zh "推后一周";
        MonthLater => en "a month later", zh "推后一个月";
        MonthLess => en "−1 mo", zh "−1月";
        WeekLess => en "−1 wk", zh "−1周";
        WeekMore => en "+1 wk", zh "+1周";
        MonthMore => en "+1 mo", zh "+1月";
        CloseKeys => en "Page Up and Page Down move by a month, with Shift by a week", zh "Page Up / Page Down 移动一个月，加 Shift 移动一周";
        PutBack => en "put back as in the plan", zh "恢复为计划值";
        SupposeArrows => en "Tab goes from deal to deal; ← and → along its buttons and on to its day", zh "Tab 键在项目间移动，← → 在该项目的按钮间移动，最后到日期";
        FindDeal => en "Find a deal to suppose something of", zh "查找项目并加以假设";
        NoDealFound => en "No open deal is called that.", zh "没有匹配的在手项目。";
        IdleGone => en "deleted: changes nothing", zh "已删除，假设不起作用";
        IdleEnded => en "closed already: changes nothing", zh "已结束，假设不起作用";
        IdleElsewhere => en "not counted here: outside the funnel, left out, or somebody else's", zh "此处不计入：不在漏斗内、设为不计或属于他人";
        IdleOutside => en "closes outside this period: changes nothing in it", zh "签约日不在本期，不影响本期";
        IdleUncounted => en "cannot be counted: amount, rate, close or stage is missing", zh "无法计入：缺少金额、汇率、签约日或阶段";
        IdleDeal { deal: SmolStr, why: SmolStr } => en "{deal}: {why}", zh "{deal}：{why}";
        KeepLadder => en "This plan counts the stages' assumed values: chances that you write into it are kept as own probabilities, but not counted.", zh "本计划采用阶段假设值：写入的概率记为自报概率，但不参与计算。";
        KeepLearned => en "This plan learns from closed deals: chances that you write into it are kept as own probabilities, but not counted; deals written as won or lost teach the others a little.", zh "本计划由已结束项目学习概率：写入的概率记为自报概率，但不参与计算；写入的输赢也会略微影响其他项目。";
        Keep => en "Write into the plan", zh "写入计划";
        Drop => en "Discard all", zh "全部放弃";
        Changes { before: Share, after: Share, points: Points } => en "Chance of the target: {before} → {after} ({points} points)", zh "目标达成概率：{before} → {after}（{points} 个百分点）";
        ChangesExpected { before: Compact, after: Compact } => en "Expected: {before} → {after}", zh "预期：{before} → {after}";
        Kept { deals: Deals } => en "Written into the plan: {deals}", zh "已将 {deals}的假设写入计划";
        ListMore { deals: Deals } => en "List {deals} more", zh "再列出 {deals}";
        MoreDeals { deals: Deals } => en "and {deals} more that count in this period; find them by name above.", zh "本期计入的还有 {deals}，可在上方按名称查找。";

        // Scenarios.
        Scenarios => en "Scenarios side by side", zh "场景对比";
        ScenariosAbout => en "Name what you suppose above and compare it here with the plan, and with chances that are all off together. Scenarios go with the plan's file.", zh "为上面的假设命名，在这里与计划对比，也与概率整体偏高或偏低的情形对比。场景随计划文件保存。";
        ScenarioHead => en "Scenario", zh "场景";
        ScenarioName => en "name of the scenario", zh "场景名称";
        ScenarioNumber { number: usize } => en "Scenario {number}", zh "场景 {number}";
        SaveScenario => en "Save as scenario", zh "存为场景";
        UpdateScenario { name: SmolStr } => en "Save into “{name}”", zh "更新“{name}”";
        OpenedScenario { name: SmolStr } => en "Scenario “{name}”", zh "场景“{name}”";
        OpenScenario => en "Open", zh "打开";
        DeleteScenario => en "Delete", zh "删除";
        AsPlanned => en "The plan as it is", zh "当前计划";
        OddsHalved => en "All odds halved", zh "所有项目胜算减半";
        OddsDoubled => en "All odds doubled", zh "所有项目胜算加倍";
        AllLow => en "All chances at the low end of what closed deals show", zh "概率都取历史区间下限";
        AllHigh => en "All chances at the high end of what closed deals show", zh "概率都取历史区间上限";
        EndsOfLearned => en "The last two take what closed deals show in place of the probabilities that this plan counts: even the low end may lie above the plan.", zh "最后两行以历史概率取代本计划所用的概率，因此下限也可能高于当前计划。";
        OddsUncertain { chance: Share, expected: Compact } => en "Unsure of the chances themselves, with odds halved, right or doubled at ¼, ½, ¼: chance of the target {chance}, expected {expected}.", zh "若概率本身不确定（胜算减半、不变、加倍的可能各为 ¼、½、¼）：目标达成概率 {chance}，预期 {expected}。";

        // Resources.
        Resources => en "Where scarce days count most", zh "有限的时间投在哪里";
        DayNotRead { typed: SmolStr } => en "“{typed}” is no day: write one as 2027-03-15, 15 Mar or next Friday. Until then it does not count.", zh "“{typed}”不是日期：请输入如 2027-03-15、3月15日、下周五。改正之前不计入。";
        DaysOutside { typed: SmolStr } => en "“{typed}” is no number of days: write one from 0 to 9999. Until then it does not count.", zh "“{typed}”不是天数：请输入 0 到 9999 之间的数字。改正之前不计入。";
        DaysToSpend => en "Days to spend", zh "可投入人天";
        ResourcesAbout => en "What advancing each deal would bring and take: the next stage's probability and a day of work, until you know better. The best choice within your days is marked.", zh "推进每个项目能带来什么、要花多少：默认是下一阶段的概率和一人天，您可以改写。在给定人天内的最佳选择已标出。";
        DealHead => en "Deal", zh "项目";
        ChanceNow => en "Chance now", zh "当前概率";
        ChanceThen => en "if advanced", zh "推进后";
        DaysItTakes => en "days it takes", zh "所需人天";
        PointsADay => en "points a day", zh "每人天百分点";
        NoGain => en "no more than the chance now: it brings nothing", zh "不高于当前概率，没有提升";
        NotChosen => en "linked: not chosen", zh "关联项目，不参与选择";
        NotChosenAbout => en "Linked: what becomes of one deal decides about others, or its amount is uncertain, so that its chance cannot be raised alone. Such deals are left out of the choice.", zh "关联项目：一个项目的结果决定其他项目，或其金额不定，概率无法单独提高，因此不参与选择。";
        Confidence => en "To be sure of the target with", zh "达成目标的把握";
        LinkedSingly { deals: Deals } => en "{deals} that are linked to others or of uncertain amount count on their own here.", zh "其中 {deals}与其他项目关联或金额不定，此处各自单独计入。";
        WorkOnIt => en "✓ work on it", zh "✓ 投入";
        DaysLeft { used: SmolStr, days: SmolStr, left: SmolStr } => en "{used} of {days} days used, {left} left.", zh "{days} 人天中用去 {used}，剩余 {left}。";
        OneMoreDay { points: Points } => en "One more day: {points} points.", zh "再多一人天：{points} 个百分点。";
        MoreDays { days: Days, points: Points } => en "Another {days} before anything is added: {points} points.", zh "再多 {days}才有增益：{points} 个百分点。";
        NoMoreDays => en "Up to ten days more would add nothing.", zh "再多十天以内也没有增益。";
        AllocationExact { before: Share, after: Share } => en "Chance of the target with the marked deals advanced: {before} → {after}. No other choice is better.", zh "推进已标出的项目，目标达成概率 {before} → {after}。没有更好的选择。";
        AllocationBound { before: Share, after: Share, bound: Share } => en "Chance of the target with the marked deals advanced: {before} → {after}. No choice exceeds {bound}.", zh "推进已标出的项目，目标达成概率 {before} → {after}。任何选择都不超过 {bound}。";
        NeedsTarget => en "This needs a target for the period.", zh "需要先设定本期目标。";
        NothingToGain => en "No open deal of the period has a next stage to gain.", zh "本期没有可以推进到下一阶段的项目。";
        Coverage { confidence: Share, needed: Compact, times: SmolStr } => en "For a {confidence} chance of the target it takes a pipeline of {needed}, {times} × the present one, of deals like these.", zh "要有 {confidence} 的把握达成目标，需要 {needed} 的同类在手金额，是现在的 {times} 倍。";
        PreMortem => en "If the target is missed, the likeliest reasons", zh "如果没达成，最可能的原因";
        PreMortemAbout => en "The chance that each deal is lost: as it is now, and if the target turns out to be missed. Deals for which that makes the greatest difference come first.", zh "各项目丢单的概率：目前 → 如果目标没有达成。差别最大的排在最前。";
        LostThen { before: Share, after: Share } => en "lost: {before} → {after}", zh "丢单：{before} → {after}";

        // Accuracy.
        Accuracy => en "How good the forecasts were", zh "预测有多准";
        AccuracyAbout => en "What the plan expected of each period that is over is compared with the amount won in it: accuracy is 100 % less all differences together as a share of all that was won. What it expected is worked out again as of the eve of the period and as of one and two thirds into it, from what the log knew then.", zh "把计划当时对每个已结束周期的预期，与该周期实际赢单的金额相比：准确度 = 100 % − 各次差额之和 ÷ 实际金额之和。预期按周期开始前夜、三分之一和三分之二处当时已知的信息重新计算。";
        Reached { ceiling: Share } => en "Had every chance been right, it could have been {ceiling} on average: deals are won or lost whole.", zh "即使每个概率都正确，平均也只能达到 {ceiling}：项目只有整单的输赢。";
        ReachedOnly { reached: Share } => en "Accuracy reached: {reached}.", zh "已达到的准确度：{reached}。";
        NothingCame => en "Nothing was expected or won in the periods that have ended: there is nothing to score yet.", zh "已结束的周期内没有预计签约或赢单的项目，暂时无法评分。";
        NoPast => en "No period of this length has ended since the log began: there is nothing to score yet.", zh "自有记录以来还没有结束的周期，暂时无法评分。";
        By => en "Forecast by", zh "预测方式";
        ErrorHead => en "Error (WAPE)", zh "误差（WAPE）";
        BiasHead => en "Bias", zh "偏差";
        ModelHead => en "This model, on the same", zh "本模型（同样各次）";
        ErrorAbout => en "Error: Σ |forecast − came in| ÷ Σ came in, over the forecasts listed below. Bias: Σ (forecast − came in) ÷ Σ came in; above zero is too much.", zh "误差：下列各次的 Σ|预测 − 实际| ÷ Σ实际；偏差：Σ(预测 − 实际) ÷ Σ实际，正值为偏高。";
        MapeHead => en "Error (MAPE)", zh "误差（MAPE）";
        CrpsHead => en "CRPS", zh "CRPS";
        PitHead => en "PIT", zh "PIT";
        CrpsMean { amount: Compact } => en "CRPS {amount} on average: how far whole distributions were from what came in, 0 is certainty. PIT: where results fell in them; over many forecasts all tenths come equally often.", zh "CRPS 平均 {amount}：整个分布与实际结果的距离，0 为完全确定。PIT：结果在分布中的位置，多次预测后各十分位应同样常见。";
        ReliabilityHead => en "Reliability", zh "可靠性";
        ResolutionHead => en "Resolution", zh "区分度";
        UncertaintyHead => en "Uncertainty", zh "不确定性";
        LogLossHead => en "Log loss", zh "对数损失";
        BrierAbout => en "Brier score = reliability (how far from what came, 0 is best) − resolution (how well deals are told apart, more is better) + uncertainty (in nobody's hands). Log loss: what was all but ruled out and came costs most.", zh "Brier 分数 = 可靠性（与实际的偏离，越小越好）− 区分度（区分项目的能力，越大越好）+ 不确定性（谁也无法左右）。对数损失：被视为几乎不可能却发生了的，代价最大。";
        CountHead => en "Forecasts", zh "次数";
        ByModel => en "this model", zh "本模型";
        ByLadder => en "the stages' assumed values", zh "阶段假设值";
        ByCommit => en "the sum of commit", zh "承诺合计";
        ByPrevious => en "the same as last period", zh "与上期相同";
        ByCalls => en "your own calls", zh "您的判断";
        Calibration => en "What was said and what came", zh "预测与实际对照";
        CalibrationDot { said: Share, came: Share, deals: Deals } => en "said {said}, came {came}, {deals}", zh "预计 {said}，实际 {came}，{deals}";
        SaidHead => en "Said", zh "预计";
        CameHead => en "Came", zh "实际";
        Offer { resolved: DealForecasts, learned: SmolStr, ladder: SmolStr, learned_score: SmolStr, ladder_score: SmolStr } => en "On {resolved}, learned probabilities typically missed by {learned}, the stages' assumed values by {ladder} (Brier scores {learned_score} and {ladder_score}; 0 is perfect, 0.25 is what always saying 50 % scores).", zh "在 {resolved}上，学习概率的典型误差为 {learned}，阶段假设值为 {ladder}（Brier 分数 {learned_score} 与 {ladder_score}；0 为完美，始终说 50% 得 0.25）。";
        SignOverstayed => en "Deals that overstay in their stage", zh "阶段超时的项目";
        SignPushed => en "Deals pushed twice or more", zh "两次以上推迟的项目";
        SignAdvanced => en "Deals that advanced within thirty days", zh "三十天内有推进的项目";
        SignOffer { what: SmolStr, beta: SmolStr, half: Share, before: SmolStr, after: SmolStr, seen: DealForecasts } => en "{what} end otherwise than learned: with β = {beta}, a chance of 50 % counts as {half}. On the later half of {seen}, which it had not seen, that lowers the Brier score from {before} to {after}.", zh "{what}的结果与学习概率不符：取 β = {beta}，50% 按 {half} 计。在 {seen}的后半（未参与拟合）上，Brier 分数由 {before} 降到 {after}。";
        TakeSign => en "Count this sign", zh "采用此修正";
        ScoresHead => en "How good the chances were", zh "概率有多准";
        ScoresAbout { resolved: DealForecasts } => en "From {resolved}: the chance that a deal had when first expected in a period that is over, beside whether it was won there. A deal that was pushed on counts in each of its periods.", zh "依据 {resolved}：项目首次预计在某个已结束周期签约时的概率，对照它是否在该周期赢单。推迟过的项目在每个周期各计一次。";
        TooFewResolved { resolved: DealForecasts, least: usize } => en "{resolved} are too few to judge chances by; it takes {least}. A deal counts once in each period that is over and in which it was expected, won there or not: these are not the deals that have closed.", zh "{resolved}太少，至少需要 {least} 次才能评判概率。项目在每个预计签约且已结束的周期各计一次，不论是否在该周期赢单，因此与已结束的项目数不同。";
        ByPolicy => en "Chances", zh "概率来源";
        ByOwn => en "own, else assumed", zh "自报优先";
        ByLearned => en "learned", zh "学习";
        ByAdjusted => en "learned, adjusted", zh "学习并修正";
        MissHead => en "Typical miss", zh "典型误差";
        BrierHead => en "Brier score", zh "Brier 分数";
        WinsHead => en "Wins expected, came", zh "预期赢单与实际";
        WinsOf { expected: SmolStr, wins: usize } => en "{expected}, {wins}", zh "{expected}，{wins}";
        SlopeHead => en "β", zh "β";
        InWordsHead => en "In words", zh "说明";
        TooBold => en "too bold: high ones come less often, low ones more often than said", zh "过于自信：高的没那么高，低的没那么低";
        TooTimid => en "too timid: high ones come more often, low ones less often than said", zh "过于保守：高的更高，低的更低";
        WellJudged => en "about as bold as what came", zh "与实际相当";
        SlopeUnknown => en "cannot be said yet", zh "暂无法判断";
        FellWithin { inside: usize, count: usize } => en "{inside} of {count} results fell between “90 % sure of” and “one in ten”; four of five should.", zh "{count} 次预测中有 {inside} 次结果落在“九成把握”与“一成机会”之间；理想是五次中四次。";
        DealsForTolerance { tolerance: Share, needed: Deals, mean: Share, open: Deals } => en "For nine of ten results to fall within ±{tolerance} it takes {needed} of equal size at {mean}; {open} count in this period.", zh "要让十次中九次的结果在 ±{tolerance} 以内，需要 {needed}（等额、概率 {mean}）；本期计入 {open}。";

        // What closed deals teach.
        Learned => en "What closed deals teach", zh "已结束项目的经验";
        LearnedAbout { closed: Deals } => en "From {closed} that have closed, won or not. Each counts once in every stage that it reached; where few have reached one, its rate is drawn towards the assumed value.", zh "依据已结束的 {closed}（不论输赢）。每个项目在其到达过的每个阶段各计一次；到达的项目少时，该阶段的赢单率向假设值靠拢。";
        TooFewClosed { closed: Deals, least: Deals } => en "{closed} closed are too few to learn from; it takes {least}.", zh "已结束的 {closed}太少，至少需要 {least}。";
        NotInUse => en "The plan does not use these rates: its policy counts own or assumed probabilities. They are offered below once they have proved better on 20 forecasts of deals in periods that are over; Setup, Settings changes the policy at any time.", zh "计划目前未采用这些学习概率，而是以自报概率或假设值计算。在已结束周期的 20 次项目预测上更准时，下方会建议改用；也可随时在“设置”中更改概率策略。";
        AssumedHead => en "Assumed", zh "假设";
        LearnedHead => en "Learned", zh "学习";
        IntervalHead => en "90 % interval", zh "90% 区间";
        WonOfHead => en "Won of closed", zh "赢单/结束";
        WonOf { won: usize, closed: usize } => en "{won} of {closed}", zh "{won}/{closed}";
        PeopleTooFew { closed: Deals, least: Deals } => en "People: too few. {closed} closed; it takes {least} to tell people apart.", zh "人员：数量太少。已结束 {closed}，至少需要 {least}才能区分人员。";
        PeopleAlike { common: Share, closed: Deals } => en "People do not differ by more than chance: all of them together win {common} of {closed}.", zh "人员之间的差异不超过偶然：合计赢单率 {common}（{closed}）。";
        PeopleDiffer => en "By person, drawn towards the common rate", zh "按人员（向总体靠拢）";
        SegmentsTooFew { closed: Deals, least: Deals } => en "Segments: too few. {closed} closed; it takes {least} to tell segments apart.", zh "细分市场：数量太少。已结束 {closed}，至少需要 {least}才能区分细分市场。";
        SegmentsAlike { common: Share, closed: Deals } => en "Segments do not differ by more than chance: all of them together win {common} of {closed}.", zh "细分市场之间的差异不超过偶然：合计赢单率 {common}（{closed}）。";
        SegmentsDiffer => en "By segment, drawn towards the common rate", zh "按细分市场（向总体靠拢）";
        Ages => en "By time in the stage", zh "按阶段停留时间";
        AgesAbout { least: Deals } => en "Share won of closed deals whose longest stay in the stage was within its limit, and of those that stayed longer; below {least} too few.", zh "已结束项目中，在该阶段停留不超过时限的赢单率，与超过时限的赢单率；不足 {least}时数量太少。";
        WithinHead => en "Won within", zh "时限内赢单率";
        BeyondHead => en "Won beyond", zh "超时赢单率";
        Course => en "Where deals go from each stage", zh "各阶段的去向";
        CourseAbout { least: usize } => en "The rates above count a closed deal once, by the furthest stage it ever reached. Here every stay counts, of open deals too, and a deal that steps back stands lower again: so it says what becomes of a deal that stands in the stage today. “Not won” is every other end; below {least} stays too few.", zh "上方的学习概率按每个已结束项目到过的最远阶段只计一次；这里每次停留都算，包括在手项目，退回的项目按退回后的阶段计。因此这里回答的是：今天停在该阶段的项目，接下来会怎样。“未赢单”指其他各种结局；不足 {least} 次停留时数量太少。";
        CourseTooFew { closed: Deals, least: Deals } => en "Where deals go from each stage: too few. {closed} closed; it takes {least} to say.", zh "各阶段的去向：数量太少。已结束 {closed}，至少需要 {least}才能说明。";
        StaysHead => en "Stays", zh "停留次数";
        NotWonHead => en "Not won", zh "未赢单";
        ToBeWon => en "Chance to be won", zh "赢单概率";
        DaysToGo => en "Days to the end", zh "距结束天数";
        TakeOffer => en "Use learned probabilities", zh "改用学习概率";
        PastPeriod => en "Period", zh "周期";
        AsOfDay { period: Period, day: Date } => en "{period}, as of {day}", zh "{period}（截至 {day}）";
        ActualHead => en "Came in", zh "实际";
    }
}
