package dev.corelane.desktop.session.replay;

import dev.corelane.desktop.session.Threads;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.task.TaskCancelledException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Long work of which one piece runs at a time; starting another cancels it. Methods are called on
/// the UI thread, which is told of progress, news and result; however often they come, it is told
/// once at a time and of the newest.
final class Work {
  private final Threads threads;
  private final ReadOnlyObjectWrapper<Progress> progress =
      new ReadOnlyObjectWrapper<>(Progress.IDLE);
  private @Nullable Running<?> current;

  Work(Threads threads) {
    this.threads = threads;
  }

  /// What runs.
  @FunctionalInterface
  interface Job<T> {
    /// Does the work.
    ///
    /// @param monitor told of the progress, and says whether to go on
    /// @param news takes what is known so far
    /// @return what came of it
    /// @throws RefusedException with a sentence for the user
    T run(ProgressMonitor monitor, Consumer<T> news) throws RefusedException;
  }

  /// The work makes no sense; the message says why.
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    RefusedException(String sentence) {
      super(sentence);
    }
  }

  ReadOnlyObjectProperty<Progress> progress() {
    return progress.getReadOnlyProperty();
  }

  boolean running() {
    return current != null;
  }

  /// @param what a few words for the progress
  /// @param job the work
  /// @param last runs when it has ended in whatever way, in the background: releases what it used
  /// @param take takes news and the result
  /// @param unwanted takes, in the background, a result that comes after the work was cancelled
  <T> void start(String what, Job<T> job, Runnable last, Consumer<T> take, Consumer<T> unwanted) {
    cancel();
    var mine = new Running<>(what, take, unwanted);
    current = mine;
    progress.set(new Progress(Progress.State.RUNNING, what, 0, -1));
    threads
        .background()
        .execute(
            () -> {
              try {
                mine.run(job);
              } finally {
                last.run();
              }
            });
  }

  void cancel() {
    Running<?> running = current;
    if (running != null) {
      running.cancelled = true;
      current = null;
      progress.set(new Progress(Progress.State.CANCELLED, "Cancelled", 0, -1));
    }
  }

  private final class Running<T> implements ProgressMonitor {
    private final String what;
    private final Consumer<T> take;
    private final Consumer<T> unwanted;
    private final AtomicReference<@Nullable Progress> unsaid = new AtomicReference<>();
    private final AtomicReference<@Nullable T> untaken = new AtomicReference<>();
    private volatile boolean cancelled;

    Running(String what, Consumer<T> take, Consumer<T> unwanted) {
      this.what = what;
      this.take = take;
      this.unwanted = unwanted;
    }

    void run(Job<T> job) {
      try {
        checkCancelled();
        T result = job.run(this, this::news);
        ended(result, new Progress(Progress.State.DONE, "Done", 1, 1));
      } catch (TaskCancelledException e) {
        ended(null, new Progress(Progress.State.CANCELLED, "Cancelled", 0, -1));
      } catch (RefusedException e) {
        failed(String.valueOf(e.getMessage()));
      } catch (OutOfMemoryError e) {
        failed("There is not enough memory for this; close other windows or run less at once.");
      } catch (RuntimeException e) {
        System.getLogger(Work.class.getName())
            .log(System.Logger.Level.ERROR, "unexpected failure of a replay", e);
        failed("This failed by a fault in Corelane; the log has the details.");
      }
    }

    private void failed(String sentence) {
      ended(null, new Progress(Progress.State.FAILED, sentence, 0, -1));
    }

    private void ended(@Nullable T result, Progress state) {
      threads
          .ui()
          .execute(
              () -> {
                if (current != this) {
                  if (result != null) {
                    threads.background().execute(() -> unwanted.accept(result));
                  }
                  return;
                }
                if (result != null) {
                  take.accept(result);
                }
                current = null;
                progress.set(state);
              });
    }

    private void news(T news) {
      if (untaken.getAndSet(news) == null) {
        threads
            .ui()
            .execute(
                () -> {
                  T newest = untaken.getAndSet(null);
                  if (current == this && newest != null) {
                    take.accept(newest);
                  }
                });
      }
    }

    @Override
    public void progress(long done, long total, String step) {
      var now = new Progress(Progress.State.RUNNING, what, done, total);
      if (unsaid.getAndSet(now) == null) {
        threads
            .ui()
            .execute(
                () -> {
                  Progress newest = unsaid.getAndSet(null);
                  if (current == this && newest != null) {
                    progress.set(newest);
                  }
                });
      }
    }

    @Override
    public boolean cancelled() {
      return cancelled;
    }
  }
}
