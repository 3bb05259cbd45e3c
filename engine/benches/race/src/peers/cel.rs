//! cel: Google's Common Expression Language, with its extension for strings.

use std::sync::Arc;

use cel::{Context, Env, Value, extensions};

use super::user;
use crate::field::{Answer, Field};
use crate::workload::Workload;

pub(super) const NAME: &str = "cel 0.15.0";

impl Answer for Value {
    fn into_text(self, _: &str) -> String {
        match self {
            Self::String(text) => text.to_string(),
            Self::Bool(value) => value.to_string(),
            other => format!("{other:?}"),
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
            r#"(user.email != null ? user.email.substring(0, user.email.indexOf("@")).lowerAscii() : "") + "." + (user.lastName != null ? user.lastName.substring(0, 3) : "")"#
        }
        Workload::W4 => {
            r#"user.salary > 1000000 && !user.isContractor || user.department.contains("Sales")"#
        }
    }
}

fn environment() -> Env {
    let mut environment = Env::stdlib();
    environment.add_extension(extensions::strings).expect("the names are free");
    environment
}

pub(super) fn enter(field: &mut Field<'_>, workload: Workload) {
    let environment = Arc::new(environment());
    let program = environment.compile(text(workload)).expect("cel compiles it");
    let prepare = |profile: &_| {
        let mut context = Context::with_env(Arc::clone(&environment));
        let fields = cel::to_value(&user(profile)["user"]).expect("cel takes JSON");
        context.add_variable_from_value("user", fields);
        context
    };
    field.enter(NAME, prepare, move |context, _| program.execute(context).unwrap_or(Value::Null));
}

pub(super) fn compiler(workload: Workload) -> Box<dyn FnMut()> {
    let environment = environment();
    Box::new(move || {
        std::hint::black_box(environment.compile(text(workload)).is_ok());
    })
}
