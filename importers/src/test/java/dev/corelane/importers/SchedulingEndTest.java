package dev.corelane.importers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.incident.CopyRule;
import dev.corelane.samples.SampleTraces;
import dev.corelane.trace.file.TimelineFile;
import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.ThreadState;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuLevels;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server's log begins before the recording of scheduling and ends after it: what threads did
/// then is unknown, however the timeline was made.
class SchedulingEndTest {
  private static final long BEYOND_NS = 5_000_000_000L;

  /// Half a minute before the sample and a minute after it.
  private static final String LOG =
      """
      2026-11-21 09:47:00.000 UTC [300] LOG:  checkpoint starting: time
      2026-11-21 09:48:30.000 UTC [300] LOG:  checkpoint complete: wrote 1 buffers (0.0%)
      """;

  private static final String TIMEHIST =
      """
                 time    cpu  task name                       wait time  sch delay   run time  state
                              [tid/pid]                          (msec)     (msec)     (msec)
      --------------- ------  ------------------------------  ---------  ---------  ---------  -----
           100.000100 [0000]  bash[300]                           0.000      0.000      0.100      R
           100.000300 [0000]  make[301]                           0.000      0.050      0.200      S
           100.000500 [0000]  bash[300]                           0.200      0.200      0.200      R
      """;

  @TempDir Path folder;
  private Path sample = Path.of("");
  private Path log = Path.of("");

  @BeforeEach
  void write() throws IOException {
    sample = SampleTraces.of("spinlock-7.2-lazy-sched").orElseThrow().copyTo(folder);
    log = Files.writeString(folder.resolve("pg.log"), LOG);
  }

  private static Timeline open(ImportOptions options, Path... files) throws TraceReadException {
    return Importers.open(List.of(files), options, ProgressMonitor.NONE);
  }

  private static ImportOptions clock(String file, long offsetNs, boolean relative) {
    return new ImportOptions(
        CopyRule.ALWAYS,
        Set.of(),
        Set.of(),
        Map.of(file, new ImportOptions.Clock(offsetNs, relative)));
  }

  @Test
  void besideOneRecording() throws IOException {
    try (Timeline alone = open(ImportOptions.ALL, sample);
        Timeline beside = open(ImportOptions.ALL, sample, log)) {
      assertKnownOnlyWithin(alone, beside, 0);
      Path stored = folder.resolve("incident.corelane");
      TimelineFile.write(beside, stored, ProgressMonitor.NONE);
      try (Timeline again = TimelineFile.open(stored)) {
        assertKnownOnlyWithin(alone, again, 0);
      }
    }
  }

  @Test
  void besideSeveralRecordings() throws IOException {
    Path again = Files.copy(sample, folder.resolve("again.data.zst"));
    try (Timeline alone = open(ImportOptions.ALL, sample);
        Timeline beside = open(ImportOptions.ALL, sample, again, log)) {
      assertKnownOnlyWithin(alone, beside, 0);
    }
  }

  @Test
  void besideARecordingMovedByHand() throws IOException {
    ImportOptions moved = clock(sample.getFileName().toString(), BEYOND_NS, true);
    try (Timeline alone = open(ImportOptions.ALL, sample);
        Timeline beside = open(moved, sample, log)) {
      assertKnownOnlyWithin(alone, beside, BEYOND_NS);
    }
  }

  @Test
  void inAPartThatReachesBeyond() throws IOException {
    try (Timeline alone = open(ImportOptions.ALL, sample)) {
      TimeRange recorded = alone.range();
      var part = new TimeRange(recorded.startNs() - BEYOND_NS, recorded.endNs() + 70_000_000_000L);
      var options = new ImportOptions(part, Set.of(), Set.of(), Map.of());
      try (Timeline beside = open(options, sample, log)) {
        assertKnownOnlyWithin(alone, beside, 0);
      }
    }
  }

  @Test
  void besideLinesOfTimehist() throws IOException {
    Path lines = Files.writeString(folder.resolve("timehist.txt"), TIMEHIST);
    try (Timeline alone = open(ImportOptions.ALL, lines)) {
      long logged = 1_795_254_420_000_000_000L;
      ImportOptions placed = clock("pg.log", alone.range().startNs() - logged - BEYOND_NS, false);
      try (Timeline beside = open(placed, lines, log)) {
        assertKnownOnlyWithin(alone, beside, 0);
      }
    }
  }

  /// Within the recording every state is what it is without other files; outside nothing is known
  /// but that the dead are dead, and nobody waits for a CPU.
  private static void assertKnownOnlyWithin(Timeline alone, Timeline beside, long shiftNs) {
    long startNs = alone.range().startNs() + shiftNs;
    long endNs = alone.range().endNs() + shiftNs;
    assertThat(beside.range().startNs()).isLessThan(startNs);
    assertThat(beside.range().endNs()).isGreaterThan(endNs + BEYOND_NS);
    for (int task = Task.UNKNOWN + 1; task < alone.taskCount(); task++) {
      int tid = alone.task(task).tid();
      int there =
          beside.taskCount() == alone.taskCount() ? task : beside.tasksOfTid(tid).getFirst().id();
      assertThat(within(beside.states(there), startNs, endNs, shiftNs))
          .as("states of thread %d", tid)
          .isEqualTo(within(alone.states(task), startNs - shiftNs, endNs - shiftNs, 0));
      assertUnknown(beside.states(there).get(0));
      ThreadState last = beside.states(there).get(beside.states(there).count() - 1);
      if (last.kind() != StateKind.DEAD) {
        assertUnknown(last);
        assertThat(last.startNs()).isLessThanOrEqualTo(endNs);
      }
    }
    for (Cpu cpu : beside.cpus()) {
      CpuLevels levels = beside.levels(cpu.index());
      for (long b = 0; b < levels.buckets(0); b++) {
        long from = levels.startNs(0, b);
        if (from + levels.widthNs(0) <= startNs || from >= endNs) {
          assertThat(levels.runnable(0, b)).isZero();
        }
      }
    }
  }

  private static void assertUnknown(ThreadState state) {
    assertThat(state.kind()).isEqualTo(StateKind.UNKNOWN);
    assertThat(state.provenance()).isEqualTo(Provenance.DERIVED);
  }

  /// States that last any time, each with its begin, cut at the ends of the recording.
  private static List<String> within(TaskStates states, long fromNs, long toNs, long shiftNs) {
    List<String> found = new ArrayList<>();
    for (long i = 0; i < states.count(); i++) {
      long start = Math.max(fromNs, states.startNs(i));
      long end = Math.min(toNs, states.endNs(i));
      if (start < end) {
        found.add(start - shiftNs + " " + states.kind(i) + " " + (end - shiftNs));
      }
    }
    return found;
  }
}
