package dev.corelane.importers.perf.testing;

import java.io.IOException;

/// Takes the bytes that are drained from a CPU's ring buffer.
interface RecordSink {
  void write(byte[] bytes, int offset, int length) throws IOException;
}
