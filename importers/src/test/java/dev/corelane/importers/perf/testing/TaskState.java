package dev.corelane.importers.perf.testing;

/// What a task is when it leaves a CPU, with the letter that tools print for it.
public enum TaskState {
  /// Still runnable: preempted, or it gave the CPU away.
  RUNNING('R'),
  INTERRUPTIBLE('S'),
  UNINTERRUPTIBLE('D'),
  STOPPED('T'),
  TRACED('t'),
  DEAD('X'),
  ZOMBIE('Z'),
  PARKED('P'),
  /// A kernel thread that waits for work; it does not count to the load.
  IDLE('I');

  private final char letter;

  TaskState(char letter) {
    this.letter = letter;
  }

  /// The letter that tools print.
  public char letter() {
    return letter;
  }

  /// Whether the task has ended.
  public boolean isExit() {
    return this == DEAD || this == ZOMBIE;
  }
}
