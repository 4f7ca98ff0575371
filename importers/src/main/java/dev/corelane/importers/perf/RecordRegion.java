package dev.corelane.importers.perf;

import dev.corelane.importers.io.ByteView;

/// A stretch of records.
///
/// @param data the bytes
/// @param start first record
/// @param end where they end
record RecordRegion(ByteView data, long start, long end) {}
