package dev.corelane.importers.ftrace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.ftrace.testing.FtraceRecorder;
import dev.corelane.importers.ftrace.testing.FtraceRecording;
import dev.corelane.importers.ftrace.testing.TraceDatOptions;
import dev.corelane.importers.ftrace.testing.TraceDatOptions.Compression;
import dev.corelane.importers.perf.testing.EventFormats;
import dev.corelane.importers.perf.testing.KernelVersion;
import dev.corelane.importers.perf.testing.SchedTracepoint;
import dev.corelane.importers.perf.testing.SyntheticWorkload;
import dev.corelane.importers.perf.testing.WorkloadOptions;
import dev.corelane.importers.testing.Damages;
import dev.corelane.importers.testing.Damages.Small;
import dev.corelane.importers.testing.FuzzTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Damages small trace.dat files and raw pages in every way: whatever is done to the bytes, a
/// timeline that can be walked comes out, or one sentence.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DamagedTraceDatTest {
  private static final int PAGE = 512;
  private static List<Small> recordings = List.of();
  private static List<Small> pages = List.of();

  private final Damages check = new Damages(FuzzTarget::traceDat);
  private final Damages checkPages = new Damages(FuzzTarget::rawPages);

  @BeforeAll
  static void write() throws IOException {
    recordings = new ArrayList<>();
    pages = new ArrayList<>();
    for (KernelVersion kernel : List.of(KernelVersion.V3_4, KernelVersion.V7_2)) {
      for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
        TraceDatOptions base =
            TraceDatOptions.defaults()
                .withOrder(order)
                .withPageSize(PAGE)
                .withLongSize(kernel == KernelVersion.V3_4 ? 4 : 8);
        for (TraceDatOptions options :
            Stream.concat(
                    Stream.of(base.withVersion(6).withPageSize(4096)),
                    Stream.of(Compression.values()).map(base::withCompression))
                .toList()) {
          byte[] bytes = FtraceRecording.of(kernel, options, workload(kernel), 60).bytes();
          recordings.add(new Small(kernel + " " + options, order, bytes));
        }
        pages.add(new Small(kernel + " pages " + order, order, pages(kernel, base)));
      }
    }
  }

  private static byte[] pages(KernelVersion kernel, TraceDatOptions options) throws IOException {
    var recorder =
        new FtraceRecorder(
            options.withPageSize(4096), new EventFormats(kernel, options.longSize()), t -> true);
    SyntheticWorkload.run(workload(kernel), 200, recorder);
    return recorder.cpu(0).toByteArray();
  }

  private static WorkloadOptions workload(KernelVersion kernel) {
    Set<SchedTracepoint> events =
        EnumSet.of(
            SchedTracepoint.SWITCH,
            SchedTracepoint.MIGRATE_TASK,
            kernel.hasWaking() ? SchedTracepoint.WAKING : SchedTracepoint.WAKEUP);
    return WorkloadOptions.of(kernel, 2, 5, 7).withRecorded(events).withOddities(10, 10, 4000);
  }

  @Test
  void undamagedTheyAllOpen() {
    assertThat(recordings).hasSize(16).allMatch(r -> FuzzTarget.traceDat(r.bytes()));
    assertThat(pages).hasSize(4).allMatch(r -> FuzzTarget.rawPages(r.bytes()));
  }

  @Test
  void truncatedAnywhere() {
    truncated(check, recordings.getFirst(), 0, 3);
    truncated(check, recordings.getLast(), 0, 2);
    int shift = 0;
    for (Small recording : recordings) {
      truncated(check, recording, shift++ * 41 % 197, 197);
    }
    for (Small recording : pages) {
      truncated(checkPages, recording, 0, 29);
    }
  }

  private static void truncated(Damages check, Small recording, int from, int step) {
    check.truncated(recording, from, recording.bytes().length, step);
  }

  @Test
  void flippedBits() {
    check.flippedBits(recordings, 1);
    checkPages.flippedBits(pages, 3);
  }

  @Test
  void hostileNumbers() {
    check.hostileNumbers(recordings, 2);
    checkPages.hostileNumbers(pages, 4);
  }

  /// The sections of version 7 and the table of version 6 hold the sizes and places that everything
  /// else hangs on; they stand at the end of the file, and at its beginning.
  @Test
  void hostileSizesAndPlaces() {
    for (Small recording : recordings) {
      int end = recording.bytes().length;
      for (int from : new int[] {10, Math.max(10, end - 700)}) {
        for (int at = from; at < Math.min(end - 8, from + 200); at += 6) {
          for (long value : new long[] {-1, Integer.MAX_VALUE, 1L << 40}) {
            byte[] bytes = recording.bytes().clone();
            ByteBuffer.wrap(bytes).order(recording.order()).putLong(at, value);
            check.check(recording, bytes, at + " := " + value);
          }
        }
      }
    }
  }
}
