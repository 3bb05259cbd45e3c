use super::*;
use crate::context::Context;
use crate::dialect::Place;
use crate::environment::{AllowedValues, KnownAttribute};

fn people() -> Samples {
    let people = serde_json::json!([
        {"user": {"city": "Rome", "tags": ["a", "b"], "profile": {"zip": "1"}},
         "$groups": [{"id": "00g1", "profile": {"name": "West's"}}]},
        {"user": {"city": "Oslo", "cityCode": 3}},
        {"user": {"city": null}},
    ]);
    let people = people.as_array().unwrap().iter();
    Samples::of(&people.map(|p| Context::from_json(p.as_object().unwrap())).collect::<Vec<_>>())
}

fn at(environment: &Environment, marked: &str) -> (String, Vec<Completion>) {
    let offset = marked.find('|').unwrap();
    let text = marked.replace('|', "");
    let items = complete(&text, offset, environment, &people());
    (text, items)
}

fn labels(environment: &Environment, marked: &str) -> Vec<String> {
    at(environment, marked).1.into_iter().map(|item| item.label).collect()
}

fn classic() -> Environment {
    Environment::new(Dialect::Classic, Place::Any)
}

#[test]
fn attributes_tell_how_many_people_have_them() {
    let (text, items) = at(&classic(), "String.len(user.ci|x) + ");
    assert_eq!(items[0].label, "city");
    assert_eq!(items[0].detail, "text · in 2 of 3 · Rome");
    assert_eq!(items[0].span.of(&text), "cix");
}

#[test]
fn the_type_that_is_expected_comes_first() {
    let labels = labels(&classic(), "String.len(user.|");
    let place = |name: &str| labels.iter().position(|label| label == name).unwrap();
    assert!(place("city") < place("tags"));
    assert!(place("city") < place("cityCode"));
}

#[test]
fn the_schema_is_proposed_besides_the_people() {
    let mut environment = classic();
    environment.known.push(KnownRoot {
        root: "user".to_owned(),
        title: "Okta".to_owned(),
        attributes: vec![KnownAttribute { name: "login".to_owned(), ty: Type::TEXT }],
    });
    let found = labels(&environment, "user.|");
    assert!(["login", "city", "tags"].iter().all(|name| found.iter().any(|label| label == name)));
}

#[test]
fn only_what_the_place_allows_is_proposed() {
    let rule = Environment::new(Dialect::Classic, Place::GroupRule);
    let found = labels(&rule, "|");
    assert!(found.contains(&"user".to_owned()) && !found.contains(&"appuser".to_owned()));
    assert!(found.contains(&"isMemberOfGroupName".to_owned()));
    assert!(!found.iter().any(|label| label.starts_with("Convert.")), "{found:?}");
    let place = |name: &str| found.iter().position(|label| label == name).unwrap();
    assert!(place("isMemberOfGroup") < place("String.len"));
}

#[test]
fn methods_are_those_of_the_receiver() {
    let environment = Environment::new(Dialect::IdentityEngine, Place::Any);
    let found = labels(&environment, "user.profile.zip + 'a'.|");
    assert!(found.contains(&"toUpperCase".to_owned()) && !found.contains(&"add".to_owned()));
    assert_eq!(labels(&environment, "user.profile.z|")[0], "zip");
}

#[test]
fn broken_text_is_completed_anywhere() {
    for marked in
        ["(user.c|", "user.zip ? user.c| : ", "String.len(', user.') + user.c|)) ]", "{user.c|"]
    {
        assert_eq!(labels(&classic(), marked)[0], "city", "{marked}");
    }
    assert_eq!(labels(&classic(), "12|"), Vec::<String>::new());
    assert_eq!(labels(&classic(), "user.city A|"), ["AND", "matches"]);
}

#[test]
fn between_quotes_stand_values() {
    let mut environment = classic();
    assert_eq!(labels(&environment, "user.city == '|'"), ["Rome", "Oslo"]);
    assert_eq!(labels(&environment, "'|' == user.city"), ["Rome", "Oslo"]);
    assert_eq!(labels(&environment, "Arrays.contains(user.tags, \"|"), ["a", "b"]);
    assert_eq!(labels(&environment, "user.getInternalProperty('s|')"), ["status"]);
    environment.allowed.push(AllowedValues {
        root: "user".to_owned(),
        attribute: "city".to_owned(),
        values: vec!["Bern".to_owned()],
    });
    assert_eq!(labels(&environment, "user.city == '|'"), ["Bern"]);
}

#[test]
fn group_names_are_quoted_as_the_text_needs() {
    let (text, items) = at(&classic(), "isMemberOfGroupName('x|y')");
    assert_eq!((items.len(), text.as_str()), (0, "isMemberOfGroupName('xy')"));
    let (text, items) = at(&classic(), "isMemberOfGroupName('|y')");
    assert_eq!(items[0].insert, "West''s");
    assert_eq!(items[0].span.of(&text), "y");
    assert_eq!(at(&classic(), "isMemberOfGroup(\"|\")").1[0].insert, "00g1");
    assert_eq!(labels(&classic(), "getFilteredGroups({'00g1'}, 'group.na|', 10)"), ["name"]);
}
