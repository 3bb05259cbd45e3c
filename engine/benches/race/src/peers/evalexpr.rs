//! evalexpr: a small evaluator with flat names; both sides of its `if` are always evaluated.

use evalexpr::{
    ContextWithMutableFunctions, ContextWithMutableVariables, DefaultNumericTypes, EvalexprError,
    Function, HashMapContext, Node, Value, build_operator_tree,
};
use serde_json::Value as Json;

use super::user;
use crate::field::{Answer, Field};
use crate::workload::Workload;

pub(super) const NAME: &str = "evalexpr 13.1.0";

type Context = HashMapContext<DefaultNumericTypes>;
type Rule = Node<DefaultNumericTypes>;
type Answered = Result<Value, EvalexprError<DefaultNumericTypes>>;

impl Answer for Value {
    fn into_text(self, _: &str) -> String {
        self.as_string().unwrap_or_else(|_| format!("{self}"))
    }
}

fn text(workload: Workload) -> &'static str {
    match workload {
        Workload::W1 => {
            r##"if(user.directNumber != (), user.directNumber, "") + "#" + user.extensionNumber"##
        }
        Workload::W2 => r#"user.lastName + ", " + user.firstName"#,
        Workload::W3 => {
            r#"if(user.email != (), str::to_lowercase(before(user.email, "@")), "") + "." + if(user.lastName != (), first(user.lastName, 3), "")"#
        }
        Workload::W4 => {
            r#"user.salary > 1000000 && !user.isContractor || includes(user.department, "Sales")"#
        }
    }
}

pub(super) fn enter(field: &mut Field<'_>, workload: Workload) {
    let rule: Rule = build_operator_tree(text(workload)).expect("evalexpr compiles it");
    let prepare = |profile: &_| {
        let mut context = Context::new();
        if let Json::Object(fields) = &user(profile)["user"] {
            for (name, field) in fields {
                let name = format!("user.{name}");
                context.set_value(name, value(field)).expect("the context is new");
            }
        }
        add_functions(&mut context);
        context
    };
    field.enter(NAME, prepare, move |context, _| {
        rule.eval_with_context(context).unwrap_or(Value::Empty)
    });
}

fn value(json: &Json) -> Value {
    match json {
        Json::Bool(value) => Value::Boolean(*value),
        Json::Number(value) => value.as_i64().map_or(Value::Empty, Value::Int),
        Json::String(text) => Value::String(text.clone()),
        Json::Null | Json::Array(_) | Json::Object(_) => Value::Empty,
    }
}

/// What the rules need and evalexpr lacks.
fn add_functions(context: &mut Context) {
    let functions = [
        ("before", Function::new(before)),
        ("first", Function::new(first)),
        ("includes", Function::new(includes)),
    ];
    for (name, function) in functions {
        context.set_function(name.to_owned(), function).expect("a new name");
    }
}

/// The text before a separator; nothing has nothing before it, as it is asked also for null.
fn before(arguments: &Value) -> Answered {
    let arguments = arguments.as_fixed_len_tuple(2)?;
    let Value::String(text) = &arguments[0] else { return Ok(Value::String(String::new())) };
    let separator = arguments[1].as_string()?;
    let before = text.split_once(separator.as_str()).map_or("", |(before, _)| before);
    Ok(Value::String(before.to_owned()))
}

fn first(arguments: &Value) -> Answered {
    let arguments = arguments.as_fixed_len_tuple(2)?;
    let count = usize::try_from(arguments[1].as_int()?).unwrap_or_default();
    Ok(Value::String(arguments[0].as_string()?.chars().take(count).collect()))
}

fn includes(arguments: &Value) -> Answered {
    let arguments = arguments.as_fixed_len_tuple(2)?;
    let [Value::String(text), Value::String(part)] = arguments.as_slice() else {
        return Ok(Value::Boolean(false));
    };
    Ok(Value::Boolean(text.contains(part.as_str())))
}

pub(super) fn compiler(workload: Workload) -> Box<dyn FnMut()> {
    Box::new(move || {
        let tree: Result<Rule, _> = build_operator_tree(text(workload));
        std::hint::black_box(tree.is_ok());
    })
}
