package dev.corelane.desktop.session;

import dev.corelane.trace.task.ProgressMonitor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The progress of one import on its way from the importing thread to the window. However often the
/// import reports, the window is told once at a time and always gets the newest state.
final class ImportJob implements ProgressMonitor {
  private final String title;
  private final Threads threads;
  private final BiConsumer<ImportJob, ImportProgress> listener;
  private final AtomicBoolean told = new AtomicBoolean();
  private volatile boolean cancelled;
  private volatile ImportProgress newest;
  private @Nullable String step;
  private long stepSinceNs;

  ImportJob(String title, Threads threads, BiConsumer<ImportJob, ImportProgress> listener) {
    this.title = title;
    this.threads = threads;
    this.listener = listener;
    newest = new ImportProgress(title, "Opening", 0, -1, 0, false);
  }

  ImportProgress newest() {
    return newest;
  }

  void cancel() {
    cancelled = true;
    ImportProgress p = newest;
    newest = new ImportProgress(title, p.step(), p.done(), p.total(), p.elapsedNs(), true);
  }

  @Override
  public synchronized void progress(long done, long total, String what) {
    long now = threads.nanoTime().getAsLong();
    if (!what.equals(step)) {
      step = what;
      stepSinceNs = now;
    }
    newest = new ImportProgress(title, what, done, total, now - stepSinceNs, cancelled);
    if (told.compareAndSet(false, true)) {
      threads
          .ui()
          .execute(
              () -> {
                told.set(false);
                listener.accept(this, newest);
              });
    }
  }

  @Override
  public boolean cancelled() {
    return cancelled;
  }
}
