package dev.corelane.desktop.session.lists;

import dev.corelane.desktop.session.Threads;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.task.TaskCancelledException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// Runs work in the background of which only the newest is wanted: a new one cancels the one
/// before. All methods are called on the UI thread, which is also told of the result.
public final class Latest {
  /// The progress while nothing runs.
  public static final double IDLE = -2;

  /// The progress of work that cannot say how far it is.
  public static final double SOMEWHERE = -1;

  private final Threads threads;
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(IDLE);
  private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
  private @Nullable Run current;

  /// @param threads where work runs
  public Latest(Threads threads) {
    this.threads = threads;
  }

  /// @return 0 to 1, [#SOMEWHERE], or [#IDLE]
  public ReadOnlyDoubleProperty progress() {
    return progress.getReadOnlyProperty();
  }

  /// @return why the newest work failed, "" if it did not
  public ReadOnlyStringProperty failure() {
    return failure.getReadOnlyProperty();
  }

  /// Starts work and ends the one before.
  ///
  /// @param <T> what comes out
  /// @param work gets something; told whether to go on
  /// @param then takes it, on the UI thread, unless newer work was started
  public <T> void start(Function<ProgressMonitor, T> work, Consumer<T> then) {
    cancel();
    Run mine = new Run();
    current = mine;
    failure.set("");
    progress.set(SOMEWHERE);
    threads.background().execute(() -> run(mine, work, then));
  }

  /// Ends the work that runs; nobody is told of its result.
  public void cancel() {
    Run before = current;
    if (before != null) {
      before.cancelled = true;
      current = null;
      progress.set(IDLE);
    }
  }

  private <T> void run(Run mine, Function<ProgressMonitor, T> work, Consumer<T> then) {
    try {
      mine.checkCancelled();
      T result = work.apply(mine);
      threads.ui().execute(() -> ended(mine, () -> then.accept(result)));
    } catch (TaskCancelledException e) {
      threads.ui().execute(() -> ended(mine, () -> {}));
    } catch (OutOfMemoryError e) {
      threads.ui().execute(() -> ended(mine, () -> failure.set("There is not enough memory.")));
    } catch (RuntimeException e) {
      // A timeline that was closed meanwhile may be noticed first by a read that fails.
      if (!mine.cancelled) {
        System.getLogger(Latest.class.getName())
            .log(System.Logger.Level.ERROR, "unexpected failure in the background", e);
        threads
            .ui()
            .execute(() -> ended(mine, () -> failure.set("This failed by a fault in Corelane.")));
      }
    }
  }

  private void ended(Run mine, Runnable then) {
    if (current == mine) {
      current = null;
      progress.set(IDLE);
      then.run();
    }
  }

  private final class Run implements ProgressMonitor {
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile boolean cancelled;
    private volatile double newest = SOMEWHERE;

    @Override
    public void progress(long done, long total, String what) {
      newest = total <= 0 ? SOMEWHERE : Math.clamp((double) done / total, 0, 1);
      if (told.compareAndSet(false, true)) {
        threads
            .ui()
            .execute(
                () -> {
                  told.set(false);
                  if (current == this) {
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
