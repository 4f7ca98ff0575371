/// Locks against priorities: threads that waited behind less urgent ones, and threads whose use of
/// a lock gave them more CPU time than their weight.
package dev.corelane.analysis.inversion;
