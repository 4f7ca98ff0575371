package dev.corelane.importers.ftrace;

import dev.corelane.trace.task.ProgressMonitor;
import java.io.IOException;
import java.util.List;

/// Which buffer the facts of each kind of event are taken from, when a recording has several.
///
/// The top buffer and the instances record independently, so one and the same switch may stand in
/// two of them. Each kind of event is therefore taken from one buffer, the one that holds the most
/// events of it, and of equals the first. Different kinds in different buffers complete each other.
final class BufferOwners {
  private static final int TYPES = 1 << 16;
  private static final int CHECK_EVERY = 1 << 16;

  private final int[] owner = new int[TYPES];
  private boolean shared;

  private BufferOwners() {}

  /// Counts the events of all buffers.
  ///
  /// @param cursors at the start of all CPUs
  /// @throws IOException if the system cannot read them
  static BufferOwners count(List<CpuCursor> cursors, int buffers, ProgressMonitor monitor)
      throws IOException {
    long[][] counts = new long[buffers][TYPES];
    long seen = 0;
    for (CpuCursor cursor : cursors) {
      while (cursor.next()) {
        if (++seen % CHECK_EVERY == 0) {
          monitor.checkCancelled();
        }
        if (cursor.size >= 2) {
          counts[cursor.buffer][cursor.data.u16(cursor.record)]++;
        }
      }
    }
    var owners = new BufferOwners();
    for (int type = 0; type < TYPES; type++) {
      int best = -1;
      for (int buffer = 0; buffer < buffers; buffer++) {
        if (counts[buffer][type] > 0) {
          owners.shared |= best >= 0;
          best = best < 0 || counts[buffer][type] > counts[best][type] ? buffer : best;
        }
      }
      owners.owner[type] = best;
    }
    return owners;
  }

  /// The buffer of a kind of event, -1 for one that no buffer holds.
  int of(int type) {
    return owner[type];
  }

  /// Whether a kind of event is in more than one buffer.
  boolean shared() {
    return shared;
  }
}
