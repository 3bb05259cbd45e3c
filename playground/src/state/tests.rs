use super::*;
use crate::model::{Apply, Context, Dialect, Tagged};
use crate::scenarios;

fn seed() -> State {
    scenarios::office_at_hand()
}

fn after(state: &State, actions: &[Action]) -> State {
    actions.iter().fold(state.clone(), |state, action| state.reduce(action))
}

fn text(state: &State) -> &str {
    &state.mapping().unwrap().expr
}

fn typed(text: &str) -> Action {
    Action::EditText { target: "primaryPhone".to_owned(), text: text.to_owned() }
}

fn extension(state: &State) -> &Tagged {
    state.current_person().unwrap().value("appuser", "extensionNumber")
}

fn set_extension(value: Tagged) -> Action {
    Action::Edit(Edit::SetValue {
        person: "farah".to_owned(),
        root: "appuser".to_owned(),
        attribute: "extensionNumber".to_owned(),
        value,
    })
}

#[test]
fn the_first_screen_is_the_vendors_rule_with_farah() {
    let state = seed();
    assert_eq!(
        text(&state),
        r##"(appuser.directNumber != null ? appuser.directNumber : "") + "#" + appuser.extensionNumber"##
    );
    assert_eq!(state.current_person().unwrap().name, "Farah Khan");
    assert_eq!(state.workspace.people.len(), 9);
    assert_eq!(state.workspace.set.checks.len(), 6);
    assert_eq!(state.workspace.set.mappings.len(), 5);
    assert_eq!(state.person_index(), Some(2));
    assert_eq!(extension(&state), &Tagged::Null);
}

#[test]
fn typing_is_one_step_until_it_pauses() {
    let state = after(&seed(), &[typed("a"), typed("ab"), Action::Seal, typed("abc")]);
    assert_eq!(text(&state), "abc");
    let state = state.reduce(&Action::Undo);
    assert_eq!(text(&state), "ab");
    let state = state.reduce(&Action::Undo);
    assert_eq!(text(&state), text(&seed()));
    assert!(!state.history.can_undo());
    let state = after(&state, &[Action::Redo, Action::Redo, Action::Redo]);
    assert_eq!(text(&state), "abc");
}

#[test]
fn typing_leaves_the_editor_alone_and_undo_does_not() {
    let state = seed();
    let revision = state.revision;
    let state = state.reduce(&typed("a"));
    assert_eq!(state.revision, revision);
    assert!(state.reduce(&Action::Undo).revision > revision);
}

#[test]
fn a_fix_is_a_step_of_its_own() {
    let fix = Action::ReplaceText { target: "primaryPhone".to_owned(), text: "b".to_owned() };
    let state = after(&seed(), &[typed("a"), fix]);
    assert_eq!(text(&state.reduce(&Action::Undo)), "a");
}

#[test]
fn a_change_after_undo_forgets_what_was_undone() {
    let state = after(&seed(), &[typed("a"), Action::Undo, typed("b")]);
    assert!(!state.history.can_redo());
    assert_eq!(text(&state), "b");
}

#[test]
fn an_edit_that_changes_nothing_is_no_step() {
    let state = seed().reduce(&set_extension(Tagged::Null));
    assert!(!state.history.can_undo());
}

#[test]
fn the_four_states_can_be_set_and_undone() {
    let values = [Tagged::text("103"), Tagged::text(""), Tagged::Missing];
    let mut state = seed();
    for value in &values {
        state = state.reduce(&set_extension(value.clone()));
        assert_eq!(extension(&state), value);
    }
    for value in [&values[1], &values[0], &Tagged::Null] {
        state = state.reduce(&Action::Undo);
        assert_eq!(extension(&state), value);
    }
}

#[test]
fn stepping_stops_at_both_ends() {
    let state = after(&seed(), &[Action::StepPerson(-1), Action::StepPerson(-5)]);
    assert_eq!(state.person_index(), Some(0));
    let state = after(&state, &[Action::StepPerson(100), Action::StepMapping(1)]);
    assert_eq!(state.person_index(), Some(8));
    assert_eq!(state.target, "primaryPhone");
    assert_eq!(state.reduce(&Action::StepMapping(-1)).target, "email");
}

#[test]
fn removing_the_selected_mapping_selects_another_and_undo_brings_it_back() {
    let state = seed().reduce(&Edit::RemoveMapping("primaryPhone".to_owned()).into());
    assert_eq!(state.target, "login");
    let state = state.reduce(&Action::Undo);
    assert!(state.workspace.set.mapping("primaryPhone").is_some());
}

