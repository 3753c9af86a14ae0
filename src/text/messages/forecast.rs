//! The forecast: the strip, the picture, the side panel, the states of deals.

use smol_str::SmolStr;

use super::{Compact, Days, Deals, Exactly, Milestones, Period, Points, Share, ShortDay, messages};
use crate::model::{Currency, Date, Label, Sheet};

messages! {
    /// The strip above the funnel and its picture.
    Forecast {
        Name => en "Forecast", zh "预测";
        ChanceOfTarget { period: Period, target: Compact } => en "Chance of the {period} target, {target}", zh "{period}目标 {target}的达成概率";
        ChanceOfStretch { period: Period, target: Compact } => en "Chance of the {period} stretch target, {target}", zh "{period}冲刺目标 {target}的达成概率";
        ChanceOfChallenge { period: Period, target: Compact } => en "Chance of the {period} challenge, {target}", zh "{period}挑战目标 {target}的达成概率";
        Chance { chance: Share } => en "{chance}", zh "{chance}";
        Expected => en "Expected", zh "预期";
        SureOfAtLeast => en "90 % sure of at least", zh "九成把握至少";
        EvenOdds => en "Even odds of at least", zh "五成把握至少";
        OneInTen => en "One chance in ten of reaching", zh "一成机会达到";
        PlusMinus { sd: Exactly } => en "± {sd}", zh "± {sd}";
        Amount { amount: Exactly } => en "{amount}", zh "{amount}";
        WonAlready { won: Compact } => en "{won} already won", zh "已赢 {won}";
        OpenCounted { deals: Deals } => en "{deals} counted", zh "计入 {deals}";
        NoTarget { period: Period } => en "No target for {period} yet", zh "{period}还没有目标";
        SetTarget => en "Set one", zh "设定目标";
        TargetFor { period: Period } => en "Type the target of {period}. Alt+← leads back.", zh "请输入{period}的目标。按 Alt+← 返回。";
        SetTargetHint => en "With a target, the chance of reaching it appears here.", zh "设定目标后，这里显示达成概率。";
        NoDeals { period: Period } => en "No open deal is expected to close in {period}.", zh "{period}没有预计签约的项目。";
        TopThree => en "This week these three move the target most:", zh "本周最能推动目标的三个项目：";
        TopFew => en "This week these move the target most:", zh "本周最能推动目标的项目：";
        PointsTogether { points: Points } => en "{points} points", zh "{points} 个百分点";
        Touch { deal: SmolStr, act: SmolStr, points: Points } => en "{deal}: {act} {points}", zh "{deal}：{act} {points}";
        TouchNoAct => en "win the next step", zh "推进到下一阶段";
        SinceMonday { points: Points } => en "{points} since Monday", zh "较周一 {points}";
        Period => en "Period", zh "周期";
        Month => en "Month", zh "月";
        Quarter => en "Quarter", zh "季度";
        Year => en "Year", zh "年度";
        All => en "All", zh "全部";
        PeriodNamed { period: Period } => en "{period}", zh "{period}";
        EarlierPeriod => en "Earlier period", zh "上一周期";
        LaterPeriod => en "Later period", zh "下一周期";
        Everybody => en "Everybody", zh "所有人";
        Person => en "Person", zh "人员";
        NotCountedFor { deals: Deals, why: SmolStr } => en "{deals} not counted: {why}", zh "{deals}未计入：{why}";
        NoAmountOf { count: usize } => en "{count} no amount", zh "{count} 个无金额";
        UnreadOf { count: usize } => en "{count} unreadable amount", zh "{count} 个金额无法识别";
        NoRateOf { count: usize } => en "{count} no exchange rate", zh "{count} 个无汇率";
        NoCloseOf { count: usize } => en "{count} no expected close", zh "{count} 个无预计签约日";
        UnreadCloseOf { count: usize } => en "{count} unreadable close", zh "{count} 个预计签约日无法识别";
        NoStageOf { count: usize } => en "{count} no stage or probability", zh "{count} 个无阶段或概率";
        OverdueOf { count: usize } => en "{count} overdue from before", zh "{count} 个此前已逾期";
        InOtherPeriods { deals: Deals } => en "{deals} in other periods", zh "{deals}在其他周期";
        WithoutAmount { count: usize } => en "{count} not counted: no amount", zh "{count} 个项目未计入：无金额";
        WithUnread { count: usize } => en "{count} not counted: the amount cannot be read", zh "{count} 个项目未计入：金额无法识别";
        WithoutRate { count: usize } => en "{count} not counted: no exchange rate", zh "{count} 个项目未计入：无汇率";
        WithoutClose { count: usize } => en "{count} not counted: no expected close", zh "{count} 个项目未计入：无预计签约日";
        WithUnreadClose { count: usize } => en "{count} not counted: the expected close cannot be read", zh "{count} 个项目未计入：预计签约日无法识别";
        WithoutStage { count: usize } => en "{count} not counted: no stage or probability", zh "{count} 个项目未计入：无阶段或概率";
        Overdue { count: usize } => en "{count} not counted: overdue from before", zh "{count} 个项目未计入：此前已逾期";
        TargetsWithoutRate { count: usize } => en "targets without an exchange rate: {count}", zh "{count} 个目标无汇率";
        NoTargetRate { period: Period } => en "The target of {period} lacks an exchange rate", zh "{period}的目标缺少汇率";
        AssumedOf { assumed: usize, open: usize } => en "assumed: {assumed} of {open}", zh "假设概率：{assumed}/{open}";
        Exact => en "exact", zh "精确";
        RoundedTo { unit: Compact } => en "amounts rounded to {unit}", zh "金额按 {unit} 取整";
        TooLarge => en "The amounts add up to more than can be counted. Check them for a wrong unit.", zh "金额合计超出可计算范围，请检查单位是否有误。";
        Picture { period: Period } => en "How {period} may end", zh "{period}的可能结果";
        PictureText { chance: Share, target: Compact, sure: Compact, expected: Compact, reach: Compact } =>
            en "Distribution of the result. Chance of at least {target}: {chance}. 90 % sure of at least {sure}; expected {expected}; one chance in ten of reaching {reach}.",
            zh "结果分布。达到 {target}的概率为 {chance}；九成把握至少 {sure}；预期 {expected}；一成机会达到 {reach}。";
        PictureTextNoTarget { sure: Compact, expected: Compact, reach: Compact } =>
            en "Distribution of the result. 90 % sure of at least {sure}; expected {expected}; one chance in ten of reaching {reach}. No target is set.",
            zh "结果分布。九成把握至少 {sure}；预期 {expected}；一成机会达到 {reach}。尚未设定目标。";
        PictureSaid { picture: SmolStr, text: SmolStr } => en "{picture}. {text}", zh "{picture}。{text}";
        PictureBar { from: Compact, until: Compact, chance: Share } => en "{from} to {until}: {chance}", zh "{from} 至 {until}：{chance}";
        TargetLine { target: Compact } => en "Target {target}", zh "目标 {target}";
        Closed => en "Closed", zh "已成交";
        Commit => en "Commit", zh "承诺";
        BestCase => en "Best case", zh "争取";
        Pipeline => en "Open pipeline", zh "在手合计";
        Weighted => en "Weighted", zh "加权";
        ChanceSaid { chance: Share, target: Compact } => en "Chance of {target}: {chance}", zh "达到 {target}的概率：{chance}";
    }
}

