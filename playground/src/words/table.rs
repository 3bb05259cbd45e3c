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
    Import "Import";
    Export "Export";
    Share "Share";
    Help "Help";
    Keyboard "Keyboard";
    Privacy "Privacy";
    Workspace "Workspace: {name}";
    OpenScenario "Open: {name}";
    ScenarioOfficeAtHand "Office@Hand round trip";
    ScenarioGroupRules "Group rules";
    ScenarioUserNames "User names";
    ScenarioTokenClaims "Token claims";
    Settings "Settings";
    EdgeCases "Edge cases";
    Theme "Theme";
    ThemeSystem "Theme: as the system";
    ThemeLight "Theme: light";
    ThemeDark "Theme: dark";
    SwitchDirection "Switch direction";
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
    Format "Format";
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
    ReadByExpression "read by the expression";
    StateOf "State of {name}";
    NoPerson "There is nobody here. Import people to begin.";
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
    Diff "Diff";
    History "History";
    Problems "Problems";
    Trace "Trace";
    NothingToTrace "There is nothing to trace.";
    NotEvaluated "not evaluated";
    NoChecks "There is no check yet. “Expect this” in the result adds one.";
    ChecksSummary "{passed} pass, {failed} fail";
    AcceptResults "Accept new results";
    CheckName "Name";
    Expected "Expected";
    Got "Got";
    Actions "Actions";
    CheckPasses "passes";
    CheckFails "fails";
    RemoveCheck "Remove the check of {name}";
    IsNull "is null";
    IsEmpty "is empty";
    IsMissing "is missing";
    Matches "matches";
    HasType "has type";
    FailsWith "fails with";
    IsOneOf "is one of";
    NothingToCompare "nothing to compare";
    PinBaseline "Pin baseline";
    NoBaseline "Pin the present results, then edit: everybody who changes is listed here.";
    Before "Before";
    After "After";
    DiffSummary "{changed} of {count} people change";
    CountSet "{count} set|{count} set";
    CountChanged "{count} changed|{count} changed";
    CountCleared "{count} cleared|{count} cleared";
    Removed "removed";
    Added "added";
    Time "Time";
    What "What";
    Results "Results";
    ResultsChanged "{count} result changed|{count} results changed";
    Present "present";
    Restore "Restore";
    Opened "opened";
    WorkspaceChanged "workspace";
    Notice "Notice";
    SharedCopy "This is a shared copy. Your own draft is untouched.";
    KeepAsNew "Keep as new";
    BackToDraft "Back to my draft";
    LinkDamaged "The link cannot be read: it is damaged or incomplete.";
    LinkNewer "The link was made by a newer version of this page.";
    LinkTooLarge "The link is too large to be read.";
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
    WholeSet "The set as a whole";
    // Settings
    Language "Language";
    KeptHere "Mappings and checks are kept on this device as a draft. People are not.";
    Forget "Forget everything on this device";
    ForgetReally "Really forget everything on this device";
    Forgotten "Everything on this device is forgotten";
    // Edge cases
    ReadsNothing "The expression reads no attribute.";
    EdgeAttributes "Attributes that the expression reads";
    EdgeVariants "Values";
    EdgeAdd "Add {count} person|Add {count} people";
    EdgeAdded "{count} person added|{count} people added";
    EdgeReason "{name} is {value}";
    RemoveGenerated "Remove generated people";
    EdgeBlanks "blanks only";
    EdgeOuterBlanks "with blanks around it";
    EdgeVeryLong "256 characters";
    EdgeAccent "é";
    EdgeChinese "王伟";
    EdgeEmoji "an emoji pair";
    EdgeRightToLeft "right to left";
    EdgeCombining "a combining accent";
    EdgeQuote "a quote";
    EdgeApostrophe "an apostrophe";
    EdgeBackslash "a backslash";
    EdgeHash "with #";
    EdgeAt "with @";
    EdgeLeadingZero "a leading zero";
    EdgeNumberAsText "a number as text";
    EdgeBigInteger "a large whole number";
    EdgeEmptyList "an empty list";
    EdgeListOfOne "a list of one";
    EdgeListOfThree "a list of three";
    EdgeUpper "upper case";
    EdgeLower "lower case";
    EdgeDotlessI "Turkish İ and ı";
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
    // Keyboard help
    KeyRegion "next or previous region of the page";
    KeyHelp "this help";
    KeyFix "the quick fix at the caret, or of the worst problem";
    KeyProblem "next or previous problem";
    KeyPerson "previous or next person";
    KeyMapping "previous or next mapping";
    KeyExpect "expect the current result";
    KeySave "save the workspace as a file";
    KeyShare "share";
    KeyOpen "import";
    KeyUndo "undo, redo: the text inside the editor, the workspace outside";
    KeyTab "leave the editor";
    KeyGrid "move in the list of people";
    KeyEnds "to the ends of a row or of the list";
    KeyChoose "make the person of the row current";
    KeyTabs "previous or next tab";
    KeyEscape "close what is on top";
    // Privacy
    PrivacyStatement "Everything runs in this page. Expressions, people and results are not sent anywhere. There is no account, no analytics and no cookie. After loading, this page blocks its own network access; you can test that here. Mappings and checks are kept on this device so that you find them again; people are kept only if you choose so. A share link contains what you tick and nothing else.";
    TestIt "Test it";
    RequestRefused "The browser refused the request: {reason}";
    RequestAnswered "The request was answered: the network is not locked.";
    // Share
    ShareMappings "mappings";
    ShareChecks "checks";
    SharePeople "people";
    ShareCurrent "only the current person";
    ShareRedact "redact people";
    Link "Link";
    ShareHolds "The link contains {count} person|The link contains {count} people";
    ShareHoldsNobody "The link contains nobody.";
    ShareLong "Some programs cut links over {limit} characters.";
    ShareTooLong "This is too long for most programs: save a file instead.";
    CopyLink "Copy link";
    CopiedLink "Link copied";
    CopyMarkdown "Copy as Markdown";
    CopiedMarkdown "Markdown copied";
    // Export
    ExportForm "Form";
    ExportText "Text to export";
    ExportHolds "This contains {count} person|This contains {count} people";
    ExportHoldsNobody "This contains no person.";
    ExportHasErrors "The current expression has an error in its context.";
    Copy "Copy";
    CopiedExport "Export copied";
    Download "Download";
    FormExpression "Expression only";
    FormMappingSet "Mapping set (JSON)";
    FormApiBody "Body for the mappings API";
    FormTerraform "Terraform";
    FormSpreadsheetCsv "Results, CSV for a spreadsheet";
    FormExactCsv "Results, exact CSV";
    FormChecks "Checks (JSON)";
    FormMarkdown "Summary (Markdown)";
    FormWorkspace "Whole workspace (JSON)";
    // Import
    PasteData "Paste data";
    PastePlaceholder "JSON, JSON lines, CSV, LDIF, SCIM, answers of the Okta API, Terraform";
    ChooseFile "or choose a file";
    ImportRoot "Root";
    BlankIsEmpty "blank fields are empty text";
    ImportReport "{read} read, {skipped} skipped";
    ImportLine "line {line}";
    Preview "Preview";
    AddPeople "Add people";
    ReplacePeople "Replace people";
    ReplaceMappings "Replace mappings";
    OpenWorkspace "Open workspace";
    Imported "{count} imported|{count} imported";
}
