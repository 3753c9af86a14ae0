//! Why a number is what it is: the formula in words, what it is made of, what would change it by a tenth.

use smol_str::SmolStr;

use super::{Compact, Deals, Points, Share, messages};
use crate::model::{Currency, Date};

messages! {
    /// Explanations of cells and figures.
    Explain {
        Name => en "Explanation", zh "数值说明";
        Of { number: SmolStr, record: SmolStr } => en "{number} · {record}", zh "{number} · {record}";
        MadeOf => en "Made of", zh "由以下内容得出";
        Nothing => en "There is nothing yet to work it out from.", zh "目前还没有可用于计算的内容。";
        None => en "None.", zh "没有。";
        AndMore { count: usize } => en "and {count} more", zh "另有 {count} 项";
        Largest { shown: usize, count: usize } => en "The {shown} largest of {count}", zh "共 {count} 项，列出最大的 {shown} 项";
        Inputs { count: usize } => en "{count} in all", zh "共 {count} 项";
        Source { name: SmolStr } => en "Go to {name}", zh "转到 {name}";
        Arrows => en "Arrow keys go from number to number, Enter explains one", zh "方向键逐个移动，回车查看说明";
        Ask { number: SmolStr } => en "{number}: explain", zh "{number}：查看说明";

        // What would change it.
        TenthOfShare => en "One of these alone would change it by ten points:", zh "只改变以下任意一项，它就增减十个百分点：";
        Tenth => en "One of these alone would change it by a tenth:", zh "只改变以下任意一项，它就增减一成：";
        TenthMore => en "One of these alone would raise it by a tenth:", zh "只改变以下任意一项，它就增加一成：";
        TenthNone => en "No single input could change it by a tenth.", zh "没有哪一项单独能让它变化一成。";
        TenthPivot { points: Points } => en "If the chance of this deal were ten points higher, the chance of the target would change by {points} points.", zh "此项目的赢单概率提高十个百分点，目标达成概率变化 {points} 个百分点。";
        TenthCount => en "Each line listed above counts as one.", zh "上面列出的每一项计为 1。";
        TenthAmount { amount: Compact } => en "It changes by a tenth if any one of them is {amount} more or less.", zh "其中任意一项增减 {amount}，它就增减一成。";
        TenthEach { value: SmolStr } => en "It changes by a tenth if any one of them is {value} more or less.", zh "其中任意一项增减 {value}，它就增减一成。";
        TenthEnd => en "One of these alone would raise it by a tenth:", zh "只改变以下任意一项，它就增加一成：";
        FromTo { from: SmolStr, to: SmolStr } => en "{from} → {to}", zh "{from} → {to}";

        // Inputs that have no cell of their own.
        Today => en "Today", zh "今天";
        ClosedDeals => en "Closed deals that reached the stage", zh "到达过该阶段的已结束项目";
        ClosedWon => en "of them won", zh "其中赢单";
        Strength => en "The assumption counts as so many deals (m)", zh "假设值折合的项目数（m）";
        AtMost => en "The most it can be, as long as no commitment is aimed at", zh "未设定目标承诺时的上限";
        Commitment => en "A commitment to aim at, with its day", zh "目标承诺及日期";
        IfWon => en "Chance of the target if won", zh "赢单时的目标达成概率";
        IfLost => en "Chance of the target if lost", zh "丢单时的目标达成概率";
        Learned => en "Before the signs", zh "按迹象修正之前";
        Weighed { value: SmolStr, weight: SmolStr } => en "{value} × weight {weight}", zh "{value} × 权重 {weight}";

        // Formulas of columns.
        Preparation => en "Fields filled ÷ fields that this type of activity requires; 50 % at most while no commitment is aimed at.",
            zh "已填项数 ÷ 该类行为要求的项数；未设定目标承诺时最高 50 %。";
        ProvenStage => en "The highest stage that the customer's acts prove: each exit milestone of the stages before it has an activity as evidence.",
            zh "客户行为所能证明的最高阶段：此前各阶段的退出里程碑都有行为记录为证。";
        UnmetMilestones => en "Exit milestones of the claimed stage and of those before it that are neither ticked nor evidenced.",
            zh "自报阶段及此前各阶段中，既未勾选也没有证据的退出里程碑。";
        ChanceLadder => en "The probability assumed for the stage, as the plan's policy has it.", zh "按计划的概率策略，取阶段的假设概率。";
        ChanceOwn => en "The seller's own probability, as the plan's policy has it.", zh "按计划的概率策略，取销售自报的概率。";
        ChanceEnded => en "The deal has ended: 100 % if it was won, else 0 %.", zh "项目已结束：赢单为 100 %，否则为 0 %。";
        ChanceLearned => en "(won + m × assumed) ÷ (closed + m), over the closed deals that reached the stage.",
            zh "（赢单数 + m × 假设概率）÷（已结束数 + m），统计到达过该阶段的已结束项目。";
        ChanceAdjusted => en "The log odds of the learned probability, moved by the sum of β of the signs that this deal shows.",
            zh "以学习概率的对数几率为基础，加上本项目所现迹象的 β 之和。";
        Chance => en "The probability that the plan's policy gives: of the stage, of the seller, or learned from closed deals.",
            zh "按计划的概率策略得出：阶段假设、销售自报，或由已结束项目学习。";
        Weighted => en "Amount × probability, rounded half up. Only open deals have one.", zh "金额 × 概率，四舍五入。仅在手项目才有。";
        Pivot => en "Chance of the target if this deal is won − the chance if it is lost, all other deals as they are. Only open deals of the period have one.",
            zh "此项目赢单时的目标达成概率 − 丢单时的达成概率，其他项目不变。仅本期在手项目才有。";
        Age => en "Days from entering until today; until the day it was closed, once it has ended.", zh "从进入日期到今天的天数；已结束的算到结束日期。";
        StageAge => en "Days since the open deal entered its stage, by the history of the plan.", zh "在手项目进入当前阶段以来的天数，以历史记录为准。";
        StageLimit => en "The days that its stage allows: those set in Setup, else the time in which four of five deals moved on, once enough have.", zh "当前阶段的时限：取“设置”中的天数；未设置时，取五分之四的项目推进所用的天数（数量足够时）。";
        NextStep => en "The step agreed or planned next in the activities.", zh "行为记录中约定或计划的下一步。";
        LastAdvance => en "The latest day on which the customer moved: an order, an advance, or a milestone with evidence.",
            zh "客户最近一次有所行动的日期：成交、推进，或为里程碑提供了证据。";
        Pushes => en "How often the expected close was moved to a later day, by the history of the plan.", zh "预计签约日期被推后的次数，以历史记录为准。";
        State => en "Every state whose rule holds, the gravest first.", zh "符合规则的所有状态，最严重的在前。";
        Scorecard => en "Σ weight × score ÷ (Σ weight × 4), over the criteria that were rated.", zh "Σ 权重 × 评分 ÷（Σ 权重 × 4），只计已评分的标准。";
        Coverage => en "Influence of the people who support us and were met lately ÷ influence of all of them (high 3, medium 2, low 1).",
            zh "支持我方且近期有接触者的影响力 ÷ 全部人员的影响力（高 3、中 2、低 1）。";
        OpenUnknowns => en "Unknowns without an answer, and questions of the stage that nobody has asked.", zh "还没有答案的未知，以及本阶段尚未提出的问题。";
        OpenFlags => en "Red flags that stand: those written down and those that the tables raise.", zh "未消的红旗：人工记录的和系统自动提示的。";
        LastContact => en "The latest activity that is done and in which this person was met.", zh "已完成且此人到场的最近一次行为。";
        DealsOfContact => en "The deals in whose decision this person takes part.", zh "此人参与决策的项目。";
        Revenue => en "Final amounts of the customer's deals won in the last twelve months, added up.", zh "近 12 个月该客户赢单的成交金额之和。";
        Pipeline => en "Weighted amounts of the customer's open deals, added up.", zh "该客户在手项目的加权金额之和。";
        Share => en "Won in the last twelve months ÷ what the customer spends in our field.", zh "近 12 个月成交 ÷ 客户在本领域的总支出。";
        Level => en "The mean of the relationship items (0–4), rounded, plus one; at least four must be rated.", zh "各关系项（0–4）的平均分取整后加 1；至少评 4 项。";
        Health => en "Signs of a sound relationship that hold ÷ all signs that can be judged.", zh "成立的健康迹象 ÷ 全部可判断的迹象。";
        HealthFew { judged: usize, least: usize } => en "So far only {judged} of the signs can be judged; below {least} they say nothing.", zh "目前只有 {judged} 项迹象可判断；少于 {least} 项不足以得出结论。";
        WonInYear => en "Final amounts of the customer's deals won in that year, added up.", zh "该客户当年赢单的成交金额之和。";
        RevenueOfYear => en "The revenue typed for the year; where none is typed, the deals won in it.", zh "取手工填写的当年收入；未填时取当年赢单之和。";
        PlanFromTables => en "What the other tables hold for this year and this source.", zh "其他各表中属于该年份、该来源的金额之和。";

        // Totals of a table.
        TotalSum => en "The values of the rows of the table as it is filtered, added up; amounts in the plan's currency.", zh "表中（按当前筛选）各行数值之和；金额折合为计划币种。";
        AtRates { rates: SmolStr } => en "Amounts in other currencies are taken at the rates of Setup: {rates}.", zh "其他币种的金额按“设置”中的汇率换算：{rates}。";
        Unread { names: SmolStr } => en "Left out, because they cannot be read: {names}.", zh "因无法读取而未计入：{names}。";
        UnreadMore { names: SmolStr, more: usize } => en "Left out, because they cannot be read: {names} and {more} more.", zh "因无法读取而未计入：{names}，另有 {more} 项。";
        OneIs { currency: Currency, rate: SmolStr, own: Currency } => en "1 {currency} = {rate} {own}", zh "1 {currency} = {rate} {own}";
        TotalAverage => en "The sum of the values ÷ how many there are; empty cells are not counted.", zh "数值之和 ÷ 数值个数；空单元格不计。";
        TotalMin => en "The least of the values; amounts in the plan's currency.", zh "各值中最小的；金额折合为计划币种。";
        TotalMax => en "The greatest of the values; amounts in the plan's currency.", zh "各值中最大的；金额折合为计划币种。";
        TotalRows => en "The rows of the table as it is filtered, those of closed groups among them.", zh "表中（按当前筛选）的行数，包括已折叠分组中的行。";
        TotalDeals => en "All deals of the table as it is filtered: open and ended, leads too, whenever they are expected to close. Rows into which nothing was written are not counted.", zh "表中（按当前筛选）的全部项目：在手与已结束的，包括线索，不论预计何时签约。尚未填写内容的行不计。";
        TotalFilled => en "The rows in which the cell holds something.", zh "该列单元格有内容的行数。";
        TotalEmpty => en "The rows in which the cell holds nothing.", zh "该列单元格为空的行数。";
        TotalDistinct => en "Each different value counts once.", zh "相同的值只计一次。";

        // Figures of a period.
        Target => en "The rows of the target table that lie in the period, added up; where a team has none of its own, those of its members.", zh "目标表中属于该周期的各行之和；团队没有自己的目标时，取成员目标之和。";
        AtLeast { amount: Compact } => en "All combinations of open deals won and lost that come, with what is won, to {amount} or more: their probabilities added up. Exact, not sampled.",
            zh "在手项目输赢的所有组合中，加上已赢金额后不低于 {amount} 的那些组合，概率相加。精确计算，不抽样。";
        Mean => en "What is won + Σ amount × probability of the open deals.", zh "已赢金额 + Σ 在手项目的金额 × 概率。";
        Sd => en "√ Σ probability × (1 − probability) × amount² of the open deals: how far from the expected result one usually ends.", zh "√ Σ 在手项目的概率 ×（1 − 概率）× 金额²：实际结果通常偏离预期多少。";
        Quantile { chance: Share } => en "The amount that is reached or passed with a chance of {chance}, by the exact distribution of the result.",
            zh "按结果的精确分布，有 {chance} 的概率达到或超过的金额。";
        Won => en "Final amounts of the deals won in the period, added up.", zh "该周期内赢单的成交金额之和。";
        Open => en "Open deals that are expected to close in the period and have an amount and a probability.", zh "预计在该周期签约、且有金额和概率的在手项目。";
        PipelineOfPeriod => en "The amounts of these open deals, added up.", zh "这些在手项目的金额之和。";
        WeightedOfPeriod => en "Amount × probability of each open deal, rounded half up, then added up.", zh "每个在手项目的金额 × 概率，四舍五入后相加。";
        CategoryCommit => en "What is won + open deals of the category commit.", zh "已赢金额 + 类别为“承诺”的在手项目。";
        CategoryBest => en "What is won + open deals of the categories commit and best case.", zh "已赢金额 + 类别为“承诺”和“争取”的在手项目。";
        CategoryOpen => en "Open deals of the categories commit, best case and pipeline.", zh "类别为“承诺”“争取”和“培育”的在手项目。";
        LeftOut => en "Deals that would count in the period, but lack something or were expected before it; and targets without an exchange rate.", zh "本应计入该周期、但缺少信息或早已逾期的项目，以及缺少汇率的目标。";
        AtLeastName { amount: Compact } => en "Chance of at least {amount}", zh "至少 {amount} 的概率";
        LeftOutName => en "Not counted", zh "未计入";
        SdName => en "Usual distance from the expected", zh "通常偏离预期的幅度";
        Plain { value: SmolStr } => en "{value}", zh "{value}";
        WonMark { amount: SmolStr } => en "{amount}, won", zh "{amount}，已赢";
        TimesChance { amount: SmolStr, chance: SmolStr, product: SmolStr } => en "{amount} × {chance} = {product}", zh "{amount} × {chance} = {product}";
        WithChance { amount: SmolStr, chance: SmolStr } => en "{amount} at {chance}", zh "{amount}，概率 {chance}";
        OfVariance { share: Share } => en "{share} of the variance", zh "占方差的 {share}";
        Linked { deals: Deals } => en "Of these, {deals} are linked to others or of uncertain amount: they are worked out together with those they depend on.", zh "其中 {deals}与其他项目关联或金额不定，与相关项目合并计算。";
        Unseen { amount: Compact } => en "Deals not yet seen are expected to bring {amount}.", zh "尚未出现的项目预计带来 {amount}。";
        SlipNote => en "Each deal counts with the share of its probability that falls into these periods, by how won deals have slipped.", zh "按推迟规律，每个项目只计入其概率中落在这些周期的份额。";
        NoAmount => en "no amount", zh "没有金额";
        AmountUnread => en "the amount cannot be read", zh "金额无法识别";
        NoRate => en "no exchange rate", zh "没有汇率";
        NoClose => en "no expected close", zh "没有预计签约日";
        CloseUnread => en "the expected close cannot be read", zh "预计签约日无法识别";
        NoStage => en "no stage or probability", zh "没有阶段或概率";
        Overdue => en "expected before the period, and still open", zh "预计签约日早于本期，仍未结束";

        // Figures of the page beside those.
        FlowSum => en "What each deal added to the open pipeline of the period between the two days, or took from it.",
            zh "两个日期之间，各项目使本期在手金额增加或减少的数额之和。";
        FlowOpen => en "The amounts of the deals that were open in the period on that day.", zh "当天本期各在手项目的金额之和。";
        Lift => en "By how much its probability rises with the next stage × (chance of the target if won − if lost). Exact, since the chance of the target is linear in each probability.",
            zh "进入下一阶段时概率提高的幅度 ×（赢单时的目标达成概率 − 丢单时的达成概率）。目标达成概率对每个项目的概率是线性的，因此这是精确值。";
        LiftName => en "Points for the target", zh "目标达成概率增加的百分点";
        Lifts => en "The chance of the target with all of them raised to the next stage − the chance as it is, worked out together: not the sum of what each would add, since a target that one of them reaches needs the others less.",
            zh "这些项目都进入下一阶段后的目标达成概率 − 现在的达成概率，合并计算。它不等于各项目单独增加值之和：一个项目赢下后，其余项目就没那么关键了。";
        LiftsSum => en "What each of them would add on its own, added up.", zh "各项目单独能增加的百分点之和。";
        GainOf { deal: SmolStr } => en "{deal}: rise of its probability with the next stage, in points", zh "{deal}：进入下一阶段时概率提高的百分点";
        Expected => en "Deals that enter in a day × the share that goes on from each stage before × days that a stay takes (Little's law).",
            zh "每天进入的项目数 × 此前各阶段的通过率 × 停留天数（利特尔法则）。";
        ExpectedName => en "Deals to be expected", zh "应有项目数";
        Entries { deals: Deals } => en "Deals that enter in a day, from {deals} within a year", zh "每天进入的项目数（近一年 {deals}）";
        GoesOn { stage: SmolStr } => en "Go on from “{stage}”", zh "“{stage}”的通过率";
        StayDays { stage: SmolStr } => en "Days in “{stage}”", zh "在“{stage}”停留的天数";
        SeenOf { value: SmolStr, deals: Deals } => en "{value}, from {deals}", zh "{value}（依据 {deals}）";
        AssumedValue { value: SmolStr } => en "{value}, assumed", zh "{value}（假设）";
        TenthOfAny => en "It changes by a tenth if any one of them does.", zh "其中任意一项增减一成，它就增减一成。";

        StageDeals => en "The open deals that stand in the stage.", zh "目前处于该阶段的在手项目。";
        GoesOnSeen => en "Deals that went on to a later stage or were won ÷ all that went on or have ended, over the history of the plan.", zh "进入后续阶段或赢单的项目数 ÷ 这些项目与已结束项目之和，以历史记录为准。";
        GoesOnAssumed => en "The probability assumed for the stage ÷ the one assumed for the next: too few deals have passed.",
            zh "本阶段的假设概率 ÷ 下一阶段的假设概率：经过的项目太少。";
        StaySeen => en "The mean of the days that deals stayed which have left the stage.", zh "已离开该阶段的项目停留天数的平均值。";
        StayAssumed => en "The days set for the stage: too few deals have left it.", zh "该阶段设定的天数：离开的项目太少。";
        WentOn => en "went on", zh "继续推进";
        EndedThere => en "ended there", zh "在此结束";
        TenthDeals { deals: SmolStr } => en "It takes {deals} deals more or fewer to change it by ten points.", zh "增减 {deals} 个项目，它就增减十个百分点。";
        Gone => en "a deal deleted since", zh "此后已删除的项目";
        AsThen => en "All of it as the plan was at the end of that day.", zh "全部内容以当天结束时的计划为准。";
        Ceiling => en "1 − mean distance of results from the expected one ÷ the expected one: even right probabilities cannot expect more.",
            zh "1 − 结果与预期的平均距离 ÷ 预期：即使概率完全正确，也不能期望更高。";
        CeilingName => en "Accuracy to be expected at best", zh "准确度的上限";
        Crps { result: Compact } => en "The area between the cumulative curve and the step at {result}, squared: 0 is certainty of just that; of a single number it is the plain error.",
            zh "累计曲线与结果 {result} 处阶跃之差的平方面积：0 为完全确定；若只给一个数，则等于误差本身。";
        Pit { result: Compact } => en "The probability that was given to less than {result}, with half of that of just so much.",
            zh "预测给出的、结果低于 {result} 的概率（恰好相等的计一半）。";

        VelocityName => en "Sales velocity", zh "销售速度";
        VelocityFormula => en "Open deals × what they would bring on average × share won of closed deals ÷ days to a win.", zh "在手项目数 × 平均金额 × 已结束项目的赢单率 ÷ 赢单所需天数。";
        VelocityDeals => en "Open deals with an amount", zh "有金额的在手项目";
        MeanAmount => en "Mean amount", zh "平均金额";
        WinRate => en "Share won", zh "赢单率";
        DaysToWin => en "Days to a win", zh "赢单所需天数";
        SlipName { late: usize } => en "Won {late} periods late", zh "晚 {late} 期赢单";
        SlipFormula => en "(won deals that came so late + m × assumed) ÷ (all won deals + m).", zh "（晚这么多期的赢单数 + m × 假设值）÷（全部赢单数 + m）。";
        DrawnTowards { share: Share, deals: Deals } => en "Drawn towards {share}, which counts for {deals} (m).", zh "向 {share} 靠拢，折合 {deals}（m）。";
        AsLate => en "as late as that", zh "正是晚这么多期";
        NotAsLate => en "not", zh "不是";
        GivenMissName => en "Lost, given that the target is missed", zh "目标未达成时丢单的概率";
        GivenMissFormula => en "Chance that the deal is lost × chance of missing the target if it is ÷ chance of missing the target (Bayes).", zh "丢单概率 × 丢单时目标未达成的概率 ÷ 目标未达成的概率（贝叶斯公式）。";
        ChanceLost => en "Chance that it is lost", zh "丢单概率";
        MissIfLost => en "Chance of missing the target if it is lost", zh "丢单时目标未达成的概率";
        ChanceMissed => en "Chance of missing the target", zh "目标未达成的概率";
        ADayFormula => en "By how much its probability rises × (chance of the target if won − if lost) ÷ the days that takes.", zh "概率提高的幅度 ×（赢单时的目标达成概率 − 丢单时的达成概率）÷ 所需人天。";
        SpentName => en "Chance of the target with the chosen deals advanced", zh "推进所选项目后的目标达成概率";
        SpentFormula => en "The chance of the target with the chosen deals raised by their gains, worked out together. Of up to fourteen gains every choice is compared.", zh "所选项目按各自幅度提高概率后，合并计算的目标达成概率。可选项不超过十四个时，逐一比较所有组合。";
        NeededName => en "Pipeline needed", zh "所需在手金额";
        NeededFormula { confidence: Share } => en "The open deals added up in the order of the table, again from the first when all are in, until the chance of the target is {confidence}.", zh "按表中顺序累加在手项目，全部计入后再从头累加，直到目标达成概率为 {confidence}。";
        CountedTimes { value: SmolStr, times: usize } => en "{value}, counted {times} times", zh "{value}，计 {times} 次";
        AssumedName => en "Assumed chances", zh "假设的概率";
        AssumedFormula => en "Open deals of the period whose chance is the value that their stage assumes: nobody has given them one of their own, and fewer than ten deals have closed to learn from.", zh "本期在手项目中，概率取阶段假设值的项目：没有自报概率，且已结束项目不足十个，无从学习。";
        CourseShare => en "Stays in the stage that ended so ÷ all that have ended, of closed and open deals, over the history of the plan.", zh "以这种方式结束的停留次数 ÷ 已结束的停留次数，含已结束与在手项目，按计划的全部历史统计。";
        CourseChance => en "The share of stays that went each way × the chance to be won from there, added up; the chances of all stages are worked out together (absorbing Markov chain).", zh "每一去向所占的比例 × 从那里赢单的概率，逐项相加；各阶段的概率联立求解（吸收马尔可夫链）。";
        CourseDays => en "The days that a stay takes + the share of stays that went each way × the days until the end from there, added up.", zh "一次停留的天数 + 每一去向所占的比例 × 从那里到结束的天数，逐项相加。";
        WentAhead { stage: SmolStr } => en "went on to “{stage}”", zh "推进到“{stage}”";
        WentBack { stage: SmolStr } => en "went back to “{stage}”", zh "退回到“{stage}”";
        FromThere { stays: usize, value: SmolStr } => en "{stays} times; from there {value}", zh "{stays} 次；从那里起 {value}";
        SeenStays { value: SmolStr, stays: usize } => en "{value}, from {stays} stays", zh "{value}（依据 {stays} 次停留）";
        TenthStays { stays: SmolStr } => en "It takes {stays} stays more or fewer to change it by ten points.", zh "增减 {stays} 次停留，它就增减十个百分点。";
        LearnedOf { name: SmolStr } => en "Share won: {name}", zh "赢单率：{name}";
        GroupFormula => en "(won + m × common rate) ÷ (closed + m), m from how much the groups differ (method of moments).", zh "（赢单数 + m × 总体赢单率）÷（已结束数 + m），m 由各组差异得出（矩估计）。";
        AgeFormula => en "Won ÷ closed.", zh "赢单数 ÷ 已结束数。";
        WonMarkOnly => en "won", zh "赢单";
        NotWon => en "not won", zh "未赢";

        // What if.
        Change => en "The figure with all that is supposed − as it is in the plan. What deals change on their own does not add up.",
            zh "全部假设后的数值 − 计划中的数值。各项目单独的变化不能相加。";
        Alone { change: SmolStr } => en "on its own {change}", zh "单独变化 {change}";
        TenthOfChange => en "It changes with whatever else is supposed of any of these deals.", zh "改变对其中任何一个项目的假设，它就会变化。";

        // Scores of past forecasts.
        SaidCame { forecast: SmolStr, actual: SmolStr } => en "{forecast}; came in {actual}", zh "{forecast}；实际 {actual}";
        NotWonMark { chance: SmolStr } => en "{chance}, not won", zh "{chance}，未赢";
        ReachedName => en "Accuracy reached", zh "已达到的准确度";
        WithinName => en "Results within the range", zh "落在区间内的结果";
        ReachedFormula => en "1 − Σ |forecast − came in| ÷ Σ came in: the less the forecasts were off, the nearer to 100 %.", zh "1 − Σ|预测 − 实际| ÷ Σ实际：预测偏离越小，越接近 100%。";
        CeilingMean => en "The mean, over the forecasts, of the accuracy that right probabilities could have expected.", zh "各次预测中，正确概率所能期望的准确度的平均值。";
        CrpsMean => en "The mean, over the forecasts, of how far the whole distribution was from what came in.", zh "各次预测中，整个分布与实际结果距离的平均值。";
        WithinFormula => en "Past forecasts whose result fell between “90 % sure of” and “one in ten”; four of five should.", zh "结果落在“九成把握”与“一成机会”之间的预测次数；理想是五次中四次。";
        WapeFormula => en "Σ |forecast − came in| ÷ Σ came in.", zh "Σ|预测 − 实际| ÷ Σ实际。";
        BiasFormula => en "Σ (forecast − came in) ÷ Σ came in; above zero is too much.", zh "Σ(预测 − 实际) ÷ Σ实际，正值为偏高。";
        MapeFormula => en "The mean of |forecast − came in| ÷ came in, where something came in.", zh "|预测 − 实际| ÷ 实际 的平均值，只计有实际结果的各次。";
        BrierFormula => en "The mean of (probability − what came)², a win being 1: reliability − resolution + uncertainty.", zh "（概率 − 结果）² 的平均值，赢单为 1：可靠性 − 区分度 + 不确定性。";
        ReliabilityFormula => en "The mean of (probability − share won of those given it)²: 0 where what is said is what comes.", zh "（概率 − 同一概率项目的实际赢率）² 的平均值：说多少来多少时为 0。";
        ResolutionFormula => en "The mean of (share won of those given a probability − share won of all)²: the more, the better they tell deals apart.", zh "（同一概率项目的实际赢率 − 总赢率）² 的平均值：越大，越能区分项目。";
        UncertaintyFormula => en "Share won × share not won: what is in nobody's hands.", zh "赢率 ×（1 − 赢率）：谁也无法左右的部分。";
        LogLossFormula => en "The mean of −ln of the probability given to what happened.", zh "对所发生结果给出的概率取 −ln 的平均值。";
        ExpectedWins => en "The probabilities, added up.", zh "各概率之和。";
        SlopeFormula => en "β of logit(came) = α + β · logit(said), by maximum likelihood: 1 is as bold as what came, less is too bold.", zh "logit(实际) = α + β · logit(预计) 的极大似然 β：1 为恰当，小于 1 为过于自信。";
        CameFormula => en "Won ÷ all that were given about this probability.", zh "赢单数 ÷ 被给出大约这一概率的项目数。";

        // States.
        ClosePast { close: Date } => en "The expected close, {close}, has passed.", zh "预计签约日 {close} 已过。";
        NoAmountState { stage: i64 } => en "From stage {stage} on an amount is expected.", zh "从第 {stage} 阶段起应有金额。";
        AheadState { claimed: SmolStr, proven: SmolStr } => en "Claimed: {claimed}. Proven by the customer's acts: {proven}.", zh "自报“{claimed}”，客户行为只证明到“{proven}”。";
        DirtyRule { least: i64 } => en "One error is enough, or {least} warnings. What is wrong is listed here.", zh "一个错误或 {least} 个警告即为脏单，原因如下。";
        Stalled { days: i64, limit: i64 } => en "{days} days in the stage, which allows {limit}, and no advance of the customer since.", zh "在阶段内 {days} 天，时限 {limit} 天，期间客户没有推进。";
        MovedBack { days: i64 } => en "Within {days} days the stage went down, or a milestone was withdrawn.", zh "{days} 天内阶段倒退，或里程碑被撤回。";
        Slipped { days: i64 } => en "Within {days} days the expected close moved out of the period.", zh "{days} 天内预计签约日移出了本期。";
        NoNext => en "No step is agreed or planned in the activities.", zh "行为记录中没有约定或计划的下一步。";
        Advanced { days: i64 } => en "Within {days} days the stage went up, or a milestone was gained.", zh "{days} 天内阶段前进，或达成了里程碑。";
        Inflow { days: i64 } => en "Within {days} days it entered the funnel, moved into the period or was opened again.", zh "{days} 天内进入漏斗、移入本期或重新打开。";
        Parked { until: Date } => en "Parked until {until}.", zh "搁置至 {until}。";
        Ended => en "The deal has ended with this outcome.", zh "项目已以此结果结束。";
    }
}
