package dev.corelane.trace.timeline;

import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.TimeRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// The facts that a [TimelineBuilder] has taken so far: a source that comes later finds here what
/// it would tell again, and completes it by what it alone knows. Rows stand in the order in which
/// they were added and keep their numbers until the timeline is built.
public final class AddedFacts {
  private static final LockKind[] LOCK_KINDS = LockKind.values();
  private static final int MODE = 0xf;
  private static final int PROVENANCE_SHIFT = 4;
  private static final int ACQUIRED = 1 << 6;

  private final AppendTable locks;
  private final AppendTable waits;
  private final AppendTable spans;
  private final AppendTable marks;
  private final AppendTable clocks;
  private final List<String> strings;
  private final ToIntFunction<String> number;
  private final @Nullable TimeRange covered;

  /// @param tables the builder's
  /// @param strings texts by number
  /// @param number gives a text its number
  /// @param firstNs first time that is covered
  /// @param lastNs last time that is covered, less than the first if nothing is
  AddedFacts(
      Map<TableSchema, AppendTable> tables,
      List<String> strings,
      ToIntFunction<String> number,
      long firstNs,
      long lastNs) {
    locks = tables.get(TableSchema.LOCKS);
    waits = tables.get(TableSchema.WAITS);
    spans = tables.get(TableSchema.SPANS);
    marks = tables.get(TableSchema.MARKS);
    clocks = tables.get(TableSchema.CLOCKS);
    this.strings = strings;
    this.number = number;
    covered = firstNs > lastNs ? null : new TimeRange(firstNs, lastNs);
  }

  /// @return from the first to the last time of all that was added before this was asked for; empty
  ///   if nothing was
  public Optional<TimeRange> covered() {
    return Optional.ofNullable(covered);
  }

  /// @return number of locks; their ids are 0 to one less
  public int locks() {
    return Math.toIntExact(locks.rows());
  }

  /// @param lock internal lock id
  /// @return what sort of lock it is
  public LockKind lockKind(int lock) {
    return LOCK_KINDS[locks.column(0).getInt(lock)];
  }

  /// @param lock internal lock id
  /// @return its name, or ""
  public String lockName(int lock) {
    return strings.get(locks.column(1).getInt(lock));
  }

  /// @param lock internal lock id
  /// @return whether it names one lock
  public boolean singleLock(int lock) {
    return locks.column(3).getInt(lock) != 0;
  }

  /// @return number of lock waits
  public long lockWaits() {
    return waits.rows();
  }

  /// @param row 0 to [#lockWaits()] - 1
  /// @return the lock that is waited for, by its internal id
  public int lockOfWait(long row) {
    return waits.column(4).getInt(row);
  }

  /// @param row 0 to [#lockWaits()] - 1
  /// @return the wait
  public LockWait lockWait(long row) {
    int info = waits.column(7).getInt(row);
    return new LockWait(
        waits.column(0).getLong(row),
        waits.column(1).getLong(row),
        lockOfWait(row),
        waits.column(5).getInt(row),
        LockMode.of(info & MODE),
        waits.column(6).getInt(row),
        waits.column(2).getLong(row),
        waits.column(3).getLong(row),
        (info & ACQUIRED) != 0,
        Provenance.of(info >> PROVENANCE_SHIFT & 3));
  }

  /// Tells a wait anew. Its times must lie within what the timeline covers already.
  ///
  /// @param row 0 to [#lockWaits()] - 1
  /// @param wait what is known now
  public void lockWait(long row, LockWait wait) {
    waits.column(0).setLong(row, wait.startNs());
    waits.column(1).setLong(row, wait.endNs());
    waits.column(2).setLong(row, wait.spinNs());
    waits.column(3).setLong(row, wait.sleepNs());
    waits.column(4).setInt(row, wait.lock());
    waits.column(5).setInt(row, wait.task());
    waits.column(6).setInt(row, wait.holder());
    int info = wait.mode().ordinal() | wait.provenance().ordinal() << PROVENANCE_SHIFT;
    waits.column(7).setInt(row, info | (wait.acquired() ? ACQUIRED : 0));
  }

  /// A span as it was added.
  ///
  /// @param startNs begin
  /// @param endNs end
  /// @param task internal task id
  /// @param category what sort
  /// @param name class or text
  /// @param provenance where it comes from
  public record AddedSpan(
      long startNs, long endNs, int task, String category, String name, Provenance provenance) {}

  /// @return number of spans
  public long spans() {
    return spans.rows();
  }

  /// @param row 0 to [#spans()] - 1
  /// @return its category
  public String categoryOfSpan(long row) {
    return strings.get(spans.column(4).getInt(row));
  }

  /// @param row 0 to [#spans()] - 1
  /// @return the span
  public AddedSpan span(long row) {
    return new AddedSpan(
        spans.column(0).getLong(row),
        spans.column(1).getLong(row),
        spans.column(3).getInt(row),
        categoryOfSpan(row),
        strings.get(spans.column(5).getInt(row)),
        Provenance.of(spans.column(7).getInt(row)));
  }

  /// Names a span anew.
  ///
  /// @param row 0 to [#spans()] - 1
  /// @param name class or text
  public void nameSpan(long row, String name) {
    spans.column(5).setInt(row, number.applyAsInt(name));
  }

  /// A mark as it was added.
  ///
  /// @param timeNs when
  /// @param task internal task id
  /// @param category what sort
  /// @param text the text
  public record AddedMark(long timeNs, int task, String category, String text) {}

  /// @return number of marks
  public long marks() {
    return marks.rows();
  }

  /// @param row 0 to [#marks()] - 1
  /// @return its category
  public String categoryOfMark(long row) {
    return strings.get(marks.column(3).getInt(row));
  }

  /// @param row 0 to [#marks()] - 1
  /// @return the mark
  public AddedMark mark(long row) {
    return new AddedMark(
        marks.column(0).getLong(row),
        marks.column(2).getInt(row),
        categoryOfMark(row),
        strings.get(marks.column(4).getInt(row)));
  }

  /// Gives a mark another text.
  ///
  /// @param row 0 to [#marks()] - 1
  /// @param text the text
  public void textOfMark(long row, String text) {
    marks.column(4).setInt(row, number.applyAsInt(text));
  }

  /// How sure it is where a clock stands.
  ///
  /// @param name name of the clock
  /// @return half the width of the interval its offset lies in, ns; empty if there is no such clock
  ///   or that is not known
  public OptionalLong clockUncertainty(String name) {
    for (int row = 0; row < clocks.rows(); row++) {
      long uncertainty = clocks.column(3).getLong(row);
      if (strings.get(clocks.column(0).getInt(row)).equals(name) && uncertainty >= 0) {
        return OptionalLong.of(uncertainty);
      }
    }
    return OptionalLong.empty();
  }
}
