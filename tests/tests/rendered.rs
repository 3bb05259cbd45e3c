//! How problems look: message, carets, help and fixes, as one text to read.

use attrmap::check::check;
use attrmap::context::Context;
use attrmap::diagnostic::{Plain, render};
use attrmap::dialect::{Dialect, Place};
use attrmap::environment::{Environment, KnownAttribute, KnownRoot};
use attrmap::types::Type;

/// One of each sort: broken text, calls, names, places, what is accepted and not meant.
const SHOWN: &[(Dialect, Place, &str)] = &[
    (Dialect::Classic, Place::ProfileMappingToOkta, SEED),
    (Dialect::Classic, Place::GroupRule, "user.costCenter == \\\"CC-40\\\""),
    (Dialect::Classic, Place::Any, "String.toUpperCase(“east”)"),
    (Dialect::Classic, Place::GroupRule, "user.city == \"Rome\" AND OR user.state == \"RM\""),
    (Dialect::Classic, Place::GroupRule, "user.city == \"Rome AND user.active"),
    (Dialect::Classic, Place::GroupRule, "(user.city == \"Rome\""),
    (Dialect::Classic, Place::GroupRule, "user is in group Rome"),
    (Dialect::Classic, Place::GroupRule, "user.city = \"Rome\""),
    (Dialect::Classic, Place::GroupRule, "user.city == Rome"),
    (Dialect::Classic, Place::GroupRule, "costCode == \"7\""),
    (Dialect::Classic, Place::GroupRule, "profile.city == \"Rome\""),
    (Dialect::Classic, Place::ProfileMappingToOkta, "appuser.Username + appuser.citty"),
    (Dialect::Classic, Place::Any, "String.ToUpper(user.city)"),
    (Dialect::Classic, Place::Any, "String.endsWith(user.email, \".example\")"),
    (Dialect::Classic, Place::Any, "IIF(user.active, \"yes\", \"no\")"),
    (Dialect::Classic, Place::Any, "String.replace(user.city, \"a\")"),
    (
        Dialect::Classic,
        Place::GroupRule,
        "String.startsWith(String.toLowerCase(user.city, \"ro\"))",
    ),
    (Dialect::Classic, Place::GroupRule, "user.city.contains(\"Ro\")"),
    (Dialect::IdentityEngine, Place::SigninPolicy, "String.len(user.city) > 0"),
    (Dialect::Classic, Place::GroupRule, "String.toLowerCase(user.city)"),
    (Dialect::Classic, Place::GroupRule, "Convert.toInt(user.level) > 3"),
    (Dialect::Classic, Place::GroupRule, "appuser.city == \"Rome\""),
    (Dialect::Classic, Place::GroupRule, "user.status == \"STAGED\""),
    (Dialect::Classic, Place::OidcClaim, "Groups.contains(\"OKTA\", \"Ro\", 150) ? \"a\" : \"b\""),
    (Dialect::Classic, Place::Any, "user.suffix != null ? user.suffix : \"-\""),
    (Dialect::Classic, Place::GroupRule, "isMemberOfAnyGroup(\"Rome staff\")"),
    (Dialect::Classic, Place::GroupRule, "user.city == \"rome\""),
    (Dialect::Classic, Place::GroupRule, "user.a == \"1\" OR user.b == \"2\" AND user.c == \"3\""),
    (Dialect::IdentityEngine, Place::SigninPolicy, "device.profile.osVersion > \"9.1\""),
    (Dialect::Classic, Place::Any, "\"a\" +\n  user.größe +\n  \"王伟\" + user.b"),
];

const SEED: &str = "(appuser.directNumber != null ? appuser.directNumber : \"\") + \"#\" + appuser.extensionNumber";

#[test]
fn problems_are_drawn_under_the_text() {
    let mut page = String::new();
    for (dialect, place, text) in SHOWN {
        let environment = environment(*dialect, *place);
        for found in check(text, &environment).diagnostics {
            page.push_str(&render(&found, text, &Plain));
            page.push('\n');
        }
    }
    insta::assert_snapshot!(page);
}

/// With a schema for `appuser` and one sample person.
fn environment(dialect: Dialect, place: Place) -> Environment {
    let mut environment = Environment::new(dialect, place);
    let names = ["userName", "city", "directNumber", "extensionNumber"];
    let attribute = |name: &str| KnownAttribute { name: name.to_owned(), ty: Type::TEXT };
    environment.known.push(KnownRoot {
        root: "appuser".to_owned(),
        title: "RingCentral Office@Hand".to_owned(),
        attributes: names.into_iter().map(attribute).collect(),
    });
    let mut person = Context::new();
    person.set("user", [("city", "Rome".into())].into_iter().collect());
    environment.with_samples([person])
}
