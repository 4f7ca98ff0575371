/// What the commands read and write: streams, tables, units, progress.
package dev.corelane.cli.terminal;
