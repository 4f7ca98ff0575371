package dev.corelane.desktop.session;

import java.util.ArrayDeque;
import java.util.Deque;

/// Threads that run when a test says so.
final class ManualThreads {
  final Deque<Runnable> background = new ArrayDeque<>();
  final Deque<Runnable> ui = new ArrayDeque<>();
  long nowNs;

  Threads threads() {
    return new Threads(background::add, ui::add, () -> nowNs);
  }

  void runBackground() {
    background.removeFirst().run();
  }

  void runUi() {
    while (!ui.isEmpty()) {
      ui.removeFirst().run();
    }
  }

  void runAll() {
    while (!background.isEmpty() || !ui.isEmpty()) {
      if (!background.isEmpty()) {
        runBackground();
      }
      runUi();
    }
  }
}
