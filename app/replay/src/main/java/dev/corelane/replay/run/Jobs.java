package dev.corelane.replay.run;

import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.task.TaskCancelledException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// Runs that do not depend on each other, on the caller's executor.
public final class Jobs {
  private Jobs() {}

  /// Is told what a job gave as soon as it is through.
  public interface Listener<T> {
    /// Called by the thread that ran the job, for one job at a time.
    ///
    /// @param job index of the job
    /// @param result what it gave
    void done(int job, T result);
  }

  /// @param jobs each gets a monitor that it asks whether to go on
  /// @param executor runs them, in their order
  /// @param monitor told how many are done
  /// @param what they are, for a person
  /// @return their results in the order of the jobs
  /// @throws TaskCancelledException if the monitor says so; no job goes on then
  public static <T> List<T> run(
      List<Function<ProgressMonitor, T>> jobs,
      Executor executor,
      ProgressMonitor monitor,
      String what) {
    return run(jobs, executor, monitor, what, (job, result) -> {});
  }

  /// @param jobs each gets a monitor that it asks whether to go on
  /// @param executor runs them, in their order
  /// @param monitor told how many are done
  /// @param what they are, for a person
  /// @param listener is told of every result
  /// @return their results in the order of the jobs
  /// @throws TaskCancelledException if the monitor says so; no job goes on then
  public static <T> List<T> run(
      List<Function<ProgressMonitor, T>> jobs,
      Executor executor,
      ProgressMonitor monitor,
      String what,
      Listener<T> listener) {
    var done = new AtomicInteger();
    var stop = new AtomicBoolean();
    ProgressMonitor inside =
        new ProgressMonitor() {
          @Override
          public void progress(long part, long total, String step) {}

          @Override
          public boolean cancelled() {
            return stop.get() || monitor.cancelled();
          }
        };
    monitor.progress(0, jobs.size(), what);
    var tasks = new ArrayList<FutureTask<T>>();
    var telling = new Object();
    for (int i = 0; i < jobs.size(); i++) {
      int number = i;
      tasks.add(
          new FutureTask<>(
              () -> {
                inside.checkCancelled();
                T result = jobs.get(number).apply(inside);
                monitor.progress(done.incrementAndGet(), jobs.size(), what);
                synchronized (telling) {
                  listener.done(number, result);
                }
                return result;
              }));
    }
    tasks.forEach(executor::execute);
    try {
      return collect(tasks);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaskCancelledException();
    } finally {
      stop.set(true);
    }
  }

  private static <T> List<T> collect(List<FutureTask<T>> tasks) throws InterruptedException {
    var results = new ArrayList<T>();
    for (FutureTask<T> task : tasks) {
      try {
        results.add(task.get());
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case RuntimeException failure -> throw failure;
          case Error failure -> throw failure;
          case null, default -> throw new IllegalStateException(e.getCause());
        }
      }
    }
    return results;
  }
}
