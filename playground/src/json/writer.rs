//! JSON text, written value by value.

use attrmap::json::push_text;

use super::ToJson;

/// JSON text that grows.
#[derive(Debug, Default)]
pub(crate) struct Writer(String);

impl Writer {
    /// What has been written.
    pub(crate) fn into_text(self) -> String {
        self.0
    }

    /// Puts what makes up an object between braces.
    pub(crate) fn object(&mut self, fields: &mut dyn FnMut(&mut Self)) {
        self.0.push('{');
        fields(self);
        self.0.push('}');
    }

    /// A field of an object.
    pub(crate) fn field(&mut self, name: &str, value: &dyn ToJson) {
        self.separate();
        self.text(name);
        self.0.push(':');
        value.write(self);
    }

    /// A list of values.
    pub(crate) fn list(&mut self, items: &mut dyn Iterator<Item = &dyn ToJson>) {
        self.0.push('[');
        for item in items {
            self.separate();
            item.write(self);
        }
        self.0.push(']');
    }

    /// A comma, but for what comes first: only then the last character opens something, as texts end
    /// with a quote.
    fn separate(&mut self) {
        if !self.0.ends_with(['{', '[']) {
            self.0.push(',');
        }
    }

    /// A text in quotes.
    pub(crate) fn text(&mut self, text: &str) {
        push_text(&mut self.0, text);
    }

    /// What is JSON already.
    pub(crate) fn raw(&mut self, json: &str) {
        self.0.push_str(json);
    }
}

#[cfg(test)]
mod tests {
    use super::super::write;

    #[test]
    fn texts_are_written_as_another_writer_writes_them() {
        let text: String = ('\0'..'\u{100}').chain("王😀\u{2028}\u{7f}{[".chars()).collect();
        assert_eq!(write(&text), serde_json::to_string(&text).unwrap());
        let list = vec![text.clone(), "[".to_owned(), String::new()];
        assert_eq!(write(&list), serde_json::to_string(&list).unwrap());
        assert_eq!(write(&vec![vec![true], vec![], vec![false, true]]), "[[true],[],[false,true]]");
    }
}
