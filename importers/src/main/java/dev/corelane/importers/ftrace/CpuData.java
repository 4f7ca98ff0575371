package dev.corelane.importers.ftrace;

import dev.corelane.importers.io.ByteView;

/// Where the events of one CPU are.
///
/// @param cpu CPU number
/// @param data the file that holds them
/// @param start first byte
/// @param end where they end, within the file
record CpuData(int cpu, ByteView data, long start, long end) {}
