/// Writes trace.dat files and raw ring-buffer pages as trace-cmd and the kernel do, from the
/// workload whose truth is known.
package dev.corelane.importers.ftrace.testing;
