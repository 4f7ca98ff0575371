package dev.corelane.render.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.render.testing.SyntheticTimeline;
import dev.corelane.render.theme.Palette;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceDigestTest {
  private static final long START = SyntheticTimeline.START_NS;

  @Test
  void worstMomentIsTheLongestRunDelayOfAllSlices() {
    try (Timeline timeline = SyntheticTimeline.of(4, 50_000_000, 100_000)) {
      TraceDigest digest = TraceDigest.of(timeline);
      long worst = 0;
      for (int cpu = 0; cpu < 4; cpu++) {
        CpuSlices slices = timeline.slices(cpu);
        for (long i = 0; i < slices.count(); i++) {
          if (slices.task(i) > Task.UNKNOWN) {
            worst = Math.max(worst, RunDelay.before(timeline, slices.task(i), slices.startNs(i)));
          }
        }
      }
      WorstMoment first = digest.worst().getFirst();
      assertThat(first.delayNs()).isEqualTo(worst).isEqualTo(digest.worstDelayNs());
      CpuSlices slices = timeline.slices(first.cpu());
      assertThat(slices.startNs(first.slice())).isEqualTo(first.timeNs());
      assertThat(slices.task(first.slice())).isEqualTo(first.task());
      assertThat(digest.worst()).extracting(WorstMoment::rank).containsExactly(1, 2, 3);
      assertThat(digest.worst())
          .extracting(WorstMoment::delayNs)
          .isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }
  }

  @Test
  void countsOfTheWholeAndOfAPart() {
    try (Timeline timeline = SyntheticTimeline.of(2, 10_000_000, 50_000)) {
      TraceDigest digest = TraceDigest.of(timeline);
      RangeCounts all = RangeCounts.of(timeline, timeline.range());
      assertThat(all.switches()).isEqualTo(digest.switches());
      assertThat(all.involuntary()).isEqualTo(digest.involuntary());
      RangeCounts left = RangeCounts.of(timeline, new TimeRange(START, START + 3_333_333));
      RangeCounts right =
          RangeCounts.of(timeline, new TimeRange(START + 3_333_333, timeline.range().endNs()));
      assertThat(left.switches() + right.switches()).isEqualTo(all.switches());
      assertThat(left.involuntary() + right.involuntary()).isEqualTo(all.involuntary());
    }
  }

  @Test
  void classesGroupThreadsByProcessLabelAndKernel() {
    try (var b = new TimelineBuilder()) {
      int cpu = b.cpu(0);
      int java = b.task(100, 100, "java", START, false);
      int worker = b.task(101, 100, "pool-1-thread-7", START, false);
      int backend1 = b.task(200, 200, "postgres", START, false);
      int backend2 = b.task(201, 201, "postgres", START, false);
      b.taskLabel(backend2, "client backend");
      int kworker = b.task(7, 2, "kworker/0:1", START, false);
      b.kernelThread(kworker);
      int numbered = b.task(300, 300, "bench-12", START, false);
      int at = 0;
      for (int task : new int[] {worker, backend1, java, backend2, numbered, kworker}) {
        long from = START + 1000L * at++;
        b.slice(
            cpu,
            from,
            from + 1000,
            task,
            SliceEnd.SLEEPING,
            'S',
            Provenance.RECORDED,
            false,
            false,
            120,
            0);
      }
      try (Timeline timeline = b.build(ProgressMonitor.NONE)) {
        TaskClasses classes = TaskClasses.of(timeline);
        assertThat(classes.classes())
            .extracting(TaskClass::name)
            .containsExactly("java", "bench", "client backend", "kernel threads", "postgres");
        assertThat(classes.classOf(worker)).isEqualTo(classes.classOf(java)).isZero();
        assertThat(classes.colorOf(kworker)).isEqualTo(Palette.KERNEL);
        assertThat(classes.classes().getFirst().busyNs()).isEqualTo(2000);
        assertThat(classes.classOf(Task.IDLE)).isEqualTo(TaskClasses.IDLE);
        assertThat(classes.classOf(Task.UNKNOWN)).isEqualTo(TaskClasses.UNKNOWN);
        assertThat(classes.classOf(4711)).isEqualTo(TaskClasses.UNKNOWN);
        assertThat(classes.colorOf(java)).isNotEqualTo(classes.colorOf(worker));
      }
    }
  }

  @Test
  void coloursTellProcessesOrTasksApart() {
    try (var b = new TimelineBuilder()) {
      b.task(100, 100, "java", START, false);
      int worker = b.task(101, 100, "pool-1", START, false);
      int backend = b.task(200, 200, "postgres", START, false);
      b.taskLabel(backend, "client backend");
      int other = b.task(201, 201, "postgres", START, false);
      b.kernelThread(b.task(7, 7, "kworker/0:1", START, false));
      try (Timeline timeline = b.build(ProgressMonitor.NONE)) {
        TraceDigest digest = TraceDigest.of(timeline);
        TaskClasses processes = digest.coloredBy(ColorBy.PROCESS).classes();
        assertThat(processes.classes())
            .extracting(TaskClass::name)
            .containsExactlyInAnyOrder(
                "java 100", "postgres 200", "postgres 201", "kernel threads");
        assertThat(processes.classOf(worker)).isEqualTo(processes.classOf(worker - 1));
        TaskClasses tasks = digest.coloredBy(ColorBy.TASK).classes();
        assertThat(tasks.classes())
            .extracting(TaskClass::name)
            .containsExactlyInAnyOrder(
                "java 100", "pool-1 101", "postgres 200", "postgres 201", "kworker/0:1 7");
        assertThat(tasks.colorOf(backend)).isNotEqualTo(tasks.colorOf(other));
        TaskClasses states = digest.coloredBy(ColorBy.STATE).classes();
        assertThat(states.classes()).extracting(TaskClass::name).containsExactly("running");
        for (int task = Task.UNKNOWN + 1; task < timeline.taskCount(); task++) {
          assertThat(states.colorOf(task)).isEqualTo(Palette.RUNNING);
        }
        assertThat(digest.coloredBy(ColorBy.CLASS).classes().classes())
            .isEqualTo(digest.classes().classes());
      }
    }
  }

  @Test
  void classesBeyondThePaletteShareANeutralColour() {
    try (var b = new TimelineBuilder()) {
      int cpu = b.cpu(0);
      for (int i = 0; i < Palette.SIZE + 3; i++) {
        int task = b.task(10 + i, 10 + i, "task" + (char) ('a' + i), START, false);
        long from = START + 10_000L * i;
        b.slice(
            cpu,
            from,
            from + 5_000 - i,
            task,
            SliceEnd.SLEEPING,
            'S',
            Provenance.RECORDED,
            false,
            false,
            120,
            0);
      }
      try (Timeline timeline = b.build(ProgressMonitor.NONE)) {
        List<TaskClass> classes = TaskClasses.of(timeline).classes();
        assertThat(classes).hasSize(Palette.SIZE + 1);
        assertThat(classes.getFirst().name()).isEqualTo("taska");
        assertThat(classes.getLast().name()).isEqualTo("others");
        assertThat(classes.getLast().tasks()).isEqualTo(3);
        assertThat(classes.getLast().color()).isEqualTo(Palette.OTHER);
      }
    }
  }

  @Test
  void busyShareCountsTheWholeTimeline() {
    try (Timeline timeline = SyntheticTimeline.of(1, 10_000_000, 100_000)) {
      CpuSlices slices = timeline.slices(0);
      double busy = 0;
      for (long i = 0; i < slices.count(); i++) {
        busy += slices.task(i) == Task.IDLE ? 0 : slices.endNs(i) - slices.startNs(i);
      }
      assertThat(TraceDigest.of(timeline).busyShare())
          .isCloseTo(busy / timeline.range().durationNs(), within(1e-6));
    }
  }

  @Test
  void holesAreFoundByCpuAndTime() {
    try (Timeline timeline = SyntheticTimeline.withLosses()) {
      HoleIndex holes = HoleIndex.of(timeline);
      assertThat(holes.at(1, START + 20_000_000, 0)).isPresent();
      assertThat(holes.at(0, START + 20_000_000, 0)).isEmpty();
      assertThat(holes.at(1, START + 24_000_000, 0)).isEmpty();
      assertThat(holes.at(1, START + 24_000_000, 10)).as("slack for narrow holes").isPresent();
      assertThat(holes.near(1, new TimeRange(START, START + 1000))).isEmpty();
      assertThat(holes.near(1, timeline.range())).hasSize(1);
      assertThat(holes.near(99, timeline.range())).isEmpty();
      assertThat(TraceDigest.of(timeline).lostEvents()).isEqualTo(28_130);
    }
  }
}
