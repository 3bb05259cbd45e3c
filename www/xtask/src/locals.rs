//! A function's locals in another order: those that are used most come first, so that all functions
//! say the same bytes for them, which Brotli then finds said before.

use std::cmp::Reverse;

use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, Function, Instruction, Module, ValType};
use wasmparser::{
    CodeSectionReader, CompositeInnerType, FunctionBody, FunctionSectionReader, Operator, Parser,
    TypeSectionReader,
};

use crate::step::Outcome;

/// The module with the locals of each function in order of use.
pub(crate) fn sorted(module: &[u8]) -> Outcome<Vec<u8>> {
    let mut sorted = Module::new();
    Locals::default().parse_core_module(&mut sorted, Parser::new(0), module)?;
    Ok(sorted.finish())
}

/// What is known of the functions of a module, and of the one that is being written.
#[derive(Default)]
struct Locals {
    /// For each type, how many parameters its functions have.
    parameters: Vec<usize>,
    /// The type of each function that is defined.
    types: Vec<u32>,
    /// For each local of the function, parameters too, its new place.
    places: Vec<u32>,
}

impl Locals {
    /// Where a local goes.
    fn place(&self, local: u32) -> u32 {
        self.places.get(local as usize).copied().unwrap_or(local)
    }

    /// Begins a function: finds the places of its locals, and declares them there.
    fn function(&mut self, parameters: usize, body: &FunctionBody<'_>) -> Result<Function, Error> {
        let mut locals = vec![Local::default(); parameters];
        for group in body.get_locals_reader()? {
            let (count, ty) = group?;
            let local = Local { ty: Some(self.val_type(ty)?), ..Local::default() };
            locals.extend(std::iter::repeat_n(local, count as usize));
        }
        let mut uses = 0;
        for operator in body.get_operators_reader()? {
            if let Operator::LocalGet { local_index }
            | Operator::LocalSet { local_index }
            | Operator::LocalTee { local_index } = operator?
                && let Some(local) = locals.get_mut(local_index as usize)
            {
                uses += 1;
                local.uses += 1;
                if local.uses == 1 {
                    local.first_use = uses;
                }
            }
        }
        let mut order: Vec<(Local, usize)> = locals.into_iter().zip(0..).collect();
        order.sort_by_key(|(local, place)| local.order(*place));
        let mut places: Vec<(usize, u32)> = order.iter().map(|(_, old)| *old).zip(0..).collect();
        places.sort_unstable();
        self.places = places.into_iter().map(|(_, new)| new).collect();
        let declared = order.iter().filter(|(local, _)| local.uses > 0);
        Ok(Function::new_with_locals_types(declared.filter_map(|(local, _)| local.ty)))
    }
}

/// How a function uses one of its locals.
#[derive(Clone, Copy, Default)]
struct Local {
    /// Nothing for a parameter, which stays where it is.
    ty: Option<ValType>,
    uses: usize,
    /// How many uses of any local there have been when it is used first.
    first_use: usize,
}

impl Local {
    /// What stands before what: locals of a type are declared together.
    fn order(&self, place: usize) -> impl Ord + use<> {
        match self.ty {
            None => (0, None, Reverse(0), place),
            // It is not declared at all.
            ty if self.uses == 0 => (2, ty, Reverse(0), place),
            ty => (1, ty, Reverse(self.uses), self.first_use),
        }
    }
}

impl Reencode for Locals {
    type Error = std::convert::Infallible;

    fn parse_type_section(
        &mut self,
        types: &mut wasm_encoder::TypeSection,
        section: TypeSectionReader<'_>,
    ) -> Result<(), Error> {
        for group in section.clone() {
            for ty in group?.into_types() {
                self.parameters.push(match ty.composite_type.inner {
                    CompositeInnerType::Func(ty) => ty.params().len(),
                    _ => 0,
                });
            }
        }
        utils::parse_type_section(self, types, section)
    }

    fn parse_function_section(
        &mut self,
        functions: &mut wasm_encoder::FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        self.types = section.clone().into_iter().collect::<Result<_, _>>()?;
        utils::parse_function_section(self, functions, section)
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        for (ty, body) in self.types.clone().into_iter().zip(section) {
            let body = body?;
            let parameters = self.parameters.get(ty as usize).copied().unwrap_or(0);
            let mut function = self.function(parameters, &body)?;
            let mut operators = body.get_operators_reader()?;
            while !operators.eof() {
                function.instruction(&self.instruction(operators.read()?)?);
            }
            code.function(&function);
        }
        Ok(())
    }

    fn instruction<'a>(&mut self, operator: Operator<'a>) -> Result<Instruction<'a>, Error> {
        Ok(match operator {
            Operator::LocalGet { local_index } => Instruction::LocalGet(self.place(local_index)),
            Operator::LocalSet { local_index } => Instruction::LocalSet(self.place(local_index)),
            Operator::LocalTee { local_index } => Instruction::LocalTee(self.place(local_index)),
            operator => utils::instruction(self, operator)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{FunctionSection, TypeSection};

    use super::*;

    /// A module with one function, which has a parameter, four declared locals and this code.
    fn module(code: &[Instruction<'_>]) -> Vec<u8> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([ValType::I32], []);
        module.section(&types);
        let mut functions = FunctionSection::new();
        functions.function(0);
        module.section(&functions);
        let mut bodies = CodeSection::new();
        let mut function = Function::new([(1, ValType::I64), (1, ValType::F64), (2, ValType::I32)]);
        for instruction in code {
            function.instruction(instruction);
        }
        bodies.function(&function);
        module.section(&bodies);
        module.finish()
    }

    /// The first function's locals, how many of which type, and its code.
    fn first(module: &[u8]) -> (Vec<(u32, wasmparser::ValType)>, Vec<Operator<'_>>) {
        for payload in Parser::new(0).parse_all(module) {
            if let wasmparser::Payload::CodeSectionEntry(body) = payload.unwrap() {
                let locals = body.get_locals_reader().unwrap().into_iter();
                let operators = body.get_operators_reader().unwrap().into_iter();
                return (
                    locals.map(Result::unwrap).collect(),
                    operators.map(Result::unwrap).collect(),
                );
            }
        }
        panic!("there is no function");
    }

    #[test]
    fn what_is_used_most_comes_first_and_what_is_not_used_goes() {
        let code = [
            Instruction::LocalGet(3),
            Instruction::LocalSet(4),
            Instruction::LocalGet(4),
            Instruction::LocalSet(0),
            Instruction::LocalGet(1),
            Instruction::LocalTee(1),
            Instruction::Drop,
            Instruction::End,
        ];
        let sorted = sorted(&module(&code)).unwrap();
        let (locals, operators) = first(&sorted);
        assert_eq!(locals, [(2, wasmparser::ValType::I32), (1, wasmparser::ValType::I64)]);
        assert_eq!(
            operators,
            [
                Operator::LocalGet { local_index: 2 },
                Operator::LocalSet { local_index: 1 },
                Operator::LocalGet { local_index: 1 },
                Operator::LocalSet { local_index: 0 },
                Operator::LocalGet { local_index: 3 },
                Operator::LocalTee { local_index: 3 },
                Operator::Drop,
                Operator::End,
            ]
        );
        assert_eq!(super::sorted(&sorted).unwrap(), sorted);
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(sorted(b"no module").is_err());
    }
}
