/// Kernel events as text: one line's event name and body become the record that the handlers of the
/// tracepoints read. Shared by the text forms of perf and of ftrace.
package dev.corelane.importers.kernel.text;
