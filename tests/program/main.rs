//! The program as its user meets it: commands, messages, exit codes, files. Nothing of the crate is used.

mod area;
mod catalogue;
mod check;
mod cli;
mod command;
mod diff;
mod format;
mod hyphenate;
mod import;
mod layouts;
mod pages;
mod recipes;
mod release;
mod seed;
mod unchanged;
mod verify;
