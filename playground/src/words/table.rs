//! The table itself: one line per text; `one|many` where a number chooses the form.

macro_rules! words {
    ($($name:ident $english:literal;)*) => {
        /// The key of a text of the interface.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Word { $($name,)* }

        impl Word {
            /// The English text.
            pub(super) const fn english(self) -> &'static str {
                match self { $(Self::$name => $english,)* }
            }
        }
    };
}

// A macro, so that a key and its text cannot part.
words! {
    Title "attrmap playground";
    // Header
    Context "Context";
    Dialect "Dialect";
    Undo "Undo";
    Redo "Redo";
    Theme "Theme";
    ThemeSystem "Theme: as the system";
    ThemeLight "Theme: light";
    ThemeDark "Theme: dark";
    SwitchDirection "Switch direction";
    WorkspaceName "Workspace name";
    // Mappings
    Mappings "Mappings";
    Mapping "Mapping";
    Choose "What to look at";
    FilterMappings "Filter mappings";
    FilterPlaceholder "filter…";
    AddMapping "Add mapping";
    Add "Add";
    TargetAttribute "Target attribute";
    NoMappings "There is no mapping yet. Add one to begin.";
    Apply "Apply";
    ApplyCreate "create only";
    ApplyUpdate "create and update";
    SourcePriority "Source priority";
    MoveUp "Move {name} up";
    MoveDown "Move {name} down";
    DefaultWhenNull "When the result is null, take";
    DefaultPlaceholder "nothing";
    Note "Note";
    MappingFine "no problems";
    MappingWarning "has a warning";
    MappingError "has an error";
    MappingMenu "More for {name}";
    Duplicate "Duplicate";
    Delete "Delete";
    Up "Move up";
    Down "Move down";
    // Expression
    Expression "Expression";
    ExpressionFor "Expression for {name}";
    Clear "Clear";
    CopyExpression "Copy expression";
    MoreExpression "More for the expression";
    MoreProblems "+{count} more|+{count} more";
    AllFixes "All fixes";
    NoProblems "No problems";
    Error "Error";
    Warning "Warning";
    // Result
    Result "Result";
    ResultFor "for {name}";
    CopyResult "Copy result";
    ExpectThis "Expect this";
    Stale "from the last valid text";
    NoResultYet "The text does not parse.";
    NothingToEvaluate "Nothing to evaluate. Examples:";
    Characters "{count} char|{count} chars";
    Units "{count} UTF-16 unit|{count} UTF-16 units";
    StateValue "value";
    StateEmpty "empty";
    StateNull "null";
    StateMissing "missing";
    StateError "error";
    SetValue "Value";
    SetEmpty "Empty text";
    SetNull "Null";
    SetMissing "Missing (remove)";
    ContainsNull "contains the text “null”";
    CopiedExpression "Expression copied";
    CopiedResult "Result copied";
    CopyFailed "The browser refused the clipboard. Copy the text from here:";
    // Person
    Person "Person";
    PreviousPerson "Previous person";
    NextPerson "Next person";
    PersonPlace "{place} of {count}";
    Records "Records";
    FindAttribute "Find attribute";
    FindAttributePlaceholder "find attribute…";
    AddAttribute "Add attribute";
    AttributeName "Attribute name";
    ReadByExpression "read by the expression";
    StateOf "State of {name}";
    NoPerson "There is nobody here. Import people to begin.";
    Groups "groups";
    TargetNow "Target now";
    EffectSet "would be set";
    EffectChange "would change";
    EffectClear "would be cleared";
    EffectSame "stays the same";
    EffectSkip "not touched";
    ReasonFails "the expression fails";
    ReasonCreateOnly "applied on create only";
    ReasonPriority "{name} comes first";
    // Bottom
    Panels "Panels";
    People "People";
    Checks "Checks";
    Problems "Problems";
    FilterPeople "Filter people";
    FilterPeoplePlaceholder "text or an expression";
    KindText "text";
    KindExpression "expression";
    ShownOf "{shown} of {count} people";
    Number "Number";
    State "State";
    ChipError "Errors";
    ChipWarning "Warnings";
    ChipNull "Null";
    ChipEmpty "Empty";
    ChipChanged "Changed";
    ChipDuplicate "Duplicates";
    ChipCheckFailed "Checks failed";
    FlagNullText "text “null”";
    FlagBlank "blanks at the ends";
    FlagDuplicate "same {name} as {other}";
    FlagFails "fails";
    NoMatch "Nobody matches the filter.";
    ClearFilter "Clear filter";
    NoProblemsAnywhere "No mapping has a problem.";
    // Status
    CountPeople "{count} person|{count} people";
    CountMappings "{count} mapping|{count} mappings";
    CountErrors "{count} error|{count} errors";
    CountWarnings "{count} warning|{count} warnings";
    EngineVersion "engine {version}";
    DialectName "{name} dialect";
    NetLocked "network locked: nothing leaves here";
    NetOpen "network not locked";
    LiveResult "Result {text}, {problems}";
    ResizeMappings "Width of Mappings";
    ResizePerson "Width of Person";
    ResizeBottom "Height of the lower panel";
    Close "Close";
}
