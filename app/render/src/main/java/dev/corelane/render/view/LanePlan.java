package dev.corelane.render.view;

import dev.corelane.render.digest.CounterSeries;
import dev.corelane.render.digest.LaneFacts;
import dev.corelane.render.digest.ProcessFacts;
import dev.corelane.render.digest.ThreadFacts;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.layout.Lane;
import dev.corelane.render.layout.LaneLayout;
import dev.corelane.render.time.TimeText;
import dev.corelane.render.view.LaneChoice.LockScope;
import dev.corelane.trace.model.CounterTrack;
import dev.corelane.trace.model.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Which lanes stand below each other: cores, pinned lanes, sessions and spans, marks, locks,
/// threads by process, counters.
public final class LanePlan {
  /// So many locks are shown at first.
  public static final int WORST_LOCKS = 8;

  private static final String PROCESS = "process/";
  private static final String LOCK = "lock/";
  private static final String THREAD = "thread/";

  private final TraceDigest digest;
  private final LaneFacts facts;

  /// @param digest the timeline
  public LanePlan(TraceDigest digest) {
    this.digest = digest;
    facts = digest.facts();
  }

  /// The lanes that a choice means.
  ///
  /// @param choice what the user wants to see
  /// @return the lanes from top to bottom
  public List<Lane> lanes(LaneChoice choice) {
    List<Lane> lanes = new ArrayList<>(LaneLayout.coreLanes(digest.timeline().cpus()));
    addPinned(lanes, choice);
    addActivity(lanes, choice);
    addMarks(lanes, choice);
    addLocks(lanes, choice);
    addThreads(lanes, choice);
    addCounters(lanes, choice);
    return lanes;
  }

  /// What must be chosen so that a lane is shown.
  ///
  /// @param choice the present choice
  /// @param lane id of a lock or thread lane
  /// @return the least change that shows it
  public LaneChoice showing(LaneChoice choice, String lane) {
    boolean hidden = lanes(choice).stream().noneMatch(l -> l.id().equals(lane));
    if (!hidden) {
      return choice;
    }
    LaneChoice open = choice.withFilter("");
    if (lane.startsWith(LOCK)) {
      int lock = Integer.parseInt(lane.substring(LOCK.length()));
      int rank = facts.contended().indexOf(lock);
      LockScope needed =
          rank < 0 ? LockScope.ALL : rank < WORST_LOCKS ? LockScope.WORST : LockScope.CONTENDED;
      return open.opening(LaneChoice.LOCKS)
          .withLocks(needed.compareTo(choice.locks()) > 0 ? needed : choice.locks());
    }
    for (String group : List.of(LaneChoice.ACTIVITY, LaneChoice.MARKS, LaneChoice.COUNTERS)) {
      LaneChoice opened = open.opening(group);
      if (lanes(opened).stream().anyMatch(l -> l.id().equals(lane))) {
        return opened;
      }
    }
    if (lane.startsWith(THREAD)) {
      int task = Integer.parseInt(lane.substring(THREAD.length()));
      for (ProcessFacts process : facts.processes()) {
        if (process.tasks().contains(task)) {
          return open.opening(LaneChoice.THREADS).opening(id(process));
        }
        if (process.silent().contains(task)) {
          return choice.pinning(lane);
        }
      }
    }
    return open;
  }

  /// The lane of a lock.
  ///
  /// @param lock internal lock id
  /// @param pinned whether it stands at the top
  /// @return the lane
  public Lane.LockLane lockLane(int lock, boolean pinned) {
    return new Lane.LockLane(
        lock, facts.lockName(lock), facts.holdsOfLock().count(lock) > 0, pinned);
  }

  /// The lane of a thread.
  ///
  /// @param task internal task id
  /// @param pinned whether it stands at the top
  /// @return the lane
  public Lane.ThreadLane threadLane(int task, boolean pinned) {
    Task thread = digest.timeline().task(task);
    ThreadFacts.ByThread rows = facts.ofThread();
    String name = thread.name().isEmpty() ? "thread" : thread.name();
    return new Lane.ThreadLane(
        task,
        thread.tid() < 0 ? name : name + " " + thread.tid(),
        rows.spans().count(task) > 0,
        rows.waits().count(task) > 0,
        rows.samples().count(task) > 0,
        pinned);
  }

