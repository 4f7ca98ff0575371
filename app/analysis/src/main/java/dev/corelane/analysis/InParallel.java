package dev.corelane.analysis;

import dev.corelane.trace.task.ProgressMonitor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Work that falls into parts which know nothing of each other, done on all processors. The
/// caller's thread works, too, and waits for the others; what comes out does not depend on how many
/// there are.
public final class InParallel {
  private static final int PARTS_PER_PROCESSOR = 4;
  private static final long LEAST_ROWS = 1 << 12;

  private InParallel() {}

  /// Does all parts.
  ///
  /// @param parts how many there are
  /// @param monitor told of the progress, and asked before each part whether to go on
  /// @param what the work in a few words, for a person
  /// @param part does one of them, in any thread
  /// @param <T> what comes out of a part
  /// @return what came out, in the order of the parts
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  public static <T> List<T> map(
      int parts, ProgressMonitor monitor, String what, IntFunction<T> part) {
    var done = new AtomicLong();
    return IntStream.range(0, parts)
        .parallel()
        .mapToObj(
            i -> {
              monitor.checkCancelled();
              T result = part.apply(i);
              monitor.progress(done.incrementAndGet(), parts, what);
              return result;
            })
        .toList();
  }

  /// Into how many parts to cut work on many rows: so many that no processor waits long for
  /// another, so few that what each part begins with costs little.
  ///
  /// @param rows how many there are
  /// @return at least 1
  public static int parts(long rows) {
    int most = PARTS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
    return Math.clamp(rows / LEAST_ROWS + 1, 1, most);
  }

  /// Where a part begins.
  ///
  /// @param rows how many rows there are
  /// @param parts how many parts
  /// @param part 0 to parts; where the last one ends
  /// @return its first row
  public static int cut(int rows, int parts, int part) {
    return (int) ((long) rows * part / parts);
  }

  /// Does work whose pieces ([Together]) and parts keep all processors busy to its end. The
  /// caller's thread waits; as many others as there are processors work, and are gone when it is
  /// done.
  ///
  /// @param work in a few pieces
  /// @param <T> what comes out
  /// @return what came out
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  public static <T> T onAllProcessors(Supplier<T> work) {
    try (var pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors())) {
      return pool.submit(work::get).join();
    }
  }

  /// Pieces of work that know nothing of each other, under way at the same time. None is under way
  /// any more when this is closed.
  public static final class Together implements AutoCloseable {
    private final List<ForkJoinTask<?>> begun = new ArrayList<>();

    /// Nothing is under way yet.
    public Together() {}

    /// Begins a piece.
    ///
    /// @param work done by whichever thread is free, at the latest by who asks for what comes out
    /// @param <T> what comes out
    /// @return gives what came out, when it is done; throws what the work threw
    public <T> Supplier<T> begin(Supplier<T> work) {
      ForkJoinTask<T> task = ForkJoinTask.adapt(work::get);
      begun.add(task.fork());
      return task::join;
    }

    @Override
    public void close() {
      begun.forEach(ForkJoinTask::quietlyJoin);
    }
  }
}
