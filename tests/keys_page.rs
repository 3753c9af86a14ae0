//! KEYS.md says what the table of commands says. `UPDATE_EXPECT=1 cargo test --test keys_page` writes it anew.

use expect_test::expect_file;

#[test]
fn the_page_of_keys_is_what_the_keys_do() {
    expect_file!["../KEYS.md"].assert_eq(&quadrille::app::command::document());
}
