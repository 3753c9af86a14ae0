//! Why a cell with a formula shows what it shows: in the panel beside the funnel, and as a dialog everywhere.

use crate::app::Explanation;
use crate::app::grid::GridId;
use crate::model::{Key, RowId, Sheet};
use crate::text::Lang;
use crate::text::messages::Defining as Words;
use crate::ui::Session;
use crate::ui::element::{El, el};

/// The explanation of the active cell of a grid, where it has a formula.
pub fn explained(session: Session, id: GridId, lang: Lang) -> Option<El> {
    let found = session.with(|app| {
        let target = app.laid_out(id)?.target()?;
        app.explain(target.sheet, target.row?, &target.column)
    });
    found.map(|found| drawn(found, lang))
}

/// The explanation of a cell.
pub fn explanation(session: Session, sheet: Sheet, row: RowId, column: &Key, lang: Lang) -> Option<El> {
    session.with(|app| app.explain(sheet, row, column)).map(|found| drawn(found, lang))
}

fn drawn(found: Explanation, lang: Lang) -> El {
    let Explanation { heading, formula, inputs, result, fault } = found;
    let pair = |name: String| el("div").add(el("dt").add(name));
    let inputs: Vec<El> = inputs.into_iter().map(|input| pair(input.name).add(el("dd").add(input.value))).collect();
    let shown = match fault {
        None => el("dd").add(el("b").add(result)),
        Some((what, remedy)) => el("dd").set("data-tone", "warn").add(format!("{what}{}{remedy}", lang.gap())),
    };
    let result = pair(Words::Result.text(lang).into_owned()).add(shown);
    el("div")
        .class("explained")
        .add(el("h3").add(Words::HowComputed { column: heading }.text(lang)))
        .add(el("p").class("formula").add(formula))
        .add(el("dl").class("kv").add(inputs).add(result))
}
