package dev.corelane.render.digest;

/// What the colours of tasks tell apart.
public enum ColorBy {
  /// What a task is: its label, kernel threads, or the name of its process without figures.
  CLASS,
  /// To which process a task belongs.
  PROCESS,
  /// Every task for itself.
  TASK,
  /// No task from another: what a task does at a time, running above all, has a colour.
  STATE
}
