package dev.corelane.trace.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Table;
import dev.corelane.trace.timeline.TableSchema;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file of version 1.0 as it was written when that version was made. It must open for ever.
class GoldenFileTest {
  @TempDir Path folder;
  private Path file;

  static byte[] fixture() throws IOException {
    try (InputStream in = GoldenFileTest.class.getResourceAsStream("version-1.0.corelane")) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  @BeforeEach
  void copy() throws IOException {
    file = folder.resolve("version-1.0.corelane");
    Files.write(file, fixture());
  }

  @Test
  void itsFactsAreWhatTheBuilderMakesToday() throws IOException {
    try (Timeline golden = TimelineFile.open(file);
        Timeline built = GoldenTimeline.build()) {
      assertThat(golden.tables().strings()).isEqualTo(built.tables().strings());
      for (TableSchema schema : TableSchema.values()) {
        boolean derived = schema == TableSchema.CPU_LEVELS || schema == TableSchema.CPU_BUCKETS;
        Table stored = golden.tables().table(schema);
        Table now = built.tables().table(schema);
        assertThat(stored.rows()).as("%s", schema).isPositive();
        for (int c = 0; c < schema.columns().size() && !derived; c++) {
          assertThat(stored.bytes(c).mismatch(now.bytes(c))).as("%s", schema).isEqualTo(-1);
        }
      }
    }
  }

  @Test
  void itIsWrittenAgainAsItWas() throws IOException {
    Path again = folder.resolve("again.corelane");
    try (Timeline golden = TimelineFile.open(file)) {
      TimelineFile.write(golden, again, ProgressMonitor.NONE);
    }
    assertThat(Files.mismatch(file, again)).isEqualTo(-1);
  }

  @Test
  void itReadsAsItDid() throws IOException {
    try (Timeline golden = TimelineFile.open(file)) {
      assertThat(golden.range().startNs()).isEqualTo(100);
      assertThat(golden.range().endNs()).isEqualTo(400);
      assertThat(golden.cpus()).extracting("number").containsExactly(4, 2);
      assertThat(golden.taskName(2, 149)).isEqualTo("postgres");
      assertThat(golden.taskName(2, 150)).isEqualTo("backend");
      assertThat(golden.slices(0).get(0).end()).isEqualTo(SliceEnd.PREEMPTED_USER);
      assertThat(golden.slices(0).priority(0)).isEqualTo(120);
      assertThat(golden.slices(0).switchFlags(0)).isEqualTo(0x11);
      TaskStates states = golden.states(3);
      assertThat(states.get(states.at(300)).kind()).isEqualTo(StateKind.RUNNABLE_WAKEUP);
      assertThat(states.get(states.at(300)).other()).isEqualTo(2);
      assertThat(golden.wakeups().get(0).kind()).isEqualTo(Wakeup.Kind.NEW);
      assertThat(golden.spans().get(1).parent()).isZero();
      assertThat(golden.locks().getFirst().address()).isEqualTo(0xffff_8000_1234_5678L);
      assertThat(golden.counters().get(1).value()).isNaN();
      assertThat(golden.levels(0).holderPreemptions(golden.levels(0).count() - 1, 0)).isOne();
    }
  }
}
