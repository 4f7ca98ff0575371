package dev.corelane.benchmarks;

import dev.corelane.importers.Importers;
import dev.corelane.importers.TraceReadException;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The perf.data import, warm, in nanoseconds per event, beside its ceiling: stepping over the same
/// records from header to header.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx1g", "--enable-native-access=ALL-UNNAMED"})
public class PerfDataImportBenchmark {
  private static final int EVENTS = 1_000_000;
  private static final long DATA_SECTION_AT = 40;
  private static final long SIZE_IN_HEADER = 6;

  private Path file = Path.of("");
  private Arena arena = Arena.global();
  private MemorySegment bytes = MemorySegment.NULL;

  /// Writes the file.
  ///
  /// @throws IOException if it cannot be written
  @Setup
  public void write() throws IOException {
    file = Files.createTempFile("corelane-benchmark", ".perf.data");
    Workload.perfData(file, EVENTS);
    arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(file)) {
      bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    }
  }

  /// Deletes the file.
  ///
  /// @throws IOException if it cannot be deleted
  @TearDown
  public void delete() throws IOException {
    arena.close();
    Files.delete(file);
  }

  /// The whole import.
  ///
  /// @return number of tasks
  /// @throws TraceReadException if the file cannot be read
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public int importWhole() throws TraceReadException {
    try (Timeline timeline = Importers.open(List.of(file), ProgressMonitor.NONE)) {
      return timeline.taskCount();
    }
  }

  /// Steps over the records.
  ///
  /// @return number of records
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long stepOverRecords() {
    long at = bytes.get(ValueLayout.JAVA_LONG_UNALIGNED, DATA_SECTION_AT);
    long end = at + bytes.get(ValueLayout.JAVA_LONG_UNALIGNED, DATA_SECTION_AT + 8);
    long records = 0;
    while (at < end) {
      at += bytes.get(ValueLayout.JAVA_SHORT_UNALIGNED, at + SIZE_IN_HEADER) & 0xffff;
      records++;
    }
    return records;
  }
}
