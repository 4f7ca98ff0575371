package dev.corelane.desktop.session.replay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/// Hands tasks on to an executor, in their order and only so many at a time.
public final class LimitedExecutor implements Executor {
  private final Executor executor;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int free;

  /// @param executor runs the tasks
  /// @param most how many at a time, at least 1
  public LimitedExecutor(Executor executor, int most) {
    this.executor = executor;
    free = most;
  }

  @Override
  public void execute(Runnable task) {
    synchronized (this) {
      waiting.add(task);
      if (free == 0) {
        return;
      }
      free--;
    }
    executor.execute(this::work);
  }

  private void work() {
    while (true) {
      Runnable task;
      synchronized (this) {
        task = waiting.poll();
        if (task == null) {
          free++;
          return;
        }
      }
      boolean ended = false;
      try {
        task.run();
        ended = true;
      } finally {
        if (!ended) {
          giveBack();
        }
      }
    }
  }

  /// A task failed and takes its thread with it; what waits needs another one.
  private void giveBack() {
    boolean more;
    synchronized (this) {
      more = !waiting.isEmpty();
      if (!more) {
        free++;
      }
    }
    if (more) {
      executor.execute(this::work);
    }
  }
}
