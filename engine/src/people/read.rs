//! JSON text → people, without a tree between.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value as Json};

use super::fill::{Full, INTERNAL};
use super::{Error, People};
use crate::context::Context;
use crate::value::{Value, is_missing};

const NOT_A_PERSON: &str = "a person is an object with a profile for each root";

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
        self.read_one(line, |people, json| Person(people).deserialize(json))
    }

    /// Adds a person who has one profile, which is the object of a line; a blank line has none.
    ///
    /// # Errors
    /// [`Error`] where there is no room.
    pub fn read_profile(&mut self, root: &str, line: &[u8]) -> Result<(), Error> {
        self.read_one(line, |people, json| Alone(people, root).deserialize(json))
    }

    fn read_one<'l>(
        &mut self,
        line: &'l [u8],
        read: impl FnOnce(&mut Self, &mut Parser<'l>) -> serde_json::Result<Read>,
    ) -> Result<(), Error> {
        let Ok(text) = std::str::from_utf8(line) else {
            return self.push_fault("the line is not UTF-8");
        };
        if text.trim().is_empty() {
            return Ok(());
        }
        self.begin()?;
        let mut json = serde_json::Deserializer::from_str(text);
        let read = read(self, &mut json);
        match read.and_then(|read| json.end().map(|()| read)) {
            Ok(Ok(around)) => {
                self.commit(around);
                Ok(())
            }
            Ok(Err(message)) => self.replace(&message),
            Err(error) => self.replace(&format!("this is not JSON: {error}")),
        }
    }

    fn read_array(&mut self, text: &str) -> Result<(), Error> {
        let before = self.len;
        let mut json = serde_json::Deserializer::from_str(text);
        let mut room = Ok(());
        let read = json.deserialize_seq(Array(self, &mut room));
        let read = read.and_then(|()| json.end());
        room?;
        read.or_else(|error| {
            self.truncate(before);
            self.push_fault(format!("this is not JSON: {error}"))
        })
    }

    /// A fault in place of a person who is not complete.
    fn replace(&mut self, message: &str) -> Result<(), Error> {
        self.take_back();
        self.push_fault(message)
    }
}

/// What surrounds a person, or in words why it is none.
type Read = Result<Context, String>;

type Parser<'l> = serde_json::Deserializer<serde_json::de::StrRead<'l>>;

/// A list of people, and whether there was room for them.
struct Array<'p, 'r>(&'p mut People, &'r mut Result<(), Error>);

impl<'de> Visitor<'de> for Array<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Self(people, room) = self;
        while items.next_element_seed(Element(people, room))?.is_some() {}
        Ok(())
    }
}

/// The next of a list of people.
struct Element<'p, 'r>(&'p mut People, &'r mut Result<(), Error>);

impl<'de> DeserializeSeed<'de> for Element<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        let Self(people, room) = self;
        *room = people.begin();
        if room.is_ok() {
            match Person(people).deserialize(json)? {
                Ok(around) => people.commit(around),
                Err(message) => *room = people.replace(&message),
            }
        }
        // Without room the rest is not looked at.
        room.map_err(de::Error::custom)
    }
}

/// A person: profiles by root, and `$`-keys.
struct Person<'p>(&'p mut People);

impl<'de> DeserializeSeed<'de> for Person<'_> {
    type Value = Read;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_any(Any(self))
    }
}

impl<'de> Take<'de> for Person<'_> {
    type Out = Read;

    fn map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Out, A::Error> {
        let mut around = Map::new();
        while let Some(Text(key)) = map.next_key()? {
            if key.starts_with('$') && key != INTERNAL {
                around.insert(key.into_owned(), map.next_value()?);
                continue;
            }
            match self.0.open(&key) {
                Ok(Some(root)) => {
                    if map.next_value_seed(Profile(self.0, root))?.is_err() {
                        return refuse(map);
                    }
                    self.0.close(root);
                }
                Ok(None) => drop(map.next_value::<Json>()?),
                Err(_) => return refuse(map),
            }
        }
        Ok(Ok(Context::from_json(&around)))
    }

    fn other(self, _: Value<'de>) -> Self::Out {
        Err(NOT_A_PERSON.to_owned())
    }
}

