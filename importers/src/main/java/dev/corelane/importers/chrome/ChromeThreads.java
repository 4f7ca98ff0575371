package dev.corelane.importers.chrome;

import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.HashMap;
import java.util.Map;

/// The threads of a trace: by process and thread id, for on some systems thread ids are only unique
/// within a process.
final class ChromeThreads {
  private final TimelineBuilder builder;
  private final boolean known;
  private final Map<String, ChromeThread> threads = new HashMap<>();
  private final Map<String, String> processNames = new HashMap<>();

  private static final class ChromeThread {
    final int task;
    final String pid;
    final String tid;
    final boolean own;
    String name = "";

    ChromeThread(int task, String pid, String tid, boolean own) {
      this.task = task;
      this.pid = pid;
      this.tid = tid;
      this.own = own;
    }

    String shownName() {
      return name.isEmpty() ? "thread " + (tid.isEmpty() ? "?" : tid) : name;
    }
  }

  /// @param builder takes the tasks
  /// @param known whether the timeline has the machine's tasks already
  ChromeThreads(TimelineBuilder builder, boolean known) {
    this.builder = builder;
    this.known = known;
  }

  /// The task of an event.
  int task(ChromeEvent event, long timeNs) {
    return thread(event, timeNs).task;
  }

  private ChromeThread thread(ChromeEvent event, long timeNs) {
    String key = event.pid + '/' + event.tid;
    ChromeThread thread = threads.get(key);
    if (thread == null) {
      thread = meet(event.pid, event.tid, timeNs);
      threads.put(key, thread);
    }
    return thread;
  }

  private ChromeThread meet(String pid, String tid, long timeNs) {
    int number = number(tid);
    int task = known && number > 0 ? builder.taskAt(number, timeNs) : -1;
    return task >= 0
        ? new ChromeThread(task, pid, tid, false)
        : new ChromeThread(builder.task(number, number(pid), "", timeNs, false), pid, tid, true);
  }

  /// A thread or process id as a number; -1 for a text, and for 0, which is the idle task's.
  private static int number(String id) {
    try {
      int number = Integer.parseInt(id);
      return number > 0 ? number : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /// `thread_name`.
  void threadName(ChromeEvent event, String name, long timeNs) {
    thread(event, timeNs).name = name;
  }

  /// `process_name`.
  void processName(String pid, String name) {
    processNames.put(pid, name);
  }

  /// The name of an event's thread so far.
  String name(ChromeEvent event, long timeNs) {
    return thread(event, timeNs).shownName();
  }

  /// Names the tasks.
  void finish() {
    for (ChromeThread thread : threads.values()) {
      if (thread.own) {
        builder.taskName(thread.task, thread.shownName(), Long.MIN_VALUE);
        String process = processNames.getOrDefault(thread.pid, "");
        if (!process.isEmpty()) {
          builder.taskLabel(thread.task, process);
        }
      }
    }
  }
}