messages! {
    /// The panel beside the funnel, about one deal.
    Panel {
        Name => en "Deal", zh "项目详情";
        Nothing => en "Choose a row to see what it means for the target.", zh "选择一行，查看它对目标的影响。";
        Entered { day: ShortDay } => en "entered {day}", zh "{day}进入";
        ClaimedStage => en "Claimed stage", zh "自报阶段";
        ProvenStage => en "Proven by the customer's acts", zh "客户行为证明的阶段";
        NotProven => en "nothing yet", zh "尚无证据";
        DaysInStage => en "Days in stage, limit", zh "阶段天数与时限";
        DaysOfLimit { days: i64, limit: i64 } => en "{days} of {limit}", zh "{days} / {limit} 天";
        DaysOnly { days: Days } => en "{days}", zh "{days}";
        TargetIfWonLost => en "Target met if won / lost", zh "赢 / 输时目标达成概率";
        WonLost { won: Share, lost: Share } => en "{won} / {lost}", zh "{won} / {lost}";
        NoCloseDay => en "Without a close date it counts in no period.", zh "没有预计签约日，不计入任何周期。";
        CloseUnread => en "Its expected close cannot be read, so it counts in no period.", zh "预计签约日无法识别，不计入任何周期。";
        IsClosed => en "The deal is closed.", zh "此项目已结束。";
        DayPassed => en "Its expected close has passed: it counts in no period.", zh "预计签约日已过，未计入任何周期。";
        NoAmountYet => en "Without an amount it cannot be counted.", zh "没有金额，无法计入。";
        AmountUnread => en "Its amount cannot be read, so it is not counted.", zh "其金额无法识别，未计入。";
        NoRateYet => en "Its currency has no rate, so it is not counted.", zh "其货币没有汇率，未计入。";
        NoChanceYet => en "Without a stage or a chance of its own it cannot be counted.", zh "没有阶段，也没有自报概率，无法计入。";
        LeftOut => en "Its stage or category leaves it out of the forecast.", zh "其阶段或类别不计入预测。";
        OfSomebodyElse => en "The deal belongs to somebody else.", zh "此项目属于其他人。";
        OtherPeriod => en "The deal closes in another period.", zh "此项目在其他周期签约。";
        ToLeaveStage { stage: SmolStr } => en "To leave stage {stage}", zh "离开阶段“{stage}”需要";
        NoMilestones => en "This stage has no milestones.", zh "此阶段没有里程碑。";
        Unmet { milestones: Milestones } => en "{milestones} missing", zh "还差 {milestones}";
        EvidencedBy { kind: SmolStr, day: ShortDay } => en "{kind}, {day}", zh "{day} {kind}";
        Asserted => en "asserted", zh "仅自述";
        FlagsAndUnknowns => en "Flags and unknowns", zh "红旗与未知";
        NoFlags => en "No red flag and no open unknown.", zh "没有红旗，也没有未解的未知。";
        WhyChance { chance: SmolStr } => en "Why {chance}", zh "为什么是 {chance}";
        WhyStage { stage: SmolStr, chance: SmolStr } => en "The value assumed for stage {stage} is {chance}. It is an assumption; change it in Setup.",
            zh "阶段“{stage}”的假设值为 {chance}。这只是假设，可在“设置”中修改。";
        WhyOwn { chance: SmolStr } => en "{chance} is the seller's own value.", zh "{chance} 是销售自报的概率。";
        WhyOwnStage { chance: SmolStr, stage: SmolStr, assumed: SmolStr } => en "{chance} is the seller's own value; stage {stage} assumes {assumed}.",
            zh "{chance} 是销售自报的概率；阶段“{stage}”的假设值为 {assumed}。";
        WhyLearned { chance: SmolStr, stage: SmolStr, won: usize, closed: usize, assumed: SmolStr } =>
            en "Of {closed} closed deals that reached stage {stage}, {won} were won; together with the assumed {assumed} that makes {chance}.",
            zh "到达阶段“{stage}”的 {closed} 个已结束项目中赢了 {won} 个，与假设值 {assumed} 合并后为 {chance}。";
        WhyAdjusted { chance: SmolStr, base: SmolStr } =>
            en "Closed deals like it give {base}; what is known of this one makes it {chance}.",
            zh "同类已结束项目给出 {base}，按本项目的迹象修正为 {chance}。";
        WhyWon => en "The deal is won.", zh "项目已赢单。";
        WhyEnded => en "The deal has ended without a win.", zh "项目已结束，未赢单。";
        IsLead => en "It stands in stage 0, before the funnel: it counts from stage 1 on.", zh "处于第 0 阶段（漏斗之外），从第 1 阶段起才计入。";
        WhyLead => en "A deal in stage 0 stands before the funnel: no chance is assumed of it until it reaches stage 1.", zh "第 0 阶段的项目在漏斗之外，到第 1 阶段才有假设概率。";
        WhyNone => en "There is neither a stage with a value nor an own probability, so the deal is not counted.",
            zh "既没有带假设值的阶段，也没有自报概率，因此未计入。";
        Assumed => en "assumed", zh "假设";
        WhyWeighted { amount: SmolStr, chance: SmolStr, weighted: SmolStr } => en "{amount} × {chance} = {weighted}", zh "{amount} × {chance} = {weighted}";
        WhyPivot { won: Share, lost: Share, points: Points } => en "Won rather than lost, the deal moves the chance of the target from {lost} to {won}: {points} points.",
            zh "此项目由输变赢，目标达成概率从 {lost} 变为 {won}：{points} 个百分点。";
        InCurrency { amount: SmolStr, currency: Currency, worth: SmolStr } => en "{amount} is {worth} in {currency}", zh "{amount} 折合 {worth} {currency}";
        NextStep => en "Next step", zh "下一步";
        LastAdvance => en "Last advance of the customer", zh "客户最近一次推进";
        Objective => en "Objective", zh "销售目标";
        OpenStrategy => en "Open strategy", zh "打开策略";
        Show => en "Show the panel", zh "显示详情";
        Hide => en "Hide the panel", zh "隐藏详情";
    }
}