/// A person with one profile.
struct Alone<'p, 'r>(&'p mut People, &'r str);

impl<'de> DeserializeSeed<'de> for Alone<'_, '_> {
    type Value = Read;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Read, D::Error> {
        json.deserialize_any(Any(self))
    }
}

impl<'de> Take<'de> for Alone<'_, '_> {
    type Out = Read;

    fn map<A: MapAccess<'de>>(self, map: A) -> Result<Read, A::Error> {
        let Self(people, root) = self;
        let Ok(Some(root)) = people.open(root) else { return refuse(map) };
        if Profile(people, root).map(map)?.is_err() {
            return Ok(Err(Error::TooManyNames.to_string()));
        }
        people.close(root);
        Ok(Ok(Context::new()))
    }

    fn other(self, _: Value<'de>) -> Read {
        Err("a profile is an object".to_owned())
    }
}

/// Reads the rest of a person for whom there are no names left.
fn refuse<'de, A: MapAccess<'de>>(mut map: A) -> Result<Read, A::Error> {
    while map.next_entry::<de::IgnoredAny, de::IgnoredAny>()?.is_some() {}
    Ok(Err(Error::TooManyNames.to_string()))
}

/// The profile under a root; anything but an object is a profile without attributes.
struct Profile<'p>(&'p mut People, usize);

impl<'de> DeserializeSeed<'de> for Profile<'_> {
    type Value = Result<(), Full>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_any(Any(self))
    }
}

impl<'de> Take<'de> for Profile<'_> {
    type Out = Result<(), Full>;

    fn map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Out, A::Error> {
        let Self(people, root) = self;
        let mut taken = Ok(());
        while let Some(Text(name)) = map.next_key()? {
            let Attribute(value) = map.next_value()?;
            if taken.is_ok() {
                taken = people.set(root, &name, value);
            }
        }
        Ok(taken)
    }

    fn other(self, _: Value<'de>) -> Self::Out {
        Ok(())
    }
}

/// The value of an attribute; `None` where it is said to be missing.
struct Attribute<'de>(Option<Value<'de>>);

impl<'de> Deserialize<'de> for Attribute<'de> {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        struct Plain;
        impl<'de> Take<'de> for Plain {
            type Out = Attribute<'de>;

            fn map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Out, A::Error> {
                let json = Json::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Attribute((!is_missing(&json)).then(|| Value::from_json(&json))))
            }

            fn other(self, value: Value<'de>) -> Self::Out {
                Attribute(Some(value))
            }
        }
        json.deserialize_any(Any(Plain))
    }
}

/// Text that is copied only where it is written with escapes.
struct Text<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        struct Key;
        impl<'de> Visitor<'de> for Key {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        json.deserialize_str(Key)
    }
}

/// What is made of a JSON value: an object is special, everything else is a value.
trait Take<'de>: Sized {
    type Out;

    fn map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Out, A::Error>;

    fn other(self, value: Value<'de>) -> Self::Out;
}

struct Any<T>(T);

impl<'de, T: Take<'de>> Visitor<'de> for Any<T> {
    type Value = T::Out;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<T::Out, E> {
        Ok(self.0.other(Value::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<T::Out, E> {
        Ok(self.0.other(Value::Boolean(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<T::Out, E> {
        Ok(self.0.other(Value::whole(value)))
    }

    #[expect(clippy::cast_precision_loss, reason = "as JSON numbers beyond 64 bits are read")]
    fn visit_u64<E>(self, value: u64) -> Result<T::Out, E> {
        let value = i64::try_from(value).map_or(Value::Double(value as f64), Value::whole);
        Ok(self.0.other(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<T::Out, E> {
        Ok(self.0.other(Value::Double(value)))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<T::Out, E> {
        Ok(self.0.other(Value::Text(Cow::Borrowed(text))))
    }

    fn visit_str<E>(self, text: &str) -> Result<T::Out, E> {
        Ok(self.0.other(Value::text(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<T::Out, A::Error> {
        let json = Json::deserialize(SeqAccessDeserializer::new(items))?;
        Ok(self.0.other(Value::from_json(&json)))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T::Out, A::Error> {
        self.0.map(map)
    }
}
