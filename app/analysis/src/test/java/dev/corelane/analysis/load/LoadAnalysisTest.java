package dev.corelane.analysis.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.Confidence;
import dev.corelane.analysis.RandomWork;
import dev.corelane.analysis.Recording;
import dev.corelane.analysis.TimeSort;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LoadAnalysisTest {
  private static final LoadAnalysis ANALYSIS = new LoadAnalysis();

  @Property(tries = 30)
  void isWhatEveryNanosecondTells(
      @ForAll long seed,
      @ForAll boolean moves,
      @ForAll @IntRange(min = 1, max = 5) int parts,
      @ForAll @IntRange(min = 0, max = 900) int cutInThousandths) {
    try (var r = new Recording();
        Timeline t = RandomWork.timeline(r, seed, moves)) {
      TimeRange whole = t.range();
      long cut = whole.startNs() + whole.durationNs() * cutInThousandths / 1000;
      Load load = ANALYSIS.run(t, new TimeRange(cut, whole.endNs()), parts, ProgressMonitor.NONE);
      var slow = new SlowLoad(t, cut, whole.endNs());
      for (CpuLoad cpu : load.cpus()) {
        int c = cpu.cpu();
        assertThat(cpu)
            .isEqualTo(
                new CpuLoad(
                    c,
                    slow.busyNs[c],
                    slow.idleNs[c],
                    slow.unknownNs[c],
                    slow.waiting[c],
                    slow.runnable[c]));
      }
      assertThat(load.waiting()).isEqualTo(slow.allWaiting);
      assertThat(load.runnable()).isEqualTo(slow.allRunnable);
      IdleWhileRunnable idle = load.idleWhileRunnable();
      assertThat(idle.wallNs()).isEqualTo(slow.wallNs);
      assertThat(idle.lostCpuNs()).isEqualTo(slow.lostCpuNs);
      assertThat(idle.provenNs()).isEqualTo(slow.provenNs);
      assertThat(idle.longest().stream().mapToLong(IdleSpell::durationNs).sum())
          .as("short enough to list all")
          .isEqualTo(slow.wallNs);
    }
  }

  @Property(tries = 30)
  void partsAddUpToTheWhole(
      @ForAll long seed,
      @ForAll boolean moves,
      @ForAll @IntRange(min = 0, max = 999) int cutInThousandths) {
    try (var r = new Recording();
        Timeline t = RandomWork.timeline(r, seed, moves)) {
      TimeRange whole = t.range();
      long cut = whole.startNs() + whole.durationNs() * cutInThousandths / 1000;
      Load a = ANALYSIS.run(t, new TimeRange(whole.startNs(), cut), ProgressMonitor.NONE);
      Load b = ANALYSIS.run(t, new TimeRange(cut, whole.endNs()), ProgressMonitor.NONE);
      Load all = ANALYSIS.run(t, ProgressMonitor.NONE);
      for (int c = 0; c < all.cpus().size(); c++) {
        assertThat(a.cpus().get(c).plus(b.cpus().get(c))).isEqualTo(all.cpus().get(c));
      }
      assertThat(a.waiting().plus(b.waiting())).isEqualTo(all.waiting());
      assertThat(a.runnable().plus(b.runnable())).isEqualTo(all.runnable());
      assertThat(a.idleWhileRunnable().lostCpuNs() + b.idleWhileRunnable().lostCpuNs())
          .isEqualTo(all.idleWhileRunnable().lostCpuNs());
      assertThat(a.migrations().total() + b.migrations().total())
          .isEqualTo(all.migrations().total());
      assertThat(all.migrations().byCpus().stream().mapToLong(CpuMoves::count).sum())
          .isEqualTo(all.migrations().total());
      assertThat(all.migrations().byThread().stream().mapToLong(ThreadMoves::count).sum())
          .isEqualTo(all.migrations().total());
      assertThat(all.migrations().recorded()).isEqualTo(t.migrations().size() > 0);
    }
  }

  @Test
  void aThreadOfTheKernelThatWasSeenOnOneCpuMayBeBoundToIt() {
    for (boolean kernel : new boolean[] {false, true}) {
      try (var r = new Recording()) {
        int c0 = r.builder.cpu(0);
        int c1 = r.builder.cpu(1);
        int a = r.builder.task(10, 10, "a", 0, false);
        int b = r.builder.task(11, 11, "b", 0, false);
        if (kernel) {
          r.builder.kernelThread(b);
        }
        r.slept(b, 0);
        r.ran(c0, 0, 100, a, SliceEnd.SLEEPING).slept(a, 100);
        r.ran(c1, 0, 140, Task.IDLE, SliceEnd.TRACE_END);
        r.woken(b, 40, a, Wakeup.Kind.WAKING).ran(c0, 100, 140, b, SliceEnd.SLEEPING);
        try (Timeline t = r.timeline()) {
          Load load = ANALYSIS.run(t, ProgressMonitor.NONE);
          IdleWhileRunnable idle = load.idleWhileRunnable();
          assertThat(idle.lostCpuNs()).isEqualTo(kernel ? 0 : 60);
          assertThat(idle.provenNs()).as("b was never seen on the idle CPU").isZero();
          if (!kernel) {
            assertThat(idle.longest()).containsExactly(new IdleSpell(40, 100, c1, b, c0, false));
          }
          assertThat(load.cpus().get(c0).utilisation()).isEqualTo(1.0);
          assertThat(load.utilisation()).isEqualTo(0.5);
          assertThat(load.waiting().mean()).isEqualTo(60 / 140.0);
          assertThat(load.waiting().percentile(50)).isZero();
          assertThat(load.runnable().percentile(99)).isEqualTo(2);
          assertThat(load.confidence()).isEqualTo(Confidence.COMPLETE);
        }
      }
    }
  }

  @Test
  void anIdleCpuThatIsAboutToRunItsOwnWaiterLosesNothing() {
    try (var r = new Recording()) {
      int c0 = r.builder.cpu(0);
      int a = r.builder.task(10, 10, "a", 0, false);
      r.slept(a, 0).ran(c0, 0, 50, Task.IDLE, SliceEnd.IDLE_END);
      r.woken(a, 40, Task.IDLE, Wakeup.Kind.WAKING).ran(c0, 50, 60, a, SliceEnd.SLEEPING);
      try (Timeline t = r.timeline()) {
        Load load = ANALYSIS.run(t, ProgressMonitor.NONE);
        assertThat(load.idleWhileRunnable().wallNs()).isZero();
        assertThat(load.waiting().atNs(1)).isEqualTo(10);
      }
    }
  }

  @Property(tries = 50)
  void timesAreSortedWhateverTheirDistance(@ForAll long[] times) {
    long[] half = Arrays.stream(times).map(t -> t / 2).toArray();
    int[] order = TimeSort.order(half, half.length);
    for (int i = 1; i < order.length; i++) {
      assertThat(half[order[i - 1]]).isLessThanOrEqualTo(half[order[i]]);
    }
    assertThat(Arrays.stream(order).sorted().toArray())
        .isEqualTo(IntStream.range(0, half.length).toArray());
  }
}
