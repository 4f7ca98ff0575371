package dev.corelane.importers.perf.testing;

import dev.corelane.importers.perf.testing.PerfDataOptions.Compression;
import dev.corelane.importers.perf.testing.PerfDataOptions.Form;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Writes a synthetic perf.data file from the command line.
public final class GeneratePerfData {
  static final String USAGE =
      """
      Usage: GeneratePerfData [options] -o FILE
        --events N        samples (1000000)
        --cpus C          CPUs (4)
        --threads T       tasks alive at a time (64)
        --seed S          the same seed gives the same file (1)
        --kernel V        3.4 3.10 4.4 4.9 4.14 5.15 6.12 7.2 (7.2)
        --endian E        little, big (little)
        --form F          file, pipe (file)
        --compress C      none, zstd, zstd2 (none)
        --file-version V  2, 1 (2)
        --attr-size N     bytes of perf_event_attr, 64 to 144 (128)
        --long-size N     bytes of a long, 4 or 8 (8)
        --callchain       samples with callchains
        --switch-events   SWITCH_CPU_WIDE records too
        --truth FILE      write the ground truth of each thread, tab-separated
        -o FILE           - is standard output (pipe form)
      """;

  private long events = 1_000_000;
  private int cpus = 4;
  private int threads = 64;
  private long seed = 1;
  private KernelVersion kernel = KernelVersion.V7_2;
  private PerfDataOptions file = PerfDataOptions.defaults();
  private long extraSampleType;
  private boolean switchRecords;
  private @Nullable Path truthFile;
  private @Nullable String output;

  private GeneratePerfData() {}

  /// Runs the generator; exit code 1 for wrong arguments.
  public static void main(String[] args) throws IOException {
    try {
      System.err.println(summary(generate(List.of(args))));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(USAGE);
      System.exit(1);
    }
  }

  /// Writes the file that the arguments describe.
  ///
  /// @throws IllegalArgumentException saying what is wrong with the arguments
  static GroundTruth generate(List<String> args) throws IOException {
    var command = new GeneratePerfData();
    command.parse(new ArrayDeque<>(args));
    return command.run();
  }

  private void parse(Deque<String> args) {
    while (!args.isEmpty()) {
      String name = args.remove();
      try {
        option(name, args);
      } catch (NoSuchElementException e) {
        throw new IllegalArgumentException(name + " needs a value", e);
      }
    }
    if (output == null) {
      throw new IllegalArgumentException("-o FILE is missing");
    }
  }

  private void option(String name, Deque<String> args) {
    switch (name) {
      case "--events" -> events = Long.parseLong(args.remove());
      case "--cpus" -> cpus = Integer.parseInt(args.remove());
      case "--threads" -> threads = Integer.parseInt(args.remove());
      case "--seed" -> seed = Long.parseLong(args.remove());
      case "--kernel" -> kernel = KernelVersion.of(args.remove());
      case "--endian" -> file = file.withOrder(order(args.remove()));
      case "--form" -> file = file.withForm(Form.valueOf(upper(args.remove())));
      case "--compress" -> file = file.withCompression(Compression.valueOf(upper(args.remove())));
      case "--file-version" -> file = file.withVersion(Integer.parseInt(args.remove()));
      case "--attr-size" -> file = file.withAttrSize(Integer.parseInt(args.remove()));
      case "--long-size" -> file = file.withLongSize(Integer.parseInt(args.remove()));
      case "--callchain" -> extraSampleType |= SampleType.CALLCHAIN;
      case "--switch-events" -> switchRecords = true;
      case "--truth" -> truthFile = Path.of(args.remove());
      case "-o" -> output = args.remove();
      default -> throw new IllegalArgumentException("unknown option " + name);
    }
  }

  private static ByteOrder order(String name) {
    return switch (name) {
      case "little" -> ByteOrder.LITTLE_ENDIAN;
      case "big" -> ByteOrder.BIG_ENDIAN;
      default -> throw new IllegalArgumentException("--endian is little or big, not " + name);
    };
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  private GroundTruth run() throws IOException {
    var recording =
        new SyntheticRecording(
            kernel,
            file,
            WorkloadOptions.of(kernel, cpus, threads, seed),
            extraSampleType,
            ReadFormat.ID,
            switchRecords);
    GroundTruth truth =
        "-".equals(output)
            ? recording.writeTo(Channels.newChannel(System.out), events)
            : recording.writeTo(Path.of(output), events);
    if (truthFile != null) {
      truth.writeThreads(truthFile);
    }
    return truth;
  }

  private static String summary(GroundTruth truth) {
    return String.format(
        Locale.ROOT,
        "%d events, %d switches (%d involuntary), %d threads, run time %.3f ms, run delay %.3f ms,"
            + " %.3f s",
        truth.totalEvents(),
        truth.events(SchedTracepoint.SWITCH),
        truth.total(GroundTruth.ThreadTruth::involuntarySwitches),
        truth.threads().size(),
        truth.total(GroundTruth.ThreadTruth::runTimeNs) / 1e6,
        truth.total(GroundTruth.ThreadTruth::runDelayNs) / 1e6,
        (truth.lastNs() - truth.firstNs()) / 1e9);
  }
}