  private void addPinned(List<Lane> lanes, LaneChoice choice) {
    if (choice.pinned().isEmpty()) {
      return;
    }
    lanes.add(new Lane.GroupHeading("pinned", "Pinned", choice.pinned().size(), false));
    for (String id : choice.pinned()) {
      if (id.startsWith(LOCK)) {
        lanes.add(lockLane(Integer.parseInt(id.substring(LOCK.length())), true));
      } else if (id.startsWith(THREAD)) {
        lanes.add(threadLane(Integer.parseInt(id.substring(THREAD.length())), true));
      }
    }
  }

  private void addActivity(List<Lane> lanes, LaneChoice choice) {
    List<Lane> all = new ArrayList<>();
    facts.activity().sessions().ifPresent(s -> all.add(new Lane.SessionsLane()));
    facts
        .activity()
        .spans()
        .forEach(s -> all.add(new Lane.SpansLane(s.category(), plural(s.category()))));
    addGroup(lanes, choice, LaneChoice.ACTIVITY, "Activity", all, new Lane.Summary.Activity());
  }

  private void addMarks(List<Lane> lanes, LaneChoice choice) {
    List<Lane> all = new ArrayList<>();
    facts.activity().marks().forEach(m -> all.add(new Lane.MarksLane(m.category())));
    addGroup(lanes, choice, LaneChoice.MARKS, "Marks", all, new Lane.Summary.Marks());
  }

  private void addCounters(List<Lane> lanes, LaneChoice choice) {
    List<Lane> all = new ArrayList<>();
    for (CounterSeries counter : facts.activity().counters()) {
      all.add(new Lane.CounterLane(counter.track().id(), counterTitle(counter.track())));
    }
    addGroup(lanes, choice, LaneChoice.COUNTERS, "Counters", all, new Lane.Summary.Counters());
  }

  private String counterTitle(CounterTrack track) {
    String of = "";
    if (track.cpu() >= 0) {
      of = ", CPU " + digest.timeline().cpus().get(track.cpu()).number();
    } else if (track.task() > Task.UNKNOWN) {
      of = ", " + threadLane(track.task(), false).title();
    }
    return track.name() + of;
  }

  private static void addGroup(
      List<Lane> lanes,
      LaneChoice choice,
      String id,
      String title,
      List<Lane> all,
      Lane.Summary summary) {
    boolean filtering = !choice.filter().isEmpty();
    List<Lane> shown = all.stream().filter(l -> !filtering || matches(l.title(), choice)).toList();
    if (shown.isEmpty()) {
      return;
    }
    boolean open = filtering || choice.expanded().contains(id);
    lanes.add(new Lane.GroupHeading(id, title, all.size(), !open, 0, summary));
    if (open) {
      lanes.addAll(shown);
    }
  }

  /// What many spans of a category are called: `transaction` gives `Transactions`.
  private static String plural(String category) {
    if (category.isEmpty()) {
      return "Spans";
    }
    String title = category.substring(0, 1).toUpperCase(Locale.ROOT) + category.substring(1);
    return title.endsWith("y")
        ? title.substring(0, title.length() - 1) + "ies"
        : title.endsWith("s") ? title : title + "s";
  }

  private void addLocks(List<Lane> lanes, LaneChoice choice) {
    if (facts.locks().isEmpty()) {
      return;
    }
    boolean filtering = !choice.filter().isEmpty();
    LockScope scope = filtering ? LockScope.ALL : choice.locks();
    int contended = facts.contended().size();
    List<Integer> candidates =
        switch (scope) {
          case WORST -> facts.contended().subList(0, Math.min(WORST_LOCKS, contended));
          case CONTENDED -> facts.contended();
          case ALL -> facts.locks();
        };
    List<Lane> shown = new ArrayList<>();
    for (int lock : candidates) {
      if (!choice.pinned().contains(LOCK + lock)
          && (!filtering || matches(facts.lockName(lock), choice))) {
        shown.add(lockLane(lock, false));
      }
    }
    boolean open = filtering || choice.expanded().contains(LaneChoice.LOCKS);
    if (filtering && shown.isEmpty()) {
      return;
    }
    lanes.add(
        new Lane.GroupHeading(
            LaneChoice.LOCKS, "Locks", facts.locks().size(), !open, 0, new Lane.Summary.Locks()));
    if (!open) {
      return;
    }
    lanes.addAll(shown);
    if (!filtering) {
      addMore(lanes, scope, contended);
    }
  }

