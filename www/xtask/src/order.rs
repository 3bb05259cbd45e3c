//! A module's functions in another order: alike ones lie side by side, where Brotli finds more of them
//! said before. Nothing else changes.

use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionBody, FunctionSectionReader};
use wasmparser::{Parser, Payload, TypeRef};

use crate::alike;
use crate::step::Outcome;

/// The module with like functions beside each other.
pub(crate) fn sorted(module: &[u8]) -> Outcome<Vec<u8>> {
    let mut order = Order::of(module)?;
    let mut sorted = Module::new();
    order.parse_core_module(&mut sorted, Parser::new(0), module)?;
    Ok(sorted.finish())
}

/// Where the functions of a module go.
struct Order {
    /// Functions that are imported come first and keep their place.
    imported: usize,
    /// The old place for each new one, among those that are defined.
    old: Vec<usize>,
    /// The new place for each old one.
    new: Vec<usize>,
}

impl Order {
    fn of(module: &[u8]) -> Outcome<Self> {
        let (mut imported, mut bodies) = (0, Vec::new());
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
                _ => {}
            }
        }
        let old = alike::order(&bodies);
        let mut places: Vec<(usize, usize)> = old.iter().copied().zip(0..).collect();
        places.sort_unstable();
        let new = places.into_iter().map(|(_, new)| new).collect();
        Ok(Self { imported, old, new })
    }
}

impl Reencode for Order {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        let defined = (function as usize).checked_sub(self.imported);
        let new = defined.and_then(|old| self.new.get(old));
        let index = new.and_then(|new| u32::try_from(new + self.imported).ok());
        Ok(index.unwrap_or(function))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        let types = section.into_iter().collect::<Result<Vec<u32>, _>>()?;
        for ty in self.old.iter().filter_map(|old| types.get(*old)) {
            functions.function(*ty);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        let bodies = section.into_iter().collect::<Result<Vec<FunctionBody<'_>>, _>>()?;
        for old in self.old.clone() {
            if let Some(body) = bodies.get(old) {
                utils::parse_function_body(self, code, body.clone())?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A function without parameters that gives what its code leaves.
    fn body(code: &[u8]) -> wasm_encoder::Function {
        let mut function = wasm_encoder::Function::new([]);
        function.raw(code.iter().copied());
        function.raw([0x0b]);
        function
    }

    /// A module that imports function 0 and exports function 3, which calls 2, which calls 0.
    fn module() -> Vec<u8> {
        let mut module = Module::new();
        let mut types = wasm_encoder::TypeSection::new();
        types.ty().function([], []);
        types.ty().function([], [wasm_encoder::ValType::I32]);
        module.section(&types);
        let mut imports = wasm_encoder::ImportSection::new();
        imports.import("", "f", wasm_encoder::EntityType::Function(0));
        module.section(&imports);
        let mut functions = FunctionSection::new();
        functions.function(1).function(0).function(1);
        module.section(&functions);
        let mut exports = wasm_encoder::ExportSection::new();
        exports.export("main", wasm_encoder::ExportKind::Func, 3);
        module.section(&exports);
        let mut code = CodeSection::new();
        code.function(&body(&[0x41, 7]));
        code.function(&body(&[0x10, 0]));
        code.function(&body(&[0x10, 2, 0x41, 5]));
        module.section(&code);
        module.finish()
    }

    #[test]
    fn functions_are_in_order_and_calls_follow_them() {
        let before = module();
        let after = sorted(&before).unwrap();
        let order = Order::of(&before).unwrap();
        // The longest first.
        assert_eq!((order.imported, order.old), (1, vec![2, 0, 1]));
        let mut bodies = Vec::new();
        let mut exported = None;
        for payload in Parser::new(0).parse_all(&after) {
            match payload.unwrap() {
                Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes().to_vec()),
                Payload::ExportSection(section) => {
                    exported = section.into_iter().next().map(|export| export.unwrap().index);
                }
                Payload::FunctionSection(section) => {
                    let types = section.into_iter().collect::<Result<Vec<_>, _>>().unwrap();
                    assert_eq!(types, [1, 1, 0]);
                }
                _ => {}
            }
        }
        let wanted: [&[u8]; 3] =
            [&[0, 0x10, 3, 0x41, 5, 0x0b], &[0, 0x41, 7, 0x0b], &[0, 0x10, 0, 0x0b]];
        assert_eq!(bodies, wanted);
        assert_eq!(exported, Some(1));
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(sorted(b"no module").is_err());
    }
}
