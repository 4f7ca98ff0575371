/// The commands and how a run of the program ends.
package dev.corelane.cli;
