//! rhai: a scripting language that walks its tree.

use rhai::{Dynamic, Engine, Map, Scope};

use super::user;
use crate::field::{Answer, Field};
use crate::workload::Workload;

pub(super) const NAME: &str = "rhai 1.27.0";

impl Answer for Dynamic {
    fn into_text(self, _: &str) -> String {
        self.to_string()
    }
}

fn text(workload: Workload) -> &'static str {
    match workload {
        Workload::W1 => {
            r##"(if user.directNumber != () { user.directNumber } else { "" }) + "#" + user.extensionNumber"##
        }
        Workload::W2 => r#"user.lastName + ", " + user.firstName"#,
        Workload::W3 => {
            r#"(if user.email != () { user.email.sub_string(0, user.email.index_of("@")).to_lower() } else { "" }) + "." + (if user.lastName != () { user.lastName.sub_string(0, 3) } else { "" })"#
        }
        Workload::W4 => {
            r#"user.salary > 1000000 && !user.isContractor || user.department.contains("Sales")"#
        }
    }
}

pub(super) fn enter(field: &mut Field<'_>, workload: Workload) {
    let engine = Engine::new();
    let rule = engine.compile_expression(text(workload)).expect("rhai compiles it");
    let prepare = |profile: &_| {
        let mut scope = Scope::new();
        let fields: Map =
            rhai::serde::to_dynamic(&user(profile)["user"]).expect("rhai takes JSON").cast();
        scope.push("user", fields);
        scope
    };
    field.enter(NAME, prepare, move |scope, _| {
        engine.eval_ast_with_scope::<Dynamic>(scope, &rule).unwrap_or(Dynamic::UNIT)
    });
}

pub(super) fn compiler(workload: Workload) -> Box<dyn FnMut()> {
    let engine = Engine::new();
    Box::new(move || {
        std::hint::black_box(engine.compile_expression(text(workload)).is_ok());
    })
}
