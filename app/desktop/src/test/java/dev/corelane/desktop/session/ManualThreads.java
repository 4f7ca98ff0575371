package dev.corelane.desktop.session;

import java.util.ArrayDeque;
import java.util.Deque;

/// Threads that run when a test says so.
public final class ManualThreads {
  public final Deque<Runnable> background = new ArrayDeque<>();
  public final Deque<Runnable> ui = new ArrayDeque<>();
  long nowNs;

  public Threads threads() {
    return new Threads(background::add, ui::add, () -> nowNs);
  }

  public void runBackground() {
    background.removeFirst().run();
  }

  public void runUi() {
    while (!ui.isEmpty()) {
      ui.removeFirst().run();
    }
  }

  public void runAll() {
    while (!background.isEmpty() || !ui.isEmpty()) {
      if (!background.isEmpty()) {
        runBackground();
      }
      runUi();
    }
  }
}
