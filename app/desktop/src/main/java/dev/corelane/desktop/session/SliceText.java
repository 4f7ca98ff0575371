package dev.corelane.desktop.session;

import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.Timeline;

/// The words in which the desktop speaks of tasks, slices and states.
public final class SliceText {
  private SliceText() {}

  /// A task and its thread id at a time: `postgres 4711`.
  ///
  /// @param timeline the timeline
  /// @param task internal task id
  /// @param timeNs when; tasks change their names
  /// @return the text
  public static String task(Timeline timeline, int task, long timeNs) {
    if (task == Task.IDLE) {
      return "idle";
    }
    if (task == Task.UNKNOWN) {
      return "unknown";
    }
    String name = timeline.taskName(task, timeNs);
    int tid = timeline.task(task).tid();
    return (name.isEmpty() ? "thread" : name) + (tid < 0 ? "" : " " + tid);
  }

  /// How a slice ended, in a few words in the middle of a sentence.
  ///
  /// @param end how
  /// @return the text
  public static String ended(SliceEnd end) {
    return switch (end) {
      case UNKNOWN -> "end not known";
      case SLEEPING -> "went to sleep";
      case UNINTERRUPTIBLE -> "blocked uninterruptibly";
      case STOPPED -> "was stopped";
      case EXITED -> "exited";
      case YIELDED -> "yielded";
      case PREEMPTED_USER -> "preempted on return to user mode";
      case PREEMPTED_KERNEL -> "preempted inside the kernel";
      case PREEMPTED -> "preempted";
      case IDLE_END -> "until work arrived";
      case TRACE_END -> "still running at the end of the recording";
    };
  }

  /// How a slice ended, with the kernel's letter, as a phrase of its own.
  ///
  /// @param end how
  /// @param letter the kernel's letter, ' ' if none
  /// @return the text
  public static String endedInFull(SliceEnd end, char letter) {
    String words = ended(end);
    String sentence = Character.toUpperCase(words.charAt(0)) + words.substring(1);
    String kernel =
        switch (end) {
          case PREEMPTED_KERNEL -> "R+";
          case IDLE_END, TRACE_END, UNKNOWN -> "";
          default -> letter == ' ' ? "" : String.valueOf(letter);
        };
    return kernel.isEmpty() ? sentence : sentence + " (" + kernel + ")";
  }

  /// What a task that was off the CPU was doing.
  ///
  /// @param kind what
  /// @return the text
  public static String state(StateKind kind) {
    return switch (kind) {
      case UNKNOWN -> "Not known";
      case RUNNING -> "Running";
      case RUNNABLE_WAKEUP -> "Runnable after a wake-up";
      case RUNNABLE_PREEMPTED -> "Runnable after losing the CPU";
      case SLEEPING -> "Asleep";
      case UNINTERRUPTIBLE -> "Blocked uninterruptibly";
      case STOPPED -> "Stopped";
      case DEAD -> "Exited";
    };
  }

  /// How far a fact can be relied on.
  ///
  /// @param provenance where it comes from
  /// @return the text
  public static String provenance(Provenance provenance) {
    return switch (provenance) {
      case RECORDED -> "Recorded";
      case DERIVED -> "Derived from recorded facts";
      case INFERRED -> "Inferred: one of its ends was not recorded";
      case SYNTHETIC -> "Synthetic: made by a replay";
    };
  }

  /// A kernel priority as people know it.
  ///
  /// @param priority 0..99 real-time, 100..139 nice -20..19, -1 deadline
  /// @return the text
  public static String priority(int priority) {
    if (priority < 0) {
      return "deadline";
    }
    return priority < 100
        ? priority + " (real-time)"
        : priority + " (nice " + (priority - 120) + ")";
  }
}
