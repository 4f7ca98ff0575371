package dev.corelane.trace.timeline;

import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.StateKind;

/// The packed `info` column of OFF_CPU; the bits are documented in [TableSchema#OFF_CPU].
final class OffCpuInfo {
  private OffCpuInfo() {}

  static int pack(StateKind kind, char letter, Provenance provenance, int cpu) {
    return kind.ordinal()
        | (letter & 0x7f) << 4
        | provenance.ordinal() << 11
        | (cpu + 1 & 0x7fff) << 13;
  }

  /// The kind; a row of OFF_CPU that claims to be running says nothing.
  static StateKind kind(int info) {
    StateKind kind = StateKind.of(info & 0xf);
    return kind == StateKind.RUNNING ? StateKind.UNKNOWN : kind;
  }

  static char letter(int info) {
    int letter = info >> 4 & 0x7f;
    return letter <= ' ' || letter == 0x7f ? ' ' : (char) letter;
  }

  static Provenance provenance(int info) {
    return Provenance.of(info >> 11 & 3);
  }

  static int cpu(int info) {
    return (info >> 13 & 0x7fff) - 1;
  }
}
