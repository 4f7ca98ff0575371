package dev.corelane.analysis.load;

import java.util.Comparator;

/// A time in which a CPU was idle while a thread waited for another.
///
/// @param startNs begin
/// @param endNs end
/// @param idleCpu index of the CPU that was idle when it began
/// @param thread internal task id of a thread that waited when it began
/// @param busyCpu index of the CPU for which it waited
/// @param ranThere whether that thread ran on the idle CPU at some time of the recording, so that
///   it was allowed to then
public record IdleSpell(
    long startNs, long endNs, int idleCpu, int thread, int busyCpu, boolean ranThere) {
  static final Comparator<IdleSpell> LONGEST_FIRST =
      Comparator.comparingLong((IdleSpell spell) -> -spell.durationNs())
          .thenComparingLong(IdleSpell::startNs);

  /// @return its length, ns
  public long durationNs() {
    return endNs - startNs;
  }

  IdleSpell until(long laterNs) {
    return new IdleSpell(startNs, laterNs, idleCpu, thread, busyCpu, ranThere);
  }
}
