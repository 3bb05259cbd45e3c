//! JSON text → people, without a tree between.

use serde_json::Map;

use super::fill::{Full, INTERNAL};
use super::{Error, People};
use crate::context::Context;
use crate::json::{Mistake, Reader, Reading};
use crate::value::{Value, is_missing};

const NOT_A_PERSON: &str = "a person is an object with a profile for each root";

/// What surrounds a person, or in words why it is none.
type Read = Result<Context, String>;

impl People {
    /// Adds the people of a JSON array, or one for each line that is not blank.
    ///
    /// A person is an object as [`Context::from_json`] takes it. What is none has a place too, with
    /// what is wrong there.
    ///
    /// # Errors
    /// [`Error`] where there is no room for all.
    pub fn read(&mut self, text: &str) -> Result<(), Error> {
        if text.trim_start().starts_with('[') {
            return self.read_array(text);
        }
        text.lines().try_for_each(|line| self.read_line(line.as_bytes()))
    }

    /// Adds the person of a line; a blank line has none.
    ///
    /// # Errors
    /// [`Error`] where there is no room.
    pub fn read_line(&mut self, line: &[u8]) -> Result<(), Error> {
        self.read_one(line, Self::person)
    }

    /// Adds a person who has one profile, which is the object of a line; a blank line has none.
    ///
    /// # Errors
    /// [`Error`] where there is no room.
    pub fn read_profile(&mut self, root: &str, line: &[u8]) -> Result<(), Error> {
        self.read_one(line, |people, json| people.alone(json, root))
    }

    fn read_one(
        &mut self,
        line: &[u8],
        read: impl Fn(&mut Self, &mut Reader<'_>) -> Reading<Read>,
    ) -> Result<(), Error> {
        let Ok(text) = std::str::from_utf8(line) else {
            return self.push_fault("the line is not UTF-8");
        };
        if text.trim().is_empty() {
            return Ok(());
        }
        self.begin()?;
        match Reader::whole(text, &mut |json| read(self, json)) {
            Ok(Ok(around)) => {
                self.commit(around);
                Ok(())
            }
            Ok(Err(message)) => self.replace(&message),
            Err(wrong) => self.replace(&format!("this is not JSON: {wrong}")),
        }
    }

    fn read_array(&mut self, text: &str) -> Result<(), Error> {
        let before = self.len;
        let mut room = Ok(());
        let read = Reader::whole(text, &mut |json| {
            json.list(&mut |json| {
                room = self.begin();
                if room.is_ok() {
                    match self.person(json)? {
                        Ok(around) => self.commit(around),
                        Err(message) => room = self.replace(&message),
                    }
                }
                // Without room the rest is not looked at.
                room.map_err(|_| Mistake::Stopped)
            })
        });
        room?;
        read.or_else(|wrong| {
            self.truncate(before);
            self.push_fault(format!("this is not JSON: {wrong}"))
        })
    }

    /// A fault in place of a person who is not complete.
    fn replace(&mut self, message: &str) -> Result<(), Error> {
        self.take_back();
        self.push_fault(message)
    }

    /// Reads a person: profiles by root, and `$`-keys.
    fn person(&mut self, json: &mut Reader<'_>) -> Reading<Read> {
        if json.first() != Some(b'{') {
            json.skip()?;
            return Ok(Err(NOT_A_PERSON.to_owned()));
        }
        let mut around = Map::new();
        let mut taken = Ok(());
        json.object(&mut |json, key| {
            if taken.is_err() {
                return json.skip_within(usize::MAX);
            }
            if key.starts_with('$') && key != INTERNAL {
                around.insert(key.into_owned(), json.tree()?);
                return Ok(());
            }
            match self.open(&key) {
                Ok(Some(root)) => taken = self.profile(json, root)?,
                Ok(None) => json.skip()?,
                Err(full) => {
                    taken = Err(full);
                    json.skip_within(usize::MAX)?;
                }
            }
            Ok(())
        })?;
        Ok(read(taken, &around))
    }

    /// Reads a person who has one profile.
    fn alone(&mut self, json: &mut Reader<'_>, root: &str) -> Reading<Read> {
        if json.first() != Some(b'{') {
            json.skip()?;
            return Ok(Err("a profile is an object".to_owned()));
        }
        let taken = match self.open(root) {
            Ok(Some(root)) => self.profile(json, root)?,
            Ok(None) | Err(Full) => {
                json.skip_within(usize::MAX)?;
                Err(Full)
            }
        };
        Ok(read(taken, &Map::new()))
    }

    /// Reads the profile under a root; anything but an object is a profile without attributes.
    fn profile(&mut self, json: &mut Reader<'_>, root: usize) -> Reading<Result<(), Full>> {
        let mut taken = Ok(());
        if json.first() == Some(b'{') {
            json.object(&mut |json, name| {
                let value = attribute(json)?;
                if taken.is_ok() {
                    taken = self.set(root, &name, value);
                }
                Ok(())
            })?;
        } else {
            json.skip()?;
        }
        if taken.is_ok() {
            self.close(root);
        }
        Ok(taken)
    }
}

/// A person whose profiles were taken, or for whom there are no names left.
fn read(taken: Result<(), Full>, around: &Map<String, serde_json::Value>) -> Read {
    match taken {
        Ok(()) => Ok(Context::from_json(around)),
        Err(Full) => Err(Error::TooManyNames.to_string()),
    }
}

/// The value of an attribute; `None` where it is said to be missing.
fn attribute<'t>(json: &mut Reader<'t>) -> Reading<Option<Value<'t>>> {
    Ok(match json.first() {
        Some(b'"') => Some(Value::Text(json.text()?)),
        Some(b'-' | b'0'..=b'9') => Some(json.number()?.into()),
        _ => {
            let tree = json.tree()?;
            (!is_missing(&tree)).then(|| Value::from_json(&tree))
        }
    })
}
