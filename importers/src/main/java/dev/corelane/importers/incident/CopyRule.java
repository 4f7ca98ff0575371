package dev.corelane.importers.incident;

import dev.corelane.trace.model.TimeRange;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/// What is taken of a timeline, and where it is put.
///
/// @param shiftNs added to every time
/// @param window facts outside are left out, those that reach over an end are cut; in times of the
///   timeline that is copied to
/// @param kinds which kinds of fact; a [FactKinds] name
/// @param tasks which tasks, by their id in the timeline copied from; facts of other tasks are left
///   out
public record CopyRule(
    long shiftNs, TimeRange window, Predicate<String> kinds, IntPredicate tasks) {
  /// No limit: farther than any time that an importer gives.
  public static final TimeRange ALWAYS = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  /// Everything, where it is.
  public static final CopyRule ALL = new CopyRule(0, ALWAYS, kind -> true, task -> true);

  /// @param newShiftNs added to every time
  /// @return the same with another shift
  public CopyRule shifted(long newShiftNs) {
    return new CopyRule(newShiftNs, window, kinds, tasks);
  }

  /// @param newKinds which kinds of fact
  /// @return the same for other kinds
  public CopyRule of(Predicate<String> newKinds) {
    return new CopyRule(shiftNs, window, newKinds, tasks);
  }

  /// Puts a time of the timeline copied from on the other one.
  ///
  /// @param timeNs a time
  /// @return the time there, cut at the window
  long place(long timeNs) {
    return Math.clamp(timeNs + shiftNs, window.startNs(), window.endNs());
  }

  boolean has(long timeNs) {
    long there = timeNs + shiftNs;
    return there >= window.startNs() && there <= window.endNs();
  }

  boolean has(long startNs, long endNs) {
    return endNs + shiftNs >= window.startNs() && startNs + shiftNs <= window.endNs();
  }

  boolean cuts(long startNs, long endNs) {
    return startNs + shiftNs < window.startNs() || endNs + shiftNs > window.endNs();
  }
}
