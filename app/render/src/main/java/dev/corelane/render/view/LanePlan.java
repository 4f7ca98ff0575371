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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which lanes stand below each other: cores, pinned lanes, sessions and spans, marks, locks,
/// threads by process, counters; each group in the order that was chosen, without what is hidden.
public final class LanePlan {
  /// So many locks are shown at first.
  public static final int WORST_LOCKS = 8;

  /// Group of the cores, of the pinned lanes, and of the groups themselves, for putting in order.
  static final String CORES = "cores";

  static final String PINNED = "pinned";
  static final String GROUPS = "groups";
  static final String PROCESS = "process/";

  private static final String HIDDEN = "hidden";
  private static final String LOCK = "lock/";
  private static final String THREAD = "thread/";

  private final TraceDigest digest;
  private final LaneFacts facts;
  private final ThreadPicks picks;
  private Optional<Made> last = Optional.empty();

  /// @param digest the timeline
  public LanePlan(TraceDigest digest) {
    this.digest = digest;
    facts = digest.facts();
    picks = new ThreadPicks(digest);
  }

  /// A lane, or a heading with its lanes, that is put in order with its like.
  private record Block(String id, List<Lane> lanes) {}

  /// Lanes that can be put in order with each other.
  ///
  /// @param group id of their group
  /// @param ids of all of them from top to bottom
  public record Siblings(String group, List<String> ids) {
    /// Copies the list.
    public Siblings {
      ids = List.copyOf(ids);
    }
  }

  private record Made(
      LaneChoice choice, List<Lane> lanes, Map<String, Siblings> siblings, List<Lane> cores) {}

  /// The lanes that a choice means.
  ///
  /// @param choice what the user wants to see
  /// @return the lanes from top to bottom
  public List<Lane> lanes(LaneChoice choice) {
    return make(choice).lanes();
  }

  /// The lanes that a lane can change places with.
  ///
  /// @param choice what the user wants to see
  /// @param lane id of a lane or group
  /// @return the lanes with it, empty if it cannot be moved
  public Optional<Siblings> siblings(LaneChoice choice, String lane) {
    return Optional.ofNullable(make(choice).siblings().get(lane));
  }

  /// @param choice what the user wants to see
  /// @return how many core lanes stand at the top
  public int cores(LaneChoice choice) {
    return make(choice).cores().size();
  }

  private Made make(LaneChoice choice) {
    if (last.isPresent() && last.get().choice().equals(choice)) {
      return last.get();
    }
    var made = new Made(choice, new ArrayList<>(), new HashMap<>(), new ArrayList<>());
    made.cores().addAll(arranged(made, CORES, LaneLayout.coreLanes(digest.timeline().cpus())));
    made.lanes().addAll(made.cores());
    addPinned(made);
    List<Block> groups = new ArrayList<>();
    addActivity(made, groups);
    addMarks(made, groups);
    addLocks(made, groups);
    addThreads(made, groups);
    addCounters(made, groups);
    arrangedBlocks(made, GROUPS, groups).forEach(b -> made.lanes().addAll(b.lanes()));
    int hidden = choice.hidden().size();
    if (hidden > 0) {
      String what = hidden == 1 ? " hidden lane" : " hidden lanes";
      made.lanes().add(new Lane.More(HIDDEN, "Show " + TimeText.count(hidden) + what));
    }
    last = Optional.of(made);
    return made;
  }

  /// Leaves out what is hidden and applies the order made by hand.
  private static List<Block> arrangedBlocks(Made made, String group, List<Block> all) {
    Map<String, Block> byId = new LinkedHashMap<>();
    for (Block block : all) {
      if (!made.choice().hidden().contains(block.id())) {
        byId.put(block.id(), block);
      }
    }
    List<String> ids = made.choice().ordered(group, List.copyOf(byId.keySet()));
    Siblings siblings = new Siblings(group, ids);
    ids.forEach(id -> made.siblings().put(id, siblings));
    List<Block> blocks = new ArrayList<>();
    for (String id : ids) {
      Block block = byId.get(id);
      if (block != null) {
        blocks.add(block);
      }
    }
    return blocks;
  }

  private static List<Lane> arranged(Made made, String group, List<Lane> all) {
    List<Block> blocks = all.stream().map(l -> new Block(l.id(), List.of(l))).toList();
    return arrangedBlocks(made, group, blocks).stream().map(b -> b.lanes().getFirst()).toList();
  }

