package dev.corelane.samples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/// All samples, the one to look at first foremost.
public final class SampleTraces {
  private static final List<SampleTrace> ALL =
      List.of(
          new SampleTrace(
              "spinlock-7.2-lazy-full",
              "PostgreSQL under lazy preemption, all locks probed (Linux 7.2)",
              "24 pgbench clients: the holder of the probes' own per-CPU mutex is preempted, and"
                  + " every backend that meets a probe waits."),
          new SampleTrace(
              "spinlock-6.12-none-full",
              "PostgreSQL without preemption, all locks probed (Linux 6.12)",
              "The counterpart under PREEMPT_NONE, with the same probes and twice the throughput."),
          new SampleTrace(
              "spinlock-7.2-lazy-sched",
              "PostgreSQL under lazy preemption, scheduler events only (Linux 7.2)",
              "The same workload without lock probes: the collapse is gone, so most of it was the"
                  + " recorder's."),
          new SampleTrace(
              "spinlock-6.12-none-sched",
              "PostgreSQL without preemption, scheduler events only (Linux 6.12)",
              "The counterpart under PREEMPT_NONE, by the same events."),
          new SampleTrace(
              "multixact-6.12-none-wait",
              "A MultiXact storm without preemption (Linux 6.12)",
              "Rows locked by many transactions at once: backends queue on the MultiXact locks."),
          new SampleTrace(
              "multixact-7.2-lazy-wait",
              "A MultiXact storm under lazy preemption (Linux 7.2)",
              "The counterpart under PREEMPT_LAZY, by the same events."));

  private SampleTraces() {}

  /// @return all samples
  public static List<SampleTrace> all() {
    return ALL;
  }

  /// Copies a file that lies beside the recordings.
  ///
  /// @param folder a sample's id, or another folder of this module
  /// @param name a path below it
  /// @param target the folder to copy to
  /// @return the copy
  /// @throws IOException if there is no such file, or it cannot be written
  public static Path copy(String folder, String name, Path target) throws IOException {
    Path copy = target.resolve(name);
    try (InputStream in = open(folder, name)) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    return copy;
  }

  static InputStream open(String folder, String name) throws IOException {
    String resource = "/" + folder + "/" + name;
    InputStream in = SampleTraces.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IOException("there is no sample file " + resource);
    }
    return in;
  }

  /// @param id a sample's id
  /// @return the sample, empty when there is none of that id
  public static Optional<SampleTrace> of(String id) {
    return ALL.stream().filter(s -> s.id().equals(id)).findFirst();
  }
}
