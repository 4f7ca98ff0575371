package dev.corelane.analysis;

import dev.corelane.trace.task.ProgressMonitor;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
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

  /// Does two pieces of work that know nothing of each other at the same time.
  ///
  /// @param one done with the help of the common pool
  /// @param other done in the caller's thread
  /// @param both puts together what came out
  /// @param <A> what comes out of the one
  /// @param <B> what comes out of the other
  /// @param <R> what comes out of both
  /// @return what came out
  /// @throws dev.corelane.trace.task.TaskCancelledException if either was cancelled
  public static <A, B, R> R both(Supplier<A> one, Supplier<B> other, BiFunction<A, B, R> both) {
    ForkJoinTask<A> first = ForkJoinPool.commonPool().submit(one::get);
    try {
      B second = other.get();
      return both.apply(first.join(), second);
    } finally {
      first.quietlyJoin();
    }
  }
}