  private void addMore(List<Lane> lanes, LockScope scope, int contended) {
    int all = facts.locks().size();
    String title =
        switch (scope) {
          case WORST ->
              contended > WORST_LOCKS
                  ? "Show all " + TimeText.count(contended) + " contended locks"
                  : all > contended ? "Show all " + TimeText.count(all) + " locks" : "";
          case CONTENDED -> all > contended ? "Show all " + TimeText.count(all) + " locks" : "";
          case ALL -> contended > 0 ? "Show the worst locks only" : "";
        };
    if (!title.isEmpty()) {
      lanes.add(new Lane.More(LaneChoice.LOCKS, title));
    }
  }

  /// What a click on [Lane.More] chooses.
  ///
  /// @param choice the present choice
  /// @return the next one
  public LaneChoice more(LaneChoice choice) {
    boolean worstIsAll = facts.contended().size() <= WORST_LOCKS;
    return choice.withLocks(
        switch (choice.locks()) {
          case WORST -> worstIsAll ? LockScope.ALL : LockScope.CONTENDED;
          case CONTENDED -> LockScope.ALL;
          case ALL -> LockScope.WORST;
        });
  }

  private void addThreads(List<Lane> lanes, LaneChoice choice) {
    boolean filtering = !choice.filter().isEmpty();
    boolean open = filtering || choice.expanded().contains(LaneChoice.THREADS);
    List<Lane> shown = new ArrayList<>();
    int threads = 0;
    List<ProcessFacts> processes = facts.processes();
    for (int i = 0; i < processes.size(); i++) {
      threads += processes.get(i).tasks().size();
      if (open) {
        addProcess(shown, processes.get(i), i, choice);
      }
    }
    if (threads == 0 || filtering && shown.isEmpty()) {
      return;
    }
    lanes.add(
        new Lane.GroupHeading(
            LaneChoice.THREADS, "Threads", threads, !open, 0, new Lane.Summary.AllThreads()));
    lanes.addAll(shown);
  }

  private void addProcess(List<Lane> lanes, ProcessFacts process, int index, LaneChoice choice) {
    boolean filtering = !choice.filter().isEmpty();
    List<Lane> threads = new ArrayList<>();
    boolean single = process.tasks().size() + process.silent().size() == 1;
    boolean open = filtering || single || choice.expanded().contains(id(process));
    if (open) {
      List<Integer> tasks = new ArrayList<>(process.tasks());
      if (filtering) {
        tasks.addAll(process.silent());
      }
      for (int task : tasks) {
        Lane.ThreadLane lane = threadLane(task, false);
        if (!choice.pinned().contains(lane.id()) && (!filtering || matches(lane.title(), choice))) {
          threads.add(lane);
        }
      }
    }
    if (open && threads.isEmpty() || process.tasks().isEmpty() && !filtering) {
      return;
    }
    // The only thread of a process is the process: a heading for it would say the same twice.
    if (!single) {
      lanes.add(
          new Lane.GroupHeading(
              id(process),
              process.name(),
              process.tasks().size(),
              !open,
              1,
              new Lane.Summary.OfProcess(index)));
    }
    lanes.addAll(threads);
  }

  private static boolean matches(String title, LaneChoice choice) {
    return title.toLowerCase(Locale.ROOT).contains(choice.filter().toLowerCase(Locale.ROOT));
  }

  private static String id(ProcessFacts process) {
    return PROCESS + process.id();
  }
}
