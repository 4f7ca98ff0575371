package dev.corelane.render.digest;

import dev.corelane.analysis.ThreadActivity;
import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// The facts behind the lanes of locks and threads. What a lane needs is made when it is asked for
/// the first time; [#prepare()] makes in advance what takes long, and belongs on a background
/// thread. Safe for any number of threads.
public final class LaneFacts {
  /// Threads with more facts than this are prepared in advance.
  private static final int MANY = 5_000;

  private final Timeline timeline;
  private final Map<Integer, LockFacts> locks = new HashMap<>();
  private final Map<Integer, ThreadFacts> threads = new HashMap<>();
  private final Supplier<Index> index;
  private final Supplier<Processes> processes;
  private final Supplier<List<HolderSwitch>> holderSwitches;
  private final Supplier<Integer> mostWaiters;
  private final Supplier<ActivityFacts> activity;
  private final ClockCertainty clocks;

  private record Index(
      Grouped holdsOfLock,
      Grouped waitsOfLock,
      ThreadFacts.ByThread ofThread,
      IntToLongFunction waitNs,
      List<Integer> ranked,
      int contended,
      Curve allWaits,
      LockNames names) {}

  private record Processes(List<ProcessFacts> list, CountProfile all, ThreadTotals totals) {}

  /// @param timeline the timeline
  public LaneFacts(Timeline timeline) {
    this.timeline = timeline;
    index = once(() -> index(timeline));
    processes = once(() -> processes(timeline));
    holderSwitches = once(this::findHolderSwitches);
    mostWaiters = once(this::findMostWaiters);
    clocks = ClockCertainty.of(timeline);
    activity = once(() -> ActivityFacts.of(timeline, ofThread().samples()));
  }

  /// Makes what takes long.
  public void prepare() {
    for (int lock : contended()) {
      lock(lock);
    }
    holderSwitches();
    mostWaiters();
    activity();
    ThreadFacts.ByThread rows = index.get().ofThread();
    for (ProcessFacts process : processes()) {
      for (int task : process.tasks()) {
        int facts = rows.waits().count(task) + rows.samples().count(task);
        if (facts + timeline.states(task).count() > MANY) {
          thread(task);
        }
      }
    }
  }

  /// All locks.
  ///
  /// @return lock ids, those waited for longest first, then those held most often
  public List<Integer> locks() {
    return index.get().ranked();
  }

  /// The locks that were waited for.
  ///
  /// @return lock ids, those waited for longest first
  public List<Integer> contended() {
    return index.get().ranked().subList(0, index.get().contended());
  }

  /// @param lock internal lock id
  /// @return how long it was waited for, by all threads together, ns
  public long waitNs(int lock) {
    return index.get().waitNs().applyAsLong(lock);
  }

  /// @param lock internal lock id
  /// @return its facts
  public LockFacts lock(int lock) {
    synchronized (locks) {
      LockFacts known = locks.get(lock);
      if (known == null) {
        Index rows = index.get();
        known = LockFacts.of(timeline, lock, rows.holdsOfLock(), rows.waitsOfLock());
        locks.put(lock, known);
      }
      return known;
    }
  }

  /// @param task internal task id
  /// @return its facts
  public ThreadFacts thread(int task) {
    synchronized (threads) {
      ThreadFacts known = threads.get(task);
      if (known == null) {
        known = ThreadFacts.of(timeline, task, index.get().ofThread());
        threads.put(task, known);
      }
      return known;
    }
  }

  /// @return how many threads waited for any lock
  public Curve allWaits() {
    return index.get().allWaits();
  }

  /// The largest number of threads that waited for one lock at a time.
  ///
  /// @return the number, at least 1
  public int mostWaiters() {
    return mostWaiters.get();
  }

  private int findMostWaiters() {
    return Math.max(
        1, contended().stream().mapToInt(lock -> lock(lock).waiters().most()).max().orElse(1));
  }

  /// @return how exactly facts stand on the timeline
  public ClockCertainty clocks() {
    return clocks;
  }

  /// @return what the lanes of sessions, spans, counters and marks show
  public ActivityFacts activity() {
    return activity.get();
  }

  /// @return rows of the tables by lock: the holds
  public Grouped holdsOfLock() {
    return index.get().holdsOfLock();
  }

  /// @return rows of the tables by lock: the waits
  public Grouped waitsOfLock() {
    return index.get().waitsOfLock();
  }

  /// @return rows of the tables by thread
  public ThreadFacts.ByThread ofThread() {
    return index.get().ofThread();
  }

  /// @return processes with their threads, the most active first
  public List<ProcessFacts> processes() {
    return processes.get().list();
  }

  /// @return how long each thread ran and waited
  public ThreadTotals totals() {
    return processes.get().totals();
  }

  /// @return how many threads ran and waited over time
  public CountProfile allThreads() {
    return processes.get().all();
  }

  /// @return all lock-holder preemptions by time
  public List<HolderSwitch> holderSwitches() {
    return holderSwitches.get();
  }

  /// Involuntary switches of threads that held a lock that others waited for meanwhile.
  ///
  /// @return how many; a switch that took the CPU from a holder of two locks counts once
  public long contendedHolderSwitches() {
    return holderSwitches().stream().map(s -> new Lost(s.holder(), s.timeNs())).distinct().count();
  }

