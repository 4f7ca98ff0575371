/// ftrace as text: `trace`, `trace_pipe`, `trace-cmd report`, Android's atrace and systrace.
package dev.corelane.importers.ftracetext;
