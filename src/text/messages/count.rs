//! Counted nouns: `1 row`, `18 rows`, `18 行`; the number and its noun are never glued together elsewhere.

use std::borrow::Cow;

use super::Say;
use crate::text::{Lang, grouped};

macro_rules! nouns {
    ($($name:ident $one:literal $many:literal $zh:literal;)*) => {$(
        #[doc = concat!("So many ", $many, ".")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub usize);

        impl Say for $name {
            fn say(&self, lang: Lang) -> Cow<'_, str> {
                let count = grouped(i64::try_from(self.0).unwrap_or(i64::MAX));
                Cow::Owned(match lang {
                    Lang::En if self.0 == 1 => format!(concat!("{} ", $one), count),
                    Lang::En => format!(concat!("{} ", $many), count),
                    Lang::Zh => format!(concat!("{} ", $zh), count),
                })
            }
        }

        impl From<usize> for $name {
            fn from(count: usize) -> $name {
                $name(count)
            }
        }
    )*};
}

nouns! {
    Rows "row" "rows" "行";
    Columns "column" "columns" "列";
    Cells "cell" "cells" "个单元格";
    Attention "value does not fit" "values do not fit" "个值不符合所在列";
    Links "link" "links" "个关联";
    Comments "comment" "comments" "条批注";
    Values "value" "values" "个值";
    Deals "deal" "deals" "个项目";
    DealForecasts "forecast of a deal" "forecasts of deals" "次项目预测";
    Accounts "account" "accounts" "个客户";
    People "person" "people" "人";
    Days "day" "days" "天";
    Seconds "second" "seconds" "秒";
    Copies "copy" "copies" "份";
    Errors "error" "errors" "个错误";
    Warnings "warning" "warnings" "个警告";
    Hints "hint" "hints" "条提示";
    Problems "problem" "problems" "个问题";
    Edits "edit" "edits" "次编辑";
    Entries "entry" "entries" "条记录";
    Conflicts "conflict" "conflicts" "处冲突";
    Milestones "milestone" "milestones" "个里程碑";
    Steps "step" "steps" "步";
    Results "result" "results" "条结果";
    Records "record" "records" "条记录";
    Flags "red flag" "red flags" "面红旗";
    Unknowns "unknown" "unknowns" "个未知";
    Operations "operation" "operations" "个操作";
    Tables "table" "tables" "张表";
    Arguments "argument" "arguments" "个参数";
    Formulas "formula uses" "formulas use" "个公式引用了";
    RuleBreaks "value breaks a rule" "values break a rule" "个值不符合规则";
    UsingViews "view uses" "views use" "个视图使用了";
    Views "view" "views" "个视图";
    Groups "group" "groups" "个分组";
}