messages! {
    /// What deserves attention about a deal.
    State {
        Inflow => en "inflow", zh "流入";
        Advanced => en "advanced", zh "推进";
        MovedBack => en "moved back", zh "回溯";
        Stalled { days: i64 } => en "stalled {days} d", zh "停滞 {days} 天";
        StalledAtAll => en "stalled", zh "停滞";
        Dirty => en "dirty", zh "脏单";
        DirtyOf { why: SmolStr } => en "dirty: {why}", zh "脏单：{why}";
        Slipped => en "slipped", zh "推迟";
        Outflow => en "outflow", zh "流出";
        Parked => en "parked", zh "搁置";
        ParkedUntil { day: ShortDay } => en "parked to {day}", zh "搁置至{day}";
        ClosePast => en "close past", zh "签约日已过";
        NoAmount => en "no amount", zh "无金额";
        NoNextStep => en "no next step", zh "无下一步";
        NoCloseDate => en "no close date", zh "无签约日";
        AheadOfEvidence => en "ahead of evidence", zh "超前于证据";
        NoBuyer => en "no economic buyer", zh "无经济决策者";
        Pushed { times: usize } => en "pushed {times} ×", zh "推迟 {times} 次";
        Promise => en "promise overdue", zh "承诺逾期";
        Won => en "won", zh "赢单";
        Lost => en "lost", zh "丢单";
        LostTo => en "lost to a competitor", zh "输给对手";
        NoDecision => en "no decision", zh "未决策";
        Withdrew => en "we withdrew", zh "我方退出";
        Invalid => en "invalid", zh "无效";
        Reopened => en "reopened", zh "重新打开";
    }
}

