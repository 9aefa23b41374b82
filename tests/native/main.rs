//! Native tests of the pure core: laws, tables of cases, frozen fixtures.

mod cells;
mod committee_laws;
mod committee_recount;
mod committee_years;
mod find;
mod format_bad;
mod format_bundle;
mod format_rescue;
mod format_write;
mod histories;
mod last_year;
mod laws;
mod plans;
mod preparation;
mod restore;
mod results;
mod review;
mod screen;
mod table_items;
mod table_laws;
mod table_outline;
mod table_rows;
mod table_seed;
mod table_traps;
mod table_workbook;
mod tally_laws;