  /// What must be chosen so that a lane is shown.
  ///
  /// @param choice the present choice
  /// @param lane id of a lane
  /// @return the least change that shows it
  public LaneChoice showing(LaneChoice choice, String lane) {
    if (shown(choice, lane)) {
      return choice;
    }
    LaneChoice unhidden = choice.unhiding(Set.of(lane));
    if (shown(unhidden, lane)) {
      return unhidden;
    }
    LaneChoice open = unhidden.withFilter(LaneFilter.NONE);
    if (lane.startsWith(LOCK)) {
      int lock = Integer.parseInt(lane.substring(LOCK.length()));
      int rank = facts.contended().indexOf(lock);
      LockScope needed =
          rank < 0 ? LockScope.ALL : rank < WORST_LOCKS ? LockScope.WORST : LockScope.CONTENDED;
      return open.opening(LaneChoice.LOCKS)
          .unhiding(Set.of(LaneChoice.LOCKS))
          .withLocks(needed.compareTo(choice.locks()) > 0 ? needed : choice.locks());
    }
    for (String group : List.of(LaneChoice.ACTIVITY, LaneChoice.MARKS, LaneChoice.COUNTERS)) {
      LaneChoice opened = open.opening(group).unhiding(Set.of(group));
      if (shown(opened, lane)) {
        return opened;
      }
    }
    if (lane.startsWith(THREAD)) {
      int task = Integer.parseInt(lane.substring(THREAD.length()));
      for (ProcessFacts process : facts.processes()) {
        if (process.tasks().contains(task)) {
          return open.opening(LaneChoice.THREADS)
              .opening(id(process))
              .unhiding(Set.of(LaneChoice.THREADS, id(process)));
        }
        if (process.silent().contains(task)) {
          return unhidden.pinning(lane);
        }
      }
    }
    return open;
  }