#[test]
fn switching_direction_walks_round_and_keeps_everything() {
    let directions = 1 + seed().workspace.others.len();
    let mut state = seed();
    let switch = Action::Edit(Edit::SwitchDirection);
    state = state.reduce(&switch);
    assert_eq!(state.workspace.set.context, Context::ToApp);
    assert!(state.mapping().is_some());
    for _ in 1..directions {
        state = state.reduce(&switch);
    }
    assert_eq!(state.workspace, seed().workspace);
}

#[test]
fn a_context_of_the_other_dialect_brings_it() {
    let state = seed().reduce(&Edit::SetContext(Context::SigninPolicy).into());
    assert_eq!(state.workspace.dialect, Dialect::Identity);
    let state = state.reduce(&Edit::SetDialect(Dialect::Classic).into());
    assert_eq!(state.workspace.set.context, Context::Any);
}

#[test]
fn priority_moves_with_buttons() {
    let down = |by| {
        Action::Edit(Edit::MoveSource {
            target: "primaryPhone".to_owned(),
            source: "Office@Hand".to_owned(),
            by,
        })
    };
    let state = seed().reduce(&down(1));
    let order = state.workspace.set.priority.get("primaryPhone").unwrap();
    assert_eq!(order, &["Active Directory", "Office@Hand"]);
    assert_eq!(state.reduce(&down(1)).workspace, state.workspace);
    assert_eq!(state.reduce(&down(-1)).workspace, seed().workspace);
}

#[test]
fn a_duplicate_is_selected_and_applies_alike() {
    let state = after(
        &seed(),
        &[
            Edit::SetApply("primaryPhone".to_owned(), Apply::Create).into(),
            Edit::DuplicateMapping("primaryPhone".to_owned()).into(),
        ],
    );
    assert_eq!(state.target, "primaryPhoneCopy");
    assert_eq!(state.mapping().unwrap().apply, Apply::Create);
}

#[test]
fn undo_of_another_workspace_selects_what_was_selected() {
    let before = seed();
    let blank = before.reduce(&Action::New("Untitled".to_owned()));
    let undone = blank.reduce(&Action::Undo);
    assert_eq!((&undone.target, &undone.person), (&before.target, &before.person));
    let again = undone.reduce(&Action::SelectMapping("email".to_owned())).reduce(&Action::Redo);
    assert_eq!((again.target.as_str(), again.person.as_str()), ("login", ""));
    assert_eq!(again.reduce(&Action::Undo).target, "email");
}

#[test]
fn undo_of_an_edit_leaves_the_selection_alone() {
    let edited = seed().reduce(&Edit::Rename("mine".to_owned()).into());
    let elsewhere = edited.reduce(&Action::SelectMapping("email".to_owned()));
    assert_eq!(elsewhere.reduce(&Action::Undo).target, "email");
}

#[test]
fn the_log_begins_with_what_was_opened_however_quick_the_first_change_is() {
    let state = seed().reduce(&Edit::Rename("mine".to_owned()).into());
    let settled = state.reduce(&Action::Settle { time: 7, changed: 0 });
    let names: Vec<_> = settled.log.iter().map(|(_, entry)| &entry.workspace.name).collect();
    assert_eq!(names, [&seed().workspace.name, &"mine".to_owned()]);
    assert_eq!(seed().reduce(&Action::Settle { time: 7, changed: 0 }).log.iter().len(), 1);
}

#[test]
fn another_workspace_is_one_step_and_undo_brings_back_the_one_before() {
    let edited = seed().reduce(&Edit::Rename("mine".to_owned()).into());
    let other = Action::Replace(Box::new(scenarios::Scenario::GroupRules.open()));
    for action in [other, Action::New("Untitled".to_owned()), Action::Duplicate("b".to_owned())] {
        let state = edited.reduce(&action);
        assert_ne!(state.workspace.name, "mine");
        assert!(Rc::ptr_eq(&state.workspace, &state.opened), "nothing to keep yet");
        assert!(state.mapping().is_some());
        assert_eq!(state.reduce(&Action::Undo).workspace, edited.workspace);
    }
    let blank = edited.reduce(&Action::New("Untitled".to_owned()));
    assert_eq!(blank.target, "login", "the first attribute that is required");
    assert_eq!((text(&blank), blank.workspace.people.len()), ("", 0));
}
