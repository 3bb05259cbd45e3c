//! minijinja: templates; here their expressions alone.

use minijinja::value::{Serde, ValueKind};
use minijinja::{Environment, Value};

use super::user;
use crate::field::{Answer, Field};
use crate::workload::Workload;

pub(super) const NAME: &str = "minijinja 3.0.5";

impl Answer for Value {
    fn into_text(self, _: &str) -> String {
        match self.kind() {
            // Templates write `True`.
            ValueKind::Bool => self.is_true().to_string(),
            _ => self.to_string(),
        }
    }
}

fn text(workload: Workload) -> &'static str {
    match workload {
        Workload::W1 => {
            r##"(user.directNumber if user.directNumber is not none else "") ~ "#" ~ user.extensionNumber"##
        }
        Workload::W2 => r#"user.lastName ~ ", " ~ user.firstName"#,
        Workload::W3 => {
            r#"(user.email|split("@")|first|lower if user.email is not none else "") ~ "." ~ (user.lastName[:3] if user.lastName is not none else "")"#
        }
        Workload::W4 => {
            r#"user.salary > 1000000 and not user.isContractor or "Sales" in user.department"#
        }
    }
}

pub(super) fn enter(field: &mut Field<'_>, workload: Workload) {
    // The compiled expression borrows from its environment, and both stay for the whole race.
    let environment: &'static Environment<'static> = Box::leak(Box::new(Environment::new()));
    let rule = environment.compile_expression(text(workload)).expect("minijinja compiles it");
    let prepare = |profile: &_| Value::from(Serde(user(profile)));
    field.enter(NAME, prepare, move |person, _| {
        rule.eval(person.clone()).unwrap_or(Value::UNDEFINED)
    });
}

pub(super) fn compiler(workload: Workload) -> Box<dyn FnMut()> {
    let environment = Environment::new();
    Box::new(move || {
        std::hint::black_box(environment.compile_expression(text(workload)).is_ok());
    })
}
