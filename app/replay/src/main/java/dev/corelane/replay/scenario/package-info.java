/// Scenarios: documented files that describe a machine, locks and threads, or a database that
/// schedules its own transactions, with named parameters and the source of every number.
///
/// [ScenarioReader] reads them strictly, [ScenarioLibrary] has the built-in ones, and
/// [Scenario#plan(java.util.Map)] turns one into what can be run, with other values of parameters
/// if wanted.
package dev.corelane.replay.scenario;
