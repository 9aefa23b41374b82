//! Native tests of the pure core: laws, tables of cases, frozen fixtures.

mod format_bad;
mod format_bundle;
mod format_rescue;
mod format_write;
mod histories;
mod laws;
mod restore;
mod table_laws;
mod table_outline;
mod table_rows;
mod table_seed;
mod table_traps;
mod table_workbook;
mod tally_laws;
