//! The red flags that the tables raise by themselves, and the signs by which an account's health is judged.

use smol_str::SmolStr;

use super::{Milestones, advice, messages};
use crate::model::Date;

advice! {
    /// A red flag that the tables raise.
    Flag {
        NoEconomicBuyer => en "No economic buyer is known." do "Find out who can say yes to the money, and add the person.",
            zh "还不知道经济决策者是谁。" do "请弄清谁能拍板花钱，并添加此人。";
        BuyerNotMet { person: SmolStr } => en "Nobody has ever met the economic buyer, {person}." do "Ask the champion for an introduction, and plan the visit.",
            zh "从未见过经济决策者“{person}”。" do "请拥护者引荐，并安排拜访。";
        NobodyKnown => en "Nobody of the customer is known by name." do "Add the people who take part in the decision.",
            zh "客户方还没有一个具名的人。" do "请添加参与决策的人。";
        SingleThreaded => en "The deal hangs on one person." do "Win a second one who would miss us.",
            zh "项目只系于一个人。" do "请再争取一位支持者。";
        Against { person: SmolStr } => en "{person} is influential and against us." do "Learn what the person would win or lose by us; else get around the person openly.",
            zh "高影响力人物“{person}”反对我方。" do "请弄清其得失，或公开地绕开此人。";
        NoNextStep => en "No next step is planned." do "Agree on one with the customer, with a date.",
            zh "没有下一步计划。" do "请与客户约定下一步及日期。";
        PromiseOverdue { promise: SmolStr, due: Date } => en "A promise was due on {due}: {promise}" do "Ask for it; whoever does not keep promises may not buy.",
            zh "承诺已于 {due} 到期：{promise}" do "请跟进；不守承诺的客户未必会买。";
        ClosePast { close: Date } => en "The expected close, {close}, has passed." do "Ask the customer for a new date, or close the deal.",
            zh "预计签约日 {close} 已过。" do "请向客户确认新的日期，或结束项目。";
        Pushed { times: usize } => en "The expected close was moved later {times} times." do "Find out what really holds it up before you move it again.",
            zh "预计签约日已推迟 {times} 次。" do "再次推迟前，请弄清真正的障碍。";
        Ahead { milestones: Milestones } => en "The stage is ahead of what the customer did: earlier stages lack {milestones}." do "Tick what happened, or win it now.",
            zh "阶段超前于客户行为：之前阶段还差 {milestones}。" do "请勾选已发生的里程碑，或尽快补上。";
        AheadBecause { milestones: Milestones, why: SmolStr } => en "The stage is ahead of the customer's acts by {milestones}, because: {why}" do "Win them now; the reason does not replace them.",
            zh "阶段超前，还差 {milestones}，原因：{why}" do "请尽快补上；理由不能代替里程碑。";
        CompetitorUnknown => en "No competitor is known." do "Ask whom else they talk to; somebody else always is in.",
            zh "还不知道竞争对手是谁。" do "请问客户还在接触谁；对手总是有的。";
    }
}

messages! {
    /// A sign of a sound relationship.
    Sign {
        MetLately => en "somebody was met lately", zh "近期有人接触";
        ManyLayers => en "more than salespeople meet", zh "不止销售在对接";
        LevelReached => en "the target level is reached", zh "关系层级已达目标";
        RevenueHolds => en "they buy no less than a year ago", zh "采购额不低于一年前";
        DealsOpen => en "a deal is open", zh "有在手项目";
        PromisesKept => en "promises kept in time", zh "承诺均按期";
        Defended => en "no likely attack without a defence", zh "高可能的进攻都有防守";
        ReviewedTogether => en "the plan was reviewed together within a year", zh "一年内共同评审过";
    }
}
