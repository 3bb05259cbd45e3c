//! A drawing of 16 by 16 pixels in the color of the text around it.

use yew::{Html, html};

/// The drawings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Symbol {
    Undo,
    Redo,
    Import,
    Export,
    Share,
    Theme,
    Help,
    Swap,
    Plus,
    More,
    Up,
    Down,
    Left,
    Right,
    Check,
    Warning,
    Error,
    Lock,
    LockOpen,
    Copy,
    Close,
    Caret,
}

impl Symbol {
    const fn path(self) -> &'static str {
        match self {
            Self::Undo => "M6 3 2.5 6.5 6 10M2.5 6.5H9a4 4 0 0 1 0 8H6",
            Self::Redo => "M10 3l3.5 3.5L10 10M13.5 6.5H7a4 4 0 0 0 0 8h3",
            Self::Import => "M8 2v8M4.5 6.5 8 10l3.5-3.5M2.5 13.5h11",
            Self::Export => "M8 10V2M4.5 5.5 8 2l3.5 3.5M2.5 13.5h11",
            Self::Share => {
                "M6.5 9.5l3-3M7 4.5l1.5-1.5a3.2 3.2 0 0 1 4.5 4.5L11.5 9M9 11.5 7.5 13A3.2 3.2 0 0 1 3 8.5L4.5 7"
            }
            Self::Theme => "M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12",
            Self::Help => {
                "M5.8 6a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.5M8 12v.1M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z"
            }
            Self::Swap => "M11 2.5 13.5 5 11 7.5M13.5 5H3M5 8.5 2.5 11 5 13.5M2.5 11H13",
            Self::Plus => "M8 3v10M3 8h10",
            Self::More => "M8 3.5v.1M8 8v.1M8 12.5v.1",
            Self::Up => "M4 10l4-4 4 4",
            Self::Down | Self::Caret => "M4 6l4 4 4-4",
            Self::Left => "M10 4 6 8l4 4",
            Self::Right => "M6 4l4 4-4 4",
            Self::Check => "M3 8.5 6.5 12 13 4.5",
            Self::Warning => "M8 2.5 14 13.5H2zM8 6.5v3.5M8 11.8v.1",
            Self::Error => "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4",
            Self::Lock => "M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
            Self::LockOpen => "M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 4.8-1",
            Self::Copy => "M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z",
            Self::Close => "M4 4l8 8M12 4l-8 8",
        }
    }
}

/// The drawing; words beside it say what it means.
pub(crate) fn icon(symbol: Symbol) -> Html {
    html! {
        <svg class="am-icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d={symbol.path()} />
        </svg>
    }
}
