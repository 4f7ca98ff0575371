package dev.corelane.cli;

import dev.corelane.cli.terminal.Terminal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// The command line as a process.
public final class Main {
  private static final int CLEAN_UP_SECONDS = 10;

  private Main() {}

  /// Runs a command and ends the process with one of [ExitCode].
  ///
  /// @param args the command and its arguments
  public static void main(String[] args) {
    // Glyphs are rasterised by AWT, which must not look for a display.
    System.setProperty("java.awt.headless", "true");
    var cancelled = new AtomicBoolean();
    var done = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> cancel(cancelled, done), "cancel"));
    int code;
    try {
      code = new Program(Terminal.ofProcess(), cancelled).run(args);
    } finally {
      done.countDown();
    }
    System.exit(code);
  }

  /// On an interrupt, a command is given time to take away what it has half written.
  private static void cancel(AtomicBoolean cancelled, CountDownLatch done) {
    cancelled.set(true);
    try {
      done.await(CLEAN_UP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
