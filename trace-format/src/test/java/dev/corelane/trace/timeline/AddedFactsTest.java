package dev.corelane.trace.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import org.junit.jupiter.api.Test;

class AddedFactsTest {
  /// More rows than a column keeps in its array, and more than a chunk has.
  private static final int MANY = 20_000;

  @Test
  void whatWasAddedCanBeReadAndCompleted() {
    try (var b = new TimelineBuilder()) {
      int holder = b.task(10, 10, "a", 0, false);
      int waiter = b.task(11, 11, "b", 0, false);
      int lock = b.lock(LockKind.HEAVYWEIGHT, "transaction 7", 0, true);
      int other = b.lock(LockKind.LWLOCK, "ProcArray", 0, false);
      for (int i = 0; i < MANY; i++) {
        b.lockWait(
            i,
            i + 5L,
            i % 2 == 0 ? lock : other,
            waiter,
            LockMode.SHARE,
            Task.UNKNOWN,
            1,
            2,
            true,
            Provenance.RECORDED);
        b.span(i, i + 1L, waiter, "query", "", "", Provenance.RECORDED);
        b.mark(i, -1, waiter, "deadlock", "found");
      }
      AddedFacts added = b.added();
      assertThat(added.locks()).isEqualTo(2);
      assertThat(added.lockKind(lock)).isEqualTo(LockKind.HEAVYWEIGHT);
      assertThat(added.lockName(lock)).isEqualTo("transaction 7");
      assertThat(added.singleLock(lock)).isTrue();
      assertThat(added.singleLock(other)).isFalse();
      assertThat(added.lockWaits()).isEqualTo(MANY);
      assertThat(added.spans()).isEqualTo(MANY);
      assertThat(added.marks()).isEqualTo(MANY);

      for (int row : new int[] {0, 600, MANY - 1}) {
        LockWait wait = added.lockWait(row);
        assertThat(wait.startNs()).isEqualTo(row);
        assertThat(wait.lock()).isEqualTo(added.lockOfWait(row));
        assertThat(added.span(row).startNs()).isEqualTo(row);
        assertThat(added.span(row).category()).isEqualTo("query");
        assertThat(added.mark(row).timeNs()).isEqualTo(row);
        added.lockWait(
            row,
            new LockWait(
                row + 1L,
                row + 3L,
                wait.lock(),
                waiter,
                LockMode.EXCLUSIVE,
                holder,
                -1,
                7,
                false,
                Provenance.DERIVED));
        added.nameSpan(row, "SELECT " + row);
        added.textOfMark(row, "deadlock " + row);
        assertThat(added.span(row).name()).isEqualTo("SELECT " + row);
        assertThat(added.mark(row).text()).isEqualTo("deadlock " + row);
      }

      try (Timeline t = b.build(ProgressMonitor.NONE)) {
        assertThat(t.waits().get(600))
            .as("600 begins at 601 now and was added before 601")
            .isEqualTo(
                new LockWait(
                    601,
                    603,
                    lock,
                    waiter,
                    LockMode.EXCLUSIVE,
                    holder,
                    -1,
                    7,
                    false,
                    Provenance.DERIVED));
        assertThat(t.waits().get(602).holder()).isEqualTo(Task.UNKNOWN);
        assertThat(t.spans().get(MANY - 1L).name()).isEqualTo("SELECT " + (MANY - 1));
        assertThat(t.spans().get(1).name()).isEmpty();
        assertThat(t.marks().get(600).text()).isEqualTo("deadlock 600");
      }
    }
  }

  @Test
  void tellsWhatIsCovered() {
    try (var b = new TimelineBuilder()) {
      assertThat(b.added().covered()).isEmpty();
      b.cover(7);
      b.cover(3);
      assertThat(b.added().covered()).hasValue(new TimeRange(3, 7));
    }
  }

  @Test
  void tellsHowSureAClockIs() {
    try (var b = new TimelineBuilder()) {
      b.clock("sure", 5, 12);
      b.clock("unsure", 5, -1);
      assertThat(b.added().clockUncertainty("sure")).hasValue(12);
      assertThat(b.added().clockUncertainty("unsure")).isEmpty();
      assertThat(b.added().clockUncertainty("none")).isEmpty();
    }
  }
}