  private record Lost(int holder, long timeNs) {}

  private List<HolderSwitch> findHolderSwitches() {
    List<HolderSwitch> found = new ArrayList<>();
    Grouped holds = holdsOfLock();
    var activity = new ThreadActivity(timeline);
    for (int lock : contended()) {
      LockFacts facts = lock(lock);
      for (int i = 0; i < holds.count(lock); i++) {
        found.addAll(facts.switches(timeline, activity, holds.row(lock, i)));
      }
    }
    found.sort(
        Comparator.comparingLong(HolderSwitch::timeNs).thenComparingLong(HolderSwitch::hold));
    return List.copyOf(found);
  }

  private static Index index(Timeline timeline) {
    int lockCount = timeline.locks().size();
    int tasks = timeline.taskCount();
    var holds = timeline.holds();
    var waits = timeline.waits();
    Grouped holdsOfLock = Grouped.of(holds.size(), lockCount, i -> holds.get(i).lock());
    Grouped waitsOfLock = Grouped.of(waits.size(), lockCount, i -> waits.get(i).lock());
    var spans = timeline.spans();
    var samples = timeline.waitSamples();
    var ofThread =
        new ThreadFacts.ByThread(
            Grouped.of(holds.size(), tasks, i -> holds.get(i).task()),
            Grouped.of(waits.size(), tasks, i -> waits.get(i).task()),
            Grouped.of(spans.size(), tasks, i -> spans.get(i).task()),
            Grouped.of(samples.size(), tasks, i -> samples.get(i).task()));
    long[] waitNs = new long[lockCount];
    long[] starts = new long[Math.toIntExact(waits.size())];
    long[] ends = new long[starts.length];
    for (int i = 0; i < starts.length; i++) {
      LockWait wait = waits.get(i);
      starts[i] = wait.startNs();
      ends[i] = wait.endNs();
      if (wait.lock() >= 0) {
        waitNs[wait.lock()] += wait.endNs() - wait.startNs();
      }
    }
    List<Integer> ranked =
        IntStream.range(0, lockCount)
            .boxed()
            .sorted(
                Comparator.comparingLong((Integer l) -> -waitNs[l])
                    .thenComparing(l -> waitsOfLock.count(l) == 0)
                    .thenComparing(l -> -holdsOfLock.count(l)))
            .toList();
    int contended = (int) ranked.stream().filter(l -> waitsOfLock.count(l) > 0).count();
    return new Index(
        holdsOfLock,
        waitsOfLock,
        ofThread,
        lock -> waitNs[lock],
        ranked,
        contended,
        Curve.of(starts, ends),
        new LockNames(timeline.locks()));
  }

  private static Processes processes(Timeline timeline) {
    CountProfile all = CountProfile.forStates(timeline, Integer.MAX_VALUE);
    List<ProcessFacts> list = new ArrayList<>();
    ThreadTotals totals = ThreadTotals.of(timeline);
    for (ThreadGroups.Group group : ThreadGroups.of(timeline)) {
      ProcessFacts process = process(timeline, group, totals);
      all.add(process.profile());
      list.add(process);
    }
    // Kernel threads last: they are rarely what is looked for, and many.
    list.sort(
        Comparator.comparing(ProcessFacts::kernel)
            .thenComparingLong(p -> -p.activeNs())
            .thenComparing(ProcessFacts::id));
    return new Processes(List.copyOf(list), all, totals);
  }

  private static ProcessFacts process(
      Timeline timeline, ThreadGroups.Group group, ThreadTotals totals) {
    long states = group.tasks().stream().mapToLong(t -> timeline.states(t).count()).sum();
    CountProfile profile = CountProfile.forStates(timeline, states);
    Map<Integer, Long> active = new HashMap<>();
    long total = 0;
    for (int task : group.tasks()) {
      long[] times = profile.add(timeline.states(task));
      totals.set(task, times);
      long ns = times[0] + times[1];
      active.put(task, ns);
      total += ns;
    }
    List<Integer> seen = new ArrayList<>();
    List<Integer> silent = new ArrayList<>();
    for (int task : group.tasks()) {
      (active.getOrDefault(task, 0L) > 0 ? seen : silent).add(task);
    }
    seen.sort(Comparator.comparingLong((Integer t) -> -active.getOrDefault(t, 0L)));
    return new ProcessFacts(group.id(), group.name(), group.kernel(), seen, silent, total, profile);
  }

  /// The lock of a row of the lock table, by name.
  ///
  /// @param lock internal lock id
  /// @return its name, with the end of its address where the name does not name one lock
  public String lockName(int lock) {
    return index.get().names().of(lock);
  }

  /// @param lock internal lock id
  /// @return the lock
  public Lock lockOf(int lock) {
    return timeline.locks().get(lock);
  }

  private static <T> Supplier<T> once(Supplier<T> maker) {
    return new Supplier<>() {
      private final List<T> made = new ArrayList<>(1);

      @Override
      public synchronized T get() {
        if (made.isEmpty()) {
          made.add(maker.get());
        }
        return made.getFirst();
      }
    };
  }
}
