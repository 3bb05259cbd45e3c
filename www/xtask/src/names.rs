//! The names by which a module asks its script for functions become numbers: half of each is a hash,
//! which no compression makes shorter, and both files would have them.

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{ImportSection, Module};
use wasmparser::{CustomSectionReader, ImportSectionReader, Parser, Payload};

use crate::step::Outcome;

/// Module and script with numbers for the names of what the module imports. What else the module
/// says about itself is left out: nobody asks for it.
pub(crate) fn shortened(module: &[u8], script: &str) -> Outcome<(Vec<u8>, String)> {
    let mut script = script.to_owned();
    for (number, name) in imported(module)?.into_iter().enumerate() {
        let key = format!(" {name}: ");
        if script.matches(&key).count() != 1 {
            return Err(format!("`{name}` is not once among the script's functions").into());
        }
        script = script.replace(&key, &format!(" {number}: "));
    }
    let mut shortened = Module::new();
    Numbers.parse_core_module(&mut shortened, Parser::new(0), module)?;
    Ok((shortened.finish(), script))
}

/// The names of what a module imports.
fn imported(module: &[u8]) -> Outcome<Vec<&str>> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::ImportSection(section) = payload? {
            for import in section.into_imports() {
                names.push(import?.name);
            }
        }
    }
    Ok(names)
}

/// Imports by number, and no sections of tools.
struct Numbers;

impl Reencode for Numbers {
    type Error = std::convert::Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error> {
        for (number, import) in section.into_imports().enumerate() {
            let import = import?;
            imports.import(import.module, &number.to_string(), self.entity_type(import.ty)?);
        }
        Ok(())
    }

    fn parse_custom_section(
        &mut self,
        _: &mut Module,
        _: CustomSectionReader<'_>,
    ) -> Result<(), Error> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{CustomSection, EntityType, TypeSection};

    use super::*;

    /// A module that imports two functions.
    fn module() -> Vec<u8> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        module.section(&types);
        let mut imports = ImportSection::new();
        imports.import("./a.js", "__wbg_call_40b0", EntityType::Function(0));
        imports.import("./a.js", "__wbg_call_40b0_2", EntityType::Function(0));
        module.section(&imports);
        let name = "target_features".into();
        module.section(&CustomSection { name, data: [][..].into() });
        module.finish()
    }

    #[test]
    fn module_and_script_have_the_same_numbers() {
        let script = "{\n __wbg_call_40b0_2: f,\n __wbg_call_40b0: g,\n}";
        let (shortened, script) = shortened(&module(), script).unwrap();
        assert_eq!(imported(&shortened).unwrap(), ["0", "1"]);
        assert_eq!(script, "{\n 1: f,\n 0: g,\n}");
        let sections: Vec<_> = Parser::new(0).parse_all(&shortened).map(Result::unwrap).collect();
        assert!(!sections.iter().any(|section| matches!(section, Payload::CustomSection(_))));
    }

    #[test]
    fn a_script_without_one_of_the_functions_is_refused() {
        assert!(shortened(&module(), "{\n __wbg_call_40b0: g,\n}").is_err());
        assert!(shortened(b"no module", "").is_err());
    }
}
