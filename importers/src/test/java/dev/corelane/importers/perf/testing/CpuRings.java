package dev.corelane.importers.perf.testing;

import java.io.IOException;
import java.nio.ByteOrder;

/// One ring buffer per CPU and the recorder's loop over them.
///
/// perf reads the rings one after the other and writes a FINISHED_ROUND after the last, while the
/// kernel goes on filling them. So a ring that is read late in a round holds newer events than one
/// that is read early, and the file is not in time order; but what comes after round n+1 is never
/// older than the newest event before round n.
final class CpuRings {
  /// Writes the marker after all rings were read once.
  interface RoundMarker {
    void finishedRound() throws IOException;
  }

  private final RecordBuffer[] rings;
  private final long[] heads;
  private final int ringBytes;
  private final int recordsPerRead;
  private final RecordSink sink;
  private final RoundMarker marker;
  private int sinceRead;
  private int nextToRead;

  CpuRings(
      ByteOrder order,
      int cpus,
      int ringBytes,
      int recordsPerRound,
      RecordSink sink,
      RoundMarker marker) {
    this.rings = new RecordBuffer[cpus];
    for (int cpu = 0; cpu < cpus; cpu++) {
      rings[cpu] = new RecordBuffer(order, 4096);
    }
    this.heads = new long[cpus];
    this.ringBytes = ringBytes;
    this.recordsPerRead = recordsPerRound == 0 ? 0 : Math.max(1, recordsPerRound / cpus);
    this.sink = sink;
    this.marker = marker;
  }

  int cpus() {
    return rings.length;
  }

  /// The ring into which the CPU's next record is put; call [#recordWritten] after it.
  RecordBuffer of(int cpu) {
    return rings[cpu];
  }

  void recordWritten(int cpu) throws IOException {
    if (recordsPerRead == 0 || rings[cpu].size() > ringBytes / 2) {
      read(cpu);
    }
    if (recordsPerRead != 0 && ++sinceRead >= recordsPerRead) {
      sinceRead = 0;
      read(nextToRead);
      if (++nextToRead == rings.length) {
        nextToRead = 0;
        marker.finishedRound();
      }
    }
  }

  /// Reads every ring and ends the round.
  void readAll() throws IOException {
    for (int cpu = 0; cpu < rings.length; cpu++) {
      read(cpu);
    }
    sinceRead = 0;
    nextToRead = 0;
    marker.finishedRound();
  }

  private void read(int cpu) throws IOException {
    RecordBuffer ring = rings[cpu];
    int size = ring.size();
    int done = 0;
    while (done < size) {
      int untilWrap = ringBytes - (int) (heads[cpu] % ringBytes);
      int part = Math.min(untilWrap, size - done);
      sink.write(ring.array(), done, part);
      heads[cpu] += part;
      done += part;
    }
    ring.clear();
  }
}
