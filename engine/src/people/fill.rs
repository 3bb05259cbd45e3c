//! One person after another → columns; what cannot be read is taken back.

use super::block::{Block, ROWS};
use super::{Error, People};
use crate::context::Context;
use crate::value::Value;

/// The root under which a context's internal properties are kept.
pub(super) const INTERNAL: &str = "$internal";

/// What is known of the person that is being added.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    /// The spellings of the roots that came, with the root of each.
    spellings: Vec<(usize, usize)>,
    /// The attributes of the current root in their order.
    places: Vec<usize>,
    /// Whether they came in the order of the table.
    is_usual: bool,
    /// Whether one of them is said to be missing.
    has_missing: bool,
}

/// The table takes no further names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Full;

impl People {
    /// Adds a person: the profiles, groups and people around that a context has. Its clock is left.
    ///
    /// # Errors
    /// [`Error`] where there is no room; the person is not added then.
    pub fn push(&mut self, context: &Context) -> Result<(), Error> {
        self.begin()?;
        let added = self.push_roots(context);
        let Context {
            groups, linked, managers, assistants, directory_users, workday_users, ..
        } = context;
        if added.is_err() {
            self.take_back();
            return Err(Error::TooManyNames);
        }
        let mut around = Context::new();
        around.groups.clone_from(groups);
        around.linked.clone_from(linked);
        around.managers.clone_from(managers);
        around.assistants.clone_from(assistants);
        around.directory_users.clone_from(directory_users);
        around.workday_users.clone_from(workday_users);
        self.commit(around);
        Ok(())
    }

    fn push_roots(&mut self, context: &Context) -> Result<(), Full> {
        let roots = context.root_names().filter_map(|name| Some((name, context.root(name)?)));
        let internal = Some((INTERNAL, &context.internal)).filter(|(_, own)| !own.is_empty());
        for (name, profile) in roots.chain(internal) {
            let Some(root) = self.open(name)? else { continue };
            for (name, value) in profile.iter() {
                self.set(root, name, Some(value.borrowed()))?;
            }
            self.close(root);
        }
        Ok(())
    }

    /// Adds a person that could not be read, with what is wrong.
    ///
    /// # Errors
    /// [`Error`] where there is no room.
    pub fn push_fault(&mut self, message: impl Into<Box<str>>) -> Result<(), Error> {
        self.begin()?;
        self.faults.insert(self.row(), message.into());
        self.commit(Context::new());
        Ok(())
    }

    /// Makes room for one person more.
    pub(super) fn begin(&mut self) -> Result<(), Error> {
        if self.len >= self.limits.people {
            return Err(Error::TooManyPeople { limit: self.limits.people });
        }
        if self.size > self.limits.bytes {
            return Err(Error::TooLarge { limit: self.limits.bytes });
        }
        if self.blocks.last().is_none_or(|block| block.len() >= ROWS) {
            self.shrink();
            self.blocks.push(Block::default());
        }
        self.draft.spellings.clear();
        Ok(())
    }

    /// Begins the profile under a root; `None` where another spelling of the root came later.
    pub(super) fn open(&mut self, name: &str) -> Result<Option<usize>, Full> {
        let (spelling, root) = self.names.spelling(name).ok_or(Full)?;
        let Draft { spellings, places, is_usual, has_missing } = &mut self.draft;
        // As in a map, a repeated key has the place of its first and the value of its last.
        match spellings.iter().position(|(known, _)| *known == spelling) {
            Some(at) if spellings.iter().skip(at + 1).any(|(_, other)| *other == root) => {
                return Ok(None);
            }
            Some(_) => {}
            None => spellings.push((spelling, root)),
        }
        places.clear();
        (*is_usual, *has_missing) = (true, false);
        let row = self.row();
        self.orders.remove(&(row, root));
        let row = self.row_in_block();
        if let Some(section) = self.blocks.last_mut().and_then(|block| block.section_mut(root)) {
            section.open(row);
        }
        Ok(Some(root))
    }

    /// Sets an attribute of the profile; `None` says that it is not there.
    pub(super) fn set(
        &mut self,
        root: usize,
        name: &str,
        value: Option<Value<'_>>,
    ) -> Result<(), Full> {
        let last = self.draft.places.last().copied();
        let place = self.names.attribute(root, name, last).ok_or(Full)?;
        let row = self.row_in_block();
        let section = self.blocks.last_mut().and_then(|block| block.section_mut(root));
        let Some(column) = section.and_then(|section| section.column_mut(place)) else {
            return Ok(());
        };
        let draft = &mut self.draft;
        if column.len() <= row && !(draft.has_missing && draft.places.contains(&place)) {
            let usual = self.names.roots().get(root).is_some_and(|root| root.follows(place, last));
            draft.is_usual &= usual;
            draft.places.push(place);
        }
        match value {
            Some(value) => {
                self.size += CELL + value.as_text().map_or(0, str::len);
                column.set(row, value);
            }
            None => {
                draft.has_missing = true;
                column.truncate(row);
            }
        }
        Ok(())
    }

    /// Ends the profile under a root.
    pub(super) fn close(&mut self, root: usize) {
        if !self.draft.is_usual {
            let order = self.draft.places.as_slice().into();
            self.orders.insert((self.row(), root), order);
        }
    }

    /// Takes the person as complete.
    pub(super) fn commit(&mut self, around: Context) {
        self.surroundings.push(self.row(), around);
        self.size += CELL;
        self.len += 1;
        if let Some(block) = self.blocks.last_mut() {
            block.commit();
        }
    }

    /// Takes back the person that is not complete.
    pub(super) fn take_back(&mut self) {
        self.truncate(self.len);
    }

    /// Takes back all people from `len` on.
    pub(super) fn truncate(&mut self, len: usize) {
        self.blocks.truncate(len / ROWS + 1);
        if let Some(block) = self.blocks.get_mut(len / ROWS) {
            block.truncate(len % ROWS);
        }
        self.len = self.len.min(len);
        let row = self.row();
        self.faults.truncate(&row);
        self.orders.truncate(&(row, 0));
        self.surroundings.truncate(row);
    }

    /// Gives back memory that nothing needs: worth it after the last person.
    pub fn shrink(&mut self) {
        if let Some(block) = self.blocks.last_mut() {
            block.shrink();
        }
    }

    /// The row of the person that is being added.
    fn row(&self) -> u32 {
        u32::try_from(self.len).unwrap_or(u32::MAX)
    }

    fn row_in_block(&self) -> usize {
        self.blocks.last().map_or(0, Block::len)
    }
}

/// What a cell takes, at most: its state and its offset, or its number.
const CELL: usize = 9;