  private boolean shown(LaneChoice choice, String lane) {
    return lanes(choice).stream().anyMatch(l -> l.id().equals(lane));
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

  private void addPinned(Made made) {
    LaneChoice choice = made.choice();
    if (choice.pinned().isEmpty()) {
      return;
    }
    made.lanes().add(new Lane.GroupHeading(PINNED, "Pinned", choice.pinned().size(), false));
    Siblings siblings = new Siblings(PINNED, List.copyOf(choice.pinned()));
    for (String id : choice.pinned()) {
      made.siblings().put(id, siblings);
      if (id.startsWith(LOCK)) {
        made.lanes().add(lockLane(Integer.parseInt(id.substring(LOCK.length())), true));
      } else if (id.startsWith(THREAD)) {
        made.lanes().add(threadLane(Integer.parseInt(id.substring(THREAD.length())), true));
      }
    }
  }

  private void addActivity(Made made, List<Block> groups) {
    List<Lane> all = new ArrayList<>();
    facts.activity().sessions().ifPresent(s -> all.add(new Lane.SessionsLane()));
    facts
        .activity()
        .spans()
        .forEach(s -> all.add(new Lane.SpansLane(s.category(), plural(s.category()))));
    addGroup(made, groups, LaneChoice.ACTIVITY, "Activity", all, new Lane.Summary.Activity());
  }

  private void addMarks(Made made, List<Block> groups) {
    List<Lane> all = new ArrayList<>();
    facts.activity().marks().forEach(m -> all.add(new Lane.MarksLane(m.category())));
    addGroup(made, groups, LaneChoice.MARKS, "Marks", all, new Lane.Summary.Marks());
  }

  private void addCounters(Made made, List<Block> groups) {
    List<Lane> all = new ArrayList<>();
    for (CounterSeries counter : facts.activity().counters()) {
      all.add(new Lane.CounterLane(counter.track().id(), counterTitle(counter.track())));
    }
    addGroup(made, groups, LaneChoice.COUNTERS, "Counters", all, new Lane.Summary.Counters());
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
      Made made,
      List<Block> groups,
      String id,
      String title,
      List<Lane> all,
      Lane.Summary summary) {
    LaneFilter filter = made.choice().filter();
    if (all.isEmpty() || filter.threadsOnly()) {
      return;
    }
    List<Lane> shown =
        arranged(made, id, all.stream().filter(l -> filter.matches(l.title())).toList());
    if (shown.isEmpty() && !filter.isEmpty()) {
      return;
    }
    boolean open = !filter.isEmpty() || made.choice().expanded().contains(id);
    List<Lane> lanes = new ArrayList<>();
    lanes.add(new Lane.GroupHeading(id, title, all.size(), !open, 0, summary));
    if (open) {
      lanes.addAll(shown);
    }
    groups.add(new Block(id, lanes));
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

  private void addLocks(Made made, List<Block> groups) {
    LaneChoice choice = made.choice();
    LaneFilter filter = choice.filter();
    if (facts.locks().isEmpty() || filter.threadsOnly()) {
      return;
    }
    boolean filtering = !filter.isEmpty();
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
      if (!choice.pinned().contains(LOCK + lock) && filter.matches(facts.lockName(lock))) {
        shown.add(lockLane(lock, false));
      }
    }
    boolean open = filtering || choice.expanded().contains(LaneChoice.LOCKS);
    if (filtering && shown.isEmpty()) {
      return;
    }
    List<Lane> lanes = new ArrayList<>();
    lanes.add(
        new Lane.GroupHeading(
            LaneChoice.LOCKS, "Locks", facts.locks().size(), !open, 0, new Lane.Summary.Locks()));
    if (open) {
      lanes.addAll(arranged(made, LaneChoice.LOCKS, shown));
      if (!filtering) {
        addMore(lanes, scope, contended);
      }
    }
    groups.add(new Block(LaneChoice.LOCKS, lanes));
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

  /// What a click on a [Lane.More] chooses.
  ///
  /// @param choice the present choice
  /// @param more what is clicked
  /// @return the next one
  public LaneChoice more(LaneChoice choice, Lane.More more) {
    if (more.group().equals(HIDDEN)) {
      return choice.unhidingAll();
    }
    boolean worstIsAll = facts.contended().size() <= WORST_LOCKS;
    return choice.withLocks(
        switch (choice.locks()) {
          case WORST -> worstIsAll ? LockScope.ALL : LockScope.CONTENDED;
          case CONTENDED -> LockScope.ALL;
          case ALL -> LockScope.WORST;
        });
  }

  private void addThreads(Made made, List<Block> groups) {
    LaneChoice choice = made.choice();
    boolean filtering = !choice.filter().isEmpty();
    boolean open = filtering || choice.expanded().contains(LaneChoice.THREADS);
    List<Block> blocks = new ArrayList<>();
    int threads = 0;
    for (int index : ThreadOrder.of(facts, picks, choice.sort())) {
      ProcessFacts process = facts.processes().get(index);
      threads += process.tasks().size();
      if (open) {
        addProcess(made, blocks, process, index);
      }
    }
    if (threads == 0 || filtering && blocks.isEmpty()) {
      return;
    }
    List<Lane> lanes = new ArrayList<>();
    lanes.add(
        new Lane.GroupHeading(
            LaneChoice.THREADS, "Threads", threads, !open, 0, new Lane.Summary.AllThreads()));
    arrangedBlocks(made, LaneChoice.THREADS, blocks).forEach(b -> lanes.addAll(b.lanes()));
    groups.add(new Block(LaneChoice.THREADS, lanes));
  }

  private void addProcess(Made made, List<Block> blocks, ProcessFacts process, int index) {
    LaneChoice choice = made.choice();
    LaneFilter filter = choice.filter();
    boolean filtering = !filter.isEmpty();
    List<Lane> threads = new ArrayList<>();
    boolean single = process.tasks().size() + process.silent().size() == 1;
    boolean open = filtering || single || choice.expanded().contains(id(process));
    if (open) {
      List<Integer> tasks = new ArrayList<>(picks.sorted(process.tasks(), choice.sort()));
      if (filtering) {
        tasks.addAll(process.silent());
      }
      for (int task : tasks) {
        if (picks.shows(filter, task)) {
          Lane.ThreadLane lane = threadLane(task, false);
          if (!choice.pinned().contains(lane.id()) && filter.matches(lane.title())) {
            threads.add(lane);
          }
        }
      }
    }
    if (open && threads.isEmpty() || process.tasks().isEmpty() && !filtering) {
      return;
    }
    // The only thread of a process is the process: a heading for it would say the same twice.
    if (single) {
      blocks.add(new Block(threads.getFirst().id(), threads));
      return;
    }
    List<Lane> lanes = new ArrayList<>();
    lanes.add(
        new Lane.GroupHeading(
            id(process),
            process.name(),
            process.tasks().size(),
            !open,
            1,
            new Lane.Summary.OfProcess(index)));
    lanes.addAll(arranged(made, id(process), threads));
    blocks.add(new Block(id(process), lanes));
  }

  private static String id(ProcessFacts process) {
    return PROCESS + process.id();
  }
}
