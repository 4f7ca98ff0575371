/// PostgreSQL's probes, wherever they are recorded: what they say about locks, transactions and
/// queries.
package dev.corelane.importers.probes;
