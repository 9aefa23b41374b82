//! Native tests of the pure core: laws, tables of cases, frozen fixtures.

mod histories;
mod laws;
