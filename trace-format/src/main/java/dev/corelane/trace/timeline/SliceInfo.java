package dev.corelane.trace.timeline;

import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.Task;

/// The packed `info` column of SLICES; the bits are documented in [TableSchema#SLICES].
final class SliceInfo {
  private static final int START_CLIPPED = 1 << 13;
  private static final int END_CLIPPED = 1 << 14;

  private SliceInfo() {}

  static int pack(
      SliceEnd end,
      char letter,
      Provenance provenance,
      boolean startClipped,
      boolean endClipped,
      int priority,
      int switchFlags) {
    int storedPriority = priority >= -1 && priority < 510 ? priority + 2 : 0;
    return end.ordinal()
        | (letter & 0x7f) << 4
        | provenance.ordinal() << 11
        | (startClipped ? START_CLIPPED : 0)
        | (endClipped ? END_CLIPPED : 0)
        | storedPriority << 15
        | (switchFlags & 0xff) << 24;
  }

  static SliceEnd end(int info) {
    return SliceEnd.of(info & 0xf);
  }

  static char letter(int info) {
    int letter = info >> 4 & 0x7f;
    return letter <= ' ' || letter == 0x7f ? ' ' : (char) letter;
  }

  static Provenance provenance(int info) {
    return Provenance.of(info >> 11 & 3);
  }

  static boolean startClipped(int info) {
    return (info & START_CLIPPED) != 0;
  }

  static boolean endClipped(int info) {
    return (info & END_CLIPPED) != 0;
  }

  static int priority(int info) {
    int stored = info >> 15 & 0x1ff;
    return stored == 0 ? Task.PRIORITY_UNKNOWN : stored - 2;
  }
}
