package dev.corelane.importers.perf;

import dev.corelane.importers.perf.testing.KernelVersion;
import dev.corelane.importers.perf.testing.PerfDataOptions;
import dev.corelane.importers.perf.testing.PerfDataOptions.Compression;
import dev.corelane.importers.perf.testing.PerfDataOptions.Form;
import dev.corelane.importers.perf.testing.SchedTracepoint;
import dev.corelane.importers.perf.testing.SyntheticRecording;
import dev.corelane.importers.perf.testing.WorkloadOptions;
import dev.corelane.importers.testing.Damages.Small;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Recordings of a few KB, small enough to be damaged at every byte.
final class SmallRecordings {
  private SmallRecordings() {}

  /// One of each kernel, byte order, form and compression.
  static List<Small> all(Path folder) throws IOException {
    List<Small> list = new ArrayList<>();
    for (KernelVersion kernel : KernelVersion.values()) {
      for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
        for (Form form : Form.values()) {
          for (Compression compression : Compression.values()) {
            list.add(of(folder, kernel, order, form, compression));
          }
        }
      }
    }
    return list;
  }

  /// One recording of 60 events on two CPUs.
  static Small of(
      Path folder, KernelVersion kernel, ByteOrder order, Form form, Compression compression)
      throws IOException {
    Set<SchedTracepoint> events =
        EnumSet.of(
            SchedTracepoint.SWITCH,
            SchedTracepoint.MIGRATE_TASK,
            kernel.hasWaking() ? SchedTracepoint.WAKING : SchedTracepoint.WAKEUP);
    PerfDataOptions options =
        PerfDataOptions.defaults()
            .withOrder(order)
            .withForm(form)
            .withCompression(compression)
            .withRing(4096, 20);
    WorkloadOptions workload =
        WorkloadOptions.of(kernel, 2, 5, 7).withRecorded(events).withOddities(10, 10, 4000);
    Path file = folder.resolve("small.data");
    SyntheticRecording.of(kernel, options, workload).writeTo(file, 60);
    return new Small(
        kernel.shortVersion() + " " + order + " " + form + " " + compression,
        order,
        Files.readAllBytes(file));
  }
}
