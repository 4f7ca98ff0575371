package dev.corelane.cli.terminal;

import dev.corelane.trace.task.ProgressMonitor;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicBoolean;

/// One line on standard error that tells how far a command is. Only shown to somebody who watches,
/// and gone when the command is done.
public final class ProgressLine implements ProgressMonitor, AutoCloseable {
  private static final long REDRAW_NS = 100_000_000;
  private static final long FIRST_NS = 300_000_000;

  private final PrintStream err;
  private final boolean shown;
  private final AtomicBoolean cancelled;
  private final long began = System.nanoTime();
  private long lastDrawn;
  private long stepBegan = began;
  private String step = "";
  private int width;

  /// @param terminal where to
  /// @param cancelled set when the user cancels
  public ProgressLine(Terminal terminal, AtomicBoolean cancelled) {
    this.err = terminal.err();
    this.shown = terminal.progress();
    this.cancelled = cancelled;
  }

  @Override
  public boolean cancelled() {
    return cancelled.get();
  }

  @Override
  public synchronized void progress(long done, long total, String what) {
    if (!shown) {
      return;
    }
    long now = System.nanoTime();
    if (!what.equals(step)) {
      step = what;
      stepBegan = now;
    }
    if (now - began < FIRST_NS || now - lastDrawn < REDRAW_NS) {
      return;
    }
    lastDrawn = now;
    draw(text(done, total, now - stepBegan));
  }

  private String text(long done, long total, long elapsedNs) {
    if (total <= 0) {
      return step + ", " + Units.count(done);
    }
    String left = "";
    if (elapsedNs > 2_000_000_000L && done > 0 && done < total) {
      double seconds = elapsedNs / 1e9 * (total - done) / done;
      left = ", %.0f s left".formatted(seconds);
    }
    return "%3d %%  %s%s".formatted(Math.min(100, 100 * done / total), step, left);
  }

  private void draw(String text) {
    err.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
    err.flush();
    width = text.length();
  }

  /// Wipes the line, so that something else can be printed.
  public synchronized void wipe() {
    if (width > 0) {
      err.print("\r" + " ".repeat(width) + "\r");
      err.flush();
      width = 0;
    }
  }

  @Override
  public void close() {
    wipe();
  }
}
