//! The tool libraries: what a company has learned about selling.

macro_rules! library {
    ($(#[$doc:meta])* $module:ident, $sheet:ident { $($(#[$line:meta])* $name:ident = $key:literal $en:literal $zh:literal;)* }
        $({ $($(#[$tick:meta])* $check:ident = $check_key:literal $check_en:literal $check_zh:literal;)* })?) => {
        $(#[$doc])*
        pub mod $module {
            use crate::model::schema::columns;
            use crate::model::Severity::Error;
            use crate::model::{Kind, column};

            columns! {
                $sheet;
                /// The name by which it is linked.
                NAME: Text = column("name", "Name", "名称", Kind::Text).core().required(Error).wide(220);
                $($(#[$line])* $name: Text = column($key, $en, $zh, Kind::Paragraph).core();)*
                $($($(#[$tick])* $check: Check = column($check_key, $check_en, $check_zh, Kind::Check).core();)*)?
            }
        }
    };
}

library! {
    /// What we sell.
    offerings, Offerings {
        /// What it is for.
        USE = "use" "What it is for" "用途";
        /// Note.
        NOTE = "note" "Note" "备注";
    }
}
library! {
    /// The value library: what our strengths are worth to a customer.
    strengths, Strengths {
        /// The need that it answers.
        NEED = "need" "Need it answers" "对应需求";
        /// What it is worth.
        VALUE = "value" "Value to the customer" "客户价值";
        /// How we prove it.
        PROOF = "proof" "Proof" "证据";
    }
}
library! {
    /// Objections and answers.
    objections, Objections {
        /// What stands behind it.
        BEHIND = "behind" "What stands behind it" "背后原因";
        /// What answers it.
        ANSWER = "answer" "Answer" "应对";
    }
}
library! {
    /// Chains of pain.
    pains, Pains {
        /// Who feels it.
        WHO = "who" "Who feels it" "谁痛";
        /// Where it comes from.
        CAUSE = "cause" "Cause" "原因";
        /// What it costs.
        COST = "cost" "What it costs" "代价";
    }
}
library! {
    /// Scripts.
    scripts, Scripts {
        /// The steps.
        STEPS = "steps" "Steps" "步骤";
    }
}
library! {
    /// Customers who speak for us.
    references, References {
        /// What we did there.
        STORY = "story" "What we did" "故事";
        /// Who may be called.
        CONTACT = "contact" "Who may be called" "联系人";
    }
}
library! {
    /// Competitors.
    competitors, Competitors {
        /// Strengths.
        STRENGTHS = "strengths" "Strengths" "优势";
        /// Weaknesses.
        WEAKNESSES = "weaknesses" "Weaknesses" "弱点";
        /// What they usually do.
        HABITS = "habits" "Usual moves" "惯用打法";
    } {
        /// Could win every deal: "no decision", "build it themselves".
        ALWAYS = "always" "In every deal" "每个项目都有";
    }
}
library! {
    /// Skills.
    skills, Skills {
        /// What good looks like.
        GOOD = "good" "What good looks like" "好的表现";
    }
}
