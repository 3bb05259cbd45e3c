//! What several runners of tests share: the rules that hold for every input, and inputs to try.

pub mod columns;
pub mod company;
pub mod mutation;
pub mod readers;
pub mod scim_service;
pub mod total;
