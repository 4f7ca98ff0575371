package dev.corelane.render.layout;

/// A horizontal band of the timeline. The permitted kinds are all there are; a new kind is added
/// here, and the compiler then names every place that must learn to lay out, paint and hit it.
public sealed interface Lane {
  /// A name that stays the same across sessions, for pinning, ordering and links.
  ///
  /// @return the name
  String id();

  /// @return the text of its header
  String title();

  /// The heading of a group of lanes.
  ///
  /// @param id stable name
  /// @param title the heading
  /// @param lanes number of lanes in the group, hidden or not
  /// @param collapsed whether they are hidden
  /// @param depth 0 for a group, 1 for a group within one
  /// @param summary what it shows of its lanes while they are hidden
  record GroupHeading(
      String id, String title, int lanes, boolean collapsed, int depth, Summary summary)
      implements Lane {
    /// A group of its own without a summary.
    ///
    /// @param id stable name
    /// @param title the heading
    /// @param lanes number of lanes in the group
    /// @param collapsed whether they are hidden
    public GroupHeading(String id, String title, int lanes, boolean collapsed) {
      this(id, title, lanes, collapsed, 0, Summary.NONE);
    }
  }

  /// What the heading of a collapsed group shows.
  sealed interface Summary {
    /// Nothing.
    Summary NONE = new Nothing();

    /// Nothing.
    record Nothing() implements Summary {}

    /// How many sessions were active, or else how many spans ended.
    record Activity() implements Summary {}

    /// Marks of all categories.
    record Marks() implements Summary {}

    /// How many counters there are, which the heading tells anyway.
    record Counters() implements Summary {}

    /// How many threads wait for locks.
    record Locks() implements Summary {}

    /// How many threads run and wait for a CPU.
    record AllThreads() implements Summary {}

    /// How many threads of a process run and wait for a CPU.
    ///
    /// @param index of the process in [dev.corelane.render.digest.LaneFacts#processes()]
    record OfProcess(int index) implements Summary {}
  }

  /// A lock: who held it, who waited.
  ///
  /// @param lock internal lock id
  /// @param name its name
  /// @param holds whether holds were recorded
  /// @param pinned whether it stands at the top
  record LockLane(int lock, String name, boolean holds, boolean pinned) implements Lane {
    @Override
    public String id() {
      return "lock/" + lock;
    }

    @Override
    public String title() {
      return name;
    }
  }

  /// A thread: its states, its lock waits, its wait samples, its spans.
  ///
  /// @param task internal task id
  /// @param title its name and number
  /// @param spans whether it has spans
  /// @param waits whether it waited for locks
  /// @param samples whether it has wait samples
  /// @param pinned whether it stands at the top
  record ThreadLane(
      int task, String title, boolean spans, boolean waits, boolean samples, boolean pinned)
      implements Lane {
    @Override
    public String id() {
      return "thread/" + task;
    }
  }

  /// How many sessions were active, stacked by type of wait event.
  record SessionsLane() implements Lane {
    @Override
    public String id() {
      return "sessions";
    }

    @Override
    public String title() {
      return "Active sessions";
    }
  }

  /// All spans of a category: how many ended and how long they took, or the spans themselves.
  ///
  /// @param category what the spans are
  /// @param title its name
  record SpansLane(String category, String title) implements Lane {
    @Override
    public String id() {
      return "spans/" + category;
    }
  }

  /// A counter.
  ///
  /// @param track internal track id
  /// @param title what is counted
  record CounterLane(int track, String title) implements Lane {
    @Override
    public String id() {
      return "counter/" + track;
    }
  }

  /// The marks of a category.
  ///
  /// @param category what sort of marks
  record MarksLane(String category) implements Lane {
    @Override
    public String id() {
      return "marks/" + category;
    }

    @Override
    public String title() {
      return category;
    }
  }

  /// Leads to lanes of a group that are not shown.
  ///
  /// @param group id of the group
  /// @param title what a click does
  record More(String group, String title) implements Lane {
    @Override
    public String id() {
      return group + "/more";
    }
  }

  /// A CPU: who ran on it.
  ///
  /// @param cpu index of the CPU on the timeline
  /// @param number the kernel's number
  record Core(int cpu, int number) implements Lane {
    @Override
    public String id() {
      return "cpu/" + number;
    }

    @Override
    public String title() {
      return "CPU " + number;
    }
  }
}
