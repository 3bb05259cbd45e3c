//! attrmap itself: over rows of slots, and by name from a context.

use std::cell::RefCell;

use attrmap::context::Context;
use attrmap::environment::Environment;
use attrmap::eval::Row;
use attrmap::expression::{Expression, Layout};
use attrmap::value::{Object, Value};

use crate::field::Field;
use crate::people::Profile;
use crate::workload::Workload;

/// Enters every way of evaluating one person.
pub(crate) fn enter(field: &mut Field<'_>, workload: Workload) {
    enter_rows(field, workload);
    let expression = compiled(workload);
    let context = |profile: &Profile| context(workload, profile);
    if workload.is_boolean() {
        field.enter("attrmap: by name from a context", context, move |context, _| {
            is_true(&expression.evaluate(context).expect("W4 has no errors"))
        });
    } else {
        field.enter("attrmap: by name from a context", context, move |context, out| {
            expression.append_to(context, out).expect("the rule has no errors");
        });
    }
}

fn enter_rows(field: &mut Field<'_>, workload: Workload) {
    let mut layout = Layout::default();
    let environment = Environment::default();
    let expression = Expression::compile_in(workload.text(), &environment, &mut layout);
    let expression = expression.expect("the rule compiles");
    let nobody = Context::new();
    // Rows borrow from people who stay for the whole race.
    let row = move |profile| Row::new(&layout, Box::leak(Box::new(context(workload, profile))));
    if workload.is_boolean() {
        field.enter("attrmap: row → boolean", row, move |row, _| {
            expression.holds_for_row(row, &nobody).expect("W4 has no errors")
        });
    } else {
        field.enter("attrmap: row → reused buffer", row, move |row, out| {
            expression.append_row_to(row, &nobody, out).expect("the rule has no errors");
        });
    }
}

fn is_true(value: &Value<'_>) -> bool {
    matches!(value, Value::Boolean(true))
}

fn context(workload: Workload, profile: &Profile) -> Context {
    let mut context = Context::new();
    context.set(workload.root(), Object::from(profile));
    context
}

fn compiled(workload: Workload) -> Expression {
    Expression::compile(workload.text(), &Environment::default()).expect("the rule compiles")
}

/// Compiles a workload's expression, as often as it is called.
pub(crate) fn compiler(workload: Workload) -> Box<dyn FnMut()> {
    let environment = Environment::default();
    let last = RefCell::new(None);
    Box::new(move || {
        last.replace(Some(Expression::compile(workload.text(), &environment)));
    })
}
