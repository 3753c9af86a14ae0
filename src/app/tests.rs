//! Key scripts over text grids, and what an edit does.
