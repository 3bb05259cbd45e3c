//! CSV → people.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::convert::Raw;
use super::{Field, Found, Import, says_enabled};
use crate::formats::Dn;
use crate::formats::csv::{Reader, Row};
use crate::provisioning::config::FileConfig;
use crate::schema::AttributeType;

impl Import<'_> {
    pub(super) fn read_csv(&mut self, config: &FileConfig, bytes: &[u8]) {
        let mut rows = Reader::new(bytes, config.delimiter_byte());
        let Some(header) = rows.next() else { return };
        let names = header.cells.iter().map(|cell| String::from_utf8_lossy(cell).into_owned());
        let columns: BTreeMap<String, usize> =
            names.enumerate().map(|(index, name)| (name, index)).collect();
        for row in rows {
            if row.is_open || row.cells.len() > header.cells.len() {
                self.reject(row.line, "IMP-101", None, None);
            } else {
                self.read_row(config, &columns, &row);
            }
        }
    }

    fn read_row(&mut self, config: &FileConfig, columns: &BTreeMap<String, usize>, row: &Row) {
        let cell = |column: &str| {
            let cell = columns.get(column).and_then(|index| row.cells.get(*index));
            cell.map(Vec::as_slice).filter(|cell| !cell.is_empty())
        };
        let special = |column: &Option<String>| {
            let cell = column.as_deref().and_then(cell)?;
            std::str::from_utf8(cell).ok().map(str::to_owned)
        };
        let mut found = Found::at(row.line);
        found.dn_text = special(&config.special.dn);
        found.dn = found.dn_text.as_deref().and_then(Dn::parse);
        if found.dn_text.is_some() && found.dn.is_none() {
            return self.reject(row.line, "IMP-101", None, found.dn_text.as_deref());
        }
        found.id = special(&config.special.id);
        found.enabled = special(&config.special.enabled).is_none_or(|text| says_enabled(&text));
        if let Some(groups) = special(&config.special.member_of) {
            found.groups = config.split_values(&groups).map(str::to_owned).collect();
        }
        let schema = self.schema;
        for attribute in schema.attributes() {
            let column = config.fields.get(attribute.name.as_ref());
            let Some(cell) = column.and_then(|column| cell(column)) else { continue };
            let values = match std::str::from_utf8(cell) {
                Ok(text) if attribute.ty == AttributeType::Array => {
                    config.split_values(text).map(Raw::text).collect()
                }
                _ => vec![Raw::Bytes(Cow::Borrowed(cell))],
            };
            found.fields.insert(&attribute.name, Field { values, lines: Vec::new() });
        }
        self.add(found);
    }
}