messages! {
    /// What computed cells say.
    Computed {
        None => en "–", zh "–";
        LevelSupplier => en "1 supplier", zh "1 供应商";
        LevelQualified => en "2 qualified", zh "2 合格供方";
        LevelPreferred => en "3 preferred", zh "3 优选供方";
        LevelPartner => en "4 partner", zh "4 合作伙伴";
        LevelSymbiotic => en "5 symbiotic", zh "5 共生";
        NextStepOn { step: SmolStr, day: ShortDay } => en "{step} {day}", zh "{day} {step}";
        NextActivity { kind: SmolStr, day: ShortDay } => en "{kind} {day}", zh "{day} {kind}";
        MissingTypeField { field: Label } => en "missing: {field}", zh "缺少：{field}";
        LastMet { day: Date } => en "last met {day}", zh "最近接触 {day}";
        NeverMet => en "never met", zh "从未接触";
        EmptyInput => en "empty", zh "空";
        EmptyFor { columns: SmolStr } => en "Nothing to show, because this is empty: {columns}.", zh "没有结果，因为以下内容为空：{columns}。";
        SeveralValues { count: usize } => en "{count} values", zh "{count} 个值";
        RowsBy { sheet: Sheet, column: SmolStr } => en "{sheet} by {column}", zh "{sheet}按{column}";
    }
}
