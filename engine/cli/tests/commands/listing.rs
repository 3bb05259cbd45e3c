use crate::program::attrmap;

#[test]
fn every_spelling_is_listed_with_its_signature() {
    let run = attrmap(&["functions"]);
    assert_eq!(run.status, Some(0));
    assert!(run.out.contains("String.len(input: text) → integer\n"), "{}", run.out);
    assert!(run.out.contains("(input: text).length() → integer\n"), "{}", run.out);
    let classic = attrmap(&["functions", "--dialect", "classic"]).out;
    assert!(!classic.contains(").length()"), "{classic}");
}

#[test]
fn json_has_all_that_is_known_of_a_function() {
    let all = attrmap(&["functions", "--format", "json"]).json();
    let all = all.as_array().unwrap();
    let len = all.iter().find(|entry| entry["name"] == "String.len").unwrap();
    assert_eq!(len["dialect"], "classic");
    assert_eq!(len["parameters"][0]["name"], "input");
    assert_eq!(len["returns"], "integer");
    assert!(len["contexts"].as_array().unwrap().iter().any(|id| id == "group_rule"));
    assert!(len["examples"][0]["expression"].is_string());
}

#[test]
fn markdown_has_a_heading_for_each_function() {
    let run = attrmap(&["functions", "--format", "md"]);
    assert!(run.out.contains("\n## `String.len`\n"), "{}", run.out);
}

#[test]
fn shells_get_their_completion() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = attrmap(&["completion", shell]);
        assert_eq!(run.status, Some(0));
        assert!(run.out.contains("conformance"), "{shell}");
    }
}
