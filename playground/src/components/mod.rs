//! What is shown, one component per file.

mod app;
mod attribute_row;
mod bottom;
mod chips;
mod expression;
mod filter_bar;
mod grid;
mod grid_row;
mod header;
mod icon;
mod live;
mod mapping_settings;
mod mappings;
mod menu;
mod person;
mod person_picker;
mod picker;
mod plain_editor;
mod problem_strip;
mod problems;
mod result;
mod shown_value;
mod splitter;
mod status;
mod tabs;
mod target_now;

pub(crate) use app::App;
