use super::*;
use crate::model::Apply;

fn people(text: &str) -> Imported {
    read(text, &how("appuser", Blank::Missing))
}

fn how(root: &str, blank: Blank) -> How {
    How { root: root.to_owned(), blank, ..How::default() }
}

fn line(imported: &Imported, at: usize, root: &str, name: &str) -> String {
    match imported.people[at].value(root, name) {
        Tagged::Missing => "missing".to_owned(),
        Tagged::Null => "null".to_owned(),
        value => value.to_line(),
    }
}

#[test]
fn flat_json_comes_under_the_root_of_the_context() {
    let imported = people(r#"[{"firstName":"Kim","n":null,"big":133520736000000000}, 3]"#);
    assert_eq!(imported.kind, Kind::Json);
    assert_eq!(line(&imported, 0, "appuser", "big"), "133520736000000000");
    assert_eq!(line(&imported, 0, "appuser", "n"), "null");
    assert_eq!(line(&imported, 0, "appuser", "gone"), "missing");
    assert_eq!(imported.skipped.len(), 1);
}

#[test]
fn json_lines_skip_a_bad_line_and_name_it() {
    let imported = people("{\"a\":1}\n{oops}\n{\"a\":3}\n");
    assert_eq!(imported.kind, Kind::JsonLines);
    assert_eq!(imported.people.len(), 2);
    assert_eq!(imported.skipped[0].line, 2);
}

#[test]
fn records_users_and_app_users_are_told_apart() {
    let records = people(r#"{"user":{"firstName":"A"},"appuser":{"x":1}}"#);
    assert_eq!(records.kind, Kind::Records);
    assert_eq!(line(&records, 0, "appuser", "x"), "1");
    let users = people(r#"[{"id":"00u1","status":"ACTIVE","profile":{"firstName":"A"}}]"#);
    assert_eq!(users.kind, Kind::OktaUsers);
    assert_eq!(line(&users, 0, "user", "firstName"), "A");
    assert_eq!(line(&users, 0, "$internal", "status"), "ACTIVE");
    let app_users =
        people(r#"[{"scope":"USER","credentials":{"userName":"a@b"},"profile":{"n":"1"}}]"#);
    assert_eq!(app_users.kind, Kind::OktaAppUsers);
    assert_eq!(line(&app_users, 0, "appuser", "userName"), "a@b");
}

#[test]
fn scim_attributes_get_dotted_names() {
    let imported = people(
        r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"Resources":[
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"name":{"givenName":"Eli"},"emails":[{"value":"e"}]}]}"#,
    );
    assert_eq!(imported.kind, Kind::Scim);
    assert_eq!(line(&imported, 0, "appuser", "name.givenName"), "Eli");
}

#[test]
fn tables_tell_blank_from_quoted_blank() {
    let text = "a;b;c\n1;;\"\"\nx;y\n\"q;\"\"z\";\"l\n2\";3\n";
    let imported = people(text);
    assert_eq!(imported.kind, Kind::Csv);
    assert_eq!(line(&imported, 0, "appuser", "b"), "missing");
    assert_eq!(imported.people[0].value("appuser", "c"), &Tagged::text(""));
    assert_eq!(line(&imported, 1, "appuser", "a"), "q;\"z");
    assert_eq!(line(&imported, 1, "appuser", "b"), "l\n2");
    assert_eq!(imported.skipped[0].line, 3);
    let empty = read(text, &how("user", Blank::Empty));
    assert_eq!(empty.people[0].value("user", "b"), &Tagged::text(""));
    assert_eq!(people("a\tb\n1\t2\n").kind, Kind::Tsv);
}

#[test]
fn ldif_folds_decodes_and_repeats() {
    let imported = people(
        "version: 1\n# people\ndn: cn=a,dc=x\nsn: Nov\n ak\ngivenName:: SGFuYQ==\nmail: a\nmail: b\n\noops\n",
    );
    assert_eq!(imported.kind, Kind::Ldif);
    assert_eq!(line(&imported, 0, "active_directory", "sn"), "Novak");
    assert_eq!(line(&imported, 0, "active_directory", "givenName"), "Hana");
    assert_eq!(line(&imported, 0, "active_directory", "mail"), r#"["a","b"]"#);
    assert_eq!(imported.skipped.len(), 1);
}

#[test]
fn mappings_come_from_the_api_and_from_terraform() {
    let api = people(
        r#"{"source":{},"target":{},"properties":{"email":{"expression":"user.email","pushStatus":"DONT_PUSH"}}}"#,
    );
    assert_eq!(api.kind, Kind::OktaMapping);
    assert_eq!(api.mappings[0].apply, Apply::Create);
    let terraform = people(
        "resource \"okta_profile_mapping\" \"x\" {\n  mappings {\n    id = \"a\"\n    expression = \"\\\"$${\\\" + user.b\"\n  }\n}\n",
    );
    assert_eq!(terraform.kind, Kind::Terraform);
    assert_eq!(terraform.mappings[0].expr, "\"${\" + user.b");
    let odd = people(
        "resource \"okta_profile_mapping\" \"x\" {\nmappings {\n id = \"a\"\n expression = \"$$${a} $${b} %%%{ $$ 5%% {\"\n}\n}\n",
    );
    assert_eq!(odd.mappings[0].expr, "$${a} ${b} %%{ $$ 5%% {");
}

#[test]
fn a_workspace_is_known_by_its_key() {
    let imported = people(r#"{"attrmap":1,"name":"n","people":[{"id":"1","name":"A"}]}"#);
    assert_eq!(imported.kind, Kind::Workspace);
    assert_eq!(imported.people.len(), 1);
    assert!(imported.workspace.is_some());
}

#[test]
fn nothing_of_this_is_read_and_nothing_panics() {
    for text in
        ["", " ", "hello", "{", "[1,", "dn:", "dn: x\n", "\"", "a,b", "resource \"", "{}\n{"]
    {
        assert!(people(text).workspace.is_none(), "{text}");
    }
}

#[test]
fn ids_are_new() {
    let one = people(r#"[{"id":"1"},{"id":"1"},{"x":1}]"#).people;
    let both = with_new_ids(&one, &one);
    let ids: std::collections::BTreeSet<_> =
        both.iter().chain(&one).map(|person| person.id.clone()).collect();
    assert_eq!(ids.len(), 5, "{ids:?}");
}

#[test]
fn columns_go_where_they_are_sent() {
    let text = "\nMail;Given;Skipped;Badge\na@b;Ada;x;007\nc@d;;y;\n";
    assert_eq!(columns(text), ["Mail", "Given", "Skipped", "Badge"]);
    let column = |root: &str, attribute: &str| Column {
        root: root.to_owned(),
        attribute: attribute.to_owned(),
    };
    let wished = How {
        columns: vec![
            column("user", "email"),
            column("appuser", "firstName"),
            Column::default(),
            column("user", "badge"),
        ],
        name: Some(3),
        ..how("appuser", Blank::Missing)
    };
    let imported = read(text, &wished);
    assert_eq!(line(&imported, 0, "user", "email"), "a@b");
    assert_eq!(line(&imported, 0, "appuser", "firstName"), "Ada");
    assert_eq!(line(&imported, 0, "appuser", "Skipped"), "missing");
    assert_eq!(imported.people[0].name, "007");
    assert_eq!(imported.people[1].name, "c@d");
    assert_eq!(line(&imported, 1, "user", "badge"), "missing");
    assert_eq!(columns("{\"a\":1,\n\"b\":2}"), [""; 0]);
}

#[test]
fn a_quote_that_never_ends_costs_its_line_only() {
    let imported = people("a,b\n1,2\n\"3,4\n5,6\n");
    assert_eq!(imported.people.len(), 2);
    assert_eq!(imported.skipped, [Skipped { line: 3, why: Why::OpenQuote }]);
    let hostile = format!("a,b\n{}", "\"x,\n".repeat(2_001));
    assert!(!people(&hostile).skipped.is_empty());
    assert_eq!(people("\"a,b\";c;d\n1;2;3\n").kind, Kind::Csv);
    assert_eq!(columns("\"a,b,x\";c;d\n1;2;3\n").len(), 3);
}

#[test]
fn a_bad_element_is_named_by_its_line() {
    let deep = format!("{}{}", "[".repeat(30), "]".repeat(30));
    let imported = people(&format!("[\n{{\"a\":1}},\n\n7,\n{{\"a\":{deep}}},\n{{\"a\":2}}\n]"));
    assert_eq!(imported.people.len(), 2);
    let lines: Vec<usize> = imported.skipped.iter().map(|skipped| skipped.line).collect();
    assert_eq!(lines, [4, 5]);
    let lines = people("{oops}\n{\"a\":1}\n");
    assert_eq!((lines.kind, lines.people.len(), lines.skipped[0].line), (Kind::JsonLines, 1, 1));
    assert_eq!(people("\n\n{\"a\":1}\n{oops\n").skipped[0].line, 4);
}

#[test]
fn too_much_is_refused_as_a_whole() {
    let text = format!("a,b\n{}", "1,2\n".repeat(100_001));
    let imported = people(&text);
    assert_eq!((imported.kind, imported.people.len()), (Kind::Csv, 0));
    assert_eq!(imported.skipped[0].why, Why::TooMany(100_001));
    assert_eq!(people("neither").skipped[0].why, Why::Unknown);
    let large = people(&" ".repeat(LARGEST + 1));
    assert_eq!(large.skipped[0].why, Why::TooLarge(LARGEST + 1));
}

#[test]
fn people_are_called_what_their_attributes_suggest() {
    let named = |header: &str, row: &str| {
        read(&format!("{header},city\n{row},x\n"), &how("user", Blank::Missing)).people[0]
            .name
            .clone()
    };
    assert_eq!(named("id,displayName", "7,Ada L."), "Ada L.");
    assert_eq!(named("id,firstName,lastName", "7,Ada,Lovelace"), "Ada Lovelace");
    assert_eq!(named("firstName,login", "Ada,ada"), "ada");
    assert_eq!(named("id,firstName", "7,Ada"), "Ada");
    assert_eq!(named("id", "7"), "7");
    assert_eq!(named("badge", "7"), "Person 1");
}
