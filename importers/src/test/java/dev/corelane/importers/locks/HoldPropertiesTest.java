package dev.corelane.importers.locks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.trace.diagnostics.ProblemLog;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.FactTable;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Holds of a lock that one task after another has, whose releases are told late.
class HoldPropertiesTest {
  private record Step(long timeNs, int task, int lock, boolean acquires) {}

  @Property(tries = 200)
  void lateReleasesNeverMakeExclusiveHoldsOverlap(@ForAll long seed) {
    var random = new Random(seed);
    int lockCount = 1 + random.nextInt(3);
    List<Step> steps = new ArrayList<>();
    List<long[]> truth = new ArrayList<>();
    int holds = 100;
    for (int lock = 0; lock < lockCount; lock++) {
      long time = 10;
      for (int i = 0; i < holds; i++) {
        // Tasks take turns, so that none has the lock twice while its release is still on its way.
        int task = 2 + i % 7;
        long start = time + random.nextInt(20);
        long end = start + 1 + random.nextInt(20);
        steps.add(new Step(start, task, lock, true));
        steps.add(new Step(end + random.nextInt(30), task, lock, false));
        truth.add(new long[] {lock, start, end});
        time = end;
      }
    }
    steps.sort(Comparator.comparingLong(Step::timeNs));
    try (TimelineBuilder builder = new TimelineBuilder()) {
      for (int i = 0; i < 7; i++) {
        builder.task(100 + i, 100 + i, "t", 0, false);
      }
      for (int lock = 0; lock < lockCount; lock++) {
        builder.lock(LockKind.LWLOCK, "L" + lock, 1 + lock, true);
      }
      var problems = new ProblemLog();
      var sink = new FactSink(builder, problems, "test", () -> 0);
      var tracker =
          new HoldTracker(sink, new Tally(LockProblems.PG_RELEASE_MISSING, "not released"));
      for (Step step : steps) {
        if (step.acquires()) {
          tracker.acquired(step.timeNs(), step.task(), step.lock(), 0, true, LockMode.EXCLUSIVE);
        } else {
          assertThat(tracker.released(step.timeNs(), step.task(), step.lock(), 0)).isTrue();
        }
      }
      tracker.finish(10_000);
      try (Timeline timeline = builder.build(ProgressMonitor.NONE)) {
        FactTable<LockHold> table = timeline.holds();
        assertThat(table.size()).isEqualTo(truth.size());
        long[] busyUntil = new long[lockCount];
        for (long row = 0; row < table.size(); row++) {
          LockHold hold = table.get(row);
          assertThat(hold.startNs()).isGreaterThanOrEqualTo(busyUntil[hold.lock()]);
          assertThat(hold.endSeen()).isTrue();
          busyUntil[hold.lock()] = hold.endNs();
        }
        for (long[] hold : truth) {
          assertThat(rows(table))
              .anyMatch(h -> h.lock() == hold[0] && h.startNs() == hold[1] && h.endNs() >= hold[2]);
        }
        assertThat(problems.problems()).isEmpty();
      }
    }
  }

  private static List<LockHold> rows(FactTable<LockHold> table) {
    List<LockHold> rows = new ArrayList<>();
    for (long row = 0; row < table.size(); row++) {
      rows.add(table.get(row));
    }
    return rows;
  }
}
