package dev.corelane.importers.ftrace;

import dev.corelane.importers.kernel.TracingData;
import java.util.List;

/// What a recording of ftrace holds besides the events, and where those are.
///
/// @param bytes size of its files
/// @param tracing formats and names
/// @param options what the recorder wrote beside them
/// @param buffers the ring buffers
record Recording(
    long bytes, TracingData tracing, TraceOptions options, List<TraceBuffer> buffers) {}
