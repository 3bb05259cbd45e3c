//! zen-expression: byte code over decimals. It cuts text by bytes.

use std::cell::RefCell;

use serde_json::Value;
use zen_expression::scope::Scope;
use zen_expression::vm::VM;
use zen_expression::{Isolate, Variable};

use super::user;
use crate::field::{Answer, Field};
use crate::workload::Workload;

pub(super) const NAME: &str = "zen-expression 2.1.6";

impl Answer for Variable {
    fn into_text(self, _: &str) -> String {
        match self {
            Self::String(text) => text.to_string(),
            other => other.to_string(),
        }
    }
}

fn text(workload: Workload) -> &'static str {
    match workload {
        Workload::W1 => {
            r##"(user.directNumber != null ? user.directNumber : "") + "#" + user.extensionNumber"##
        }
        Workload::W2 => r#"user.lastName + ", " + user.firstName"#,
        Workload::W3 => {
            r#"(user.email != null ? lower(split(user.email, "@")[0]) : "") + "." + (user.lastName != null ? user.lastName[0:2] : "")"#
        }
        Workload::W4 => {
            r#"user.salary > 1000000 and not user.isContractor or contains(user.department, "Sales")"#
        }
    }
}

pub(super) fn enter(field: &mut Field<'_>, workload: Workload) {
    let expression = Isolate::new().compile_standard(text(workload)).expect("zen compiles it");
    let vm = RefCell::new(VM::new());
    let prepare = |profile: &_| Scope::new(Variable::from(&user(profile)));
    field.enter(NAME, prepare, move |scope, _| {
        let mut vm = vm.borrow_mut();
        expression.evaluate_with_scope(scope, &mut vm).unwrap_or(Variable::from(Value::Null))
    });
}

pub(super) fn compiler(workload: Workload) -> Box<dyn FnMut()> {
    let mut isolate = Isolate::new();
    Box::new(move || {
        std::hint::black_box(isolate.compile_standard(text(workload)).is_ok());
    })
}
