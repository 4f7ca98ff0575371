package dev.corelane.replay.sampled;

import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.WaitEvent;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// Makes programs of samples.
public final class SampleReader {
  private static final String LWLOCK = "LWLock";

  /// Holds are work; if they came to more than this share of it, holders waited meanwhile.
  private static final double MOST_HELD = 0.8;

  private final Timeline timeline;
  private final List<WaitEvent> events;
  private final SampleSet set;
  private final Instants instants;
  private final Map<String, Group> groups = new LinkedHashMap<>();
  private final List<SampledLock> locks = new ArrayList<>();
  private final List<Double> acquisitions = new ArrayList<>();
  private final List<Double> visits = new ArrayList<>();
  private final SampleGaps gaps;

  private record Group(String name, List<Integer> tasks, ClassStates states) {
    double rate(int state) {
      return tasks.size() * states.rate(state);
    }
  }

  private SampleReader(Timeline timeline, int cpus) {
    this.timeline = timeline;
    this.events = timeline.waitEvents();
    this.set = SampleSet.of(timeline);
    this.instants = new Instants(set, cpus, events.size());
    this.gaps = new SampleGaps(set, instants);
  }

  /// @param timeline a recording with wait samples
  /// @param cpus number of CPUs of its machine, at least 1
  /// @return its programs
  /// @throws IllegalArgumentException with a sentence if too little was sampled
  public static SampledModel read(Timeline timeline, int cpus) {
    return new SampleReader(timeline, cpus).read();
  }

  private SampledModel read() {
    Map<String, List<SampleSeries>> byClass = new LinkedHashMap<>();
    for (SampleSeries one : set.series()) {
      Task task = timeline.task(one.task());
      String name = task.label().isEmpty() ? task.name() : task.label();
      byClass.computeIfAbsent(name, key -> new ArrayList<>()).add(one);
    }
    byClass.forEach(
        (name, series) -> {
          var states = new ClassStates(series, events.size(), set.periodNs());
          gaps.merged(states.merged());
          groups.put(
              name, new Group(name, series.stream().map(SampleSeries::task).toList(), states));
        });
    for (WaitEvent event : events) {
      if (event.type().equals(LWLOCK)) {
        lock(event);
      }
    }
    List<ThreadClass> classes = groups.values().stream().map(this::threads).toList();
    return new SampledModel(timeline, set.window(), classes, locks, profile(), gaps.missing());
  }

  /// While somebody waits for a lock, one waiter per hold gets it: so many waits as end in that
  /// time are so many holds. That and how many wait tell how often it is taken.
  private void lock(WaitEvent event) {
    double ended = 0;
    int users = 0;
    boolean known = false;
    for (Group group : groups.values()) {
      for (int state = 1; state < group.states().count(); state++) {
        if (group.states().event(state) == event.id()) {
          ended += group.rate(state);
          users += group.tasks().size();
          known |= group.states().resolved(state);
        }
      }
    }
    if (!known || ended == 0) {
      return;
    }
    double waiting = instants.waiting(event.id());
    double holdNs = waiting / instants.queue(event.id()) / ended;
    locks.add(
        new SampledLock(
            event.id(), name(event), Lengths.exponential(holdNs * instants.onCpuShare())));
    acquisitions.add(new RepairQueue(users, holdNs).acquisitions(waiting));
    visits.add(ended);
  }

  private int lockOf(int event) {
    for (int i = 0; i < locks.size(); i++) {
      if (locks.get(i).event() == event) {
        return i;
      }
    }
    return -1;
  }

  private ThreadClass threads(Group group) {
    ClassStates states = group.states();
    double cpuShare = states.share(0) * instants.onCpuShare();
    double[] taken = new double[locks.size()];
    double held = 0;
    double waits = 0;
    for (int state = 1; state < states.count(); state++) {
      int lock = lockOf(states.event(state));
      if (lock >= 0) {
        taken[lock] = acquisitions.get(lock) * states.rate(state) / visits.get(lock);
        held += taken[lock] * locks.get(lock).hold().meanNs();
      } else {
        waits += states.rate(state);
      }
    }
    double fits = held > MOST_HELD * cpuShare ? MOST_HELD * cpuShare / held : 1;
    if (fits < 1) {
      gaps.holdersWait(group.name(), fits);
    }
    double outside = cpuShare - fits * held;
    List<ThreadClass.Take> takes = new ArrayList<>();
    for (int lock = 0; lock < taken.length; lock++) {
      if (taken[lock] > 0) {
        takes.add(new ThreadClass.Take(lock, fits * taken[lock] / outside));
      }
    }
    List<ThreadClass.Wait> sleeps = new ArrayList<>();
    for (int state = 1; state < states.count(); state++) {
      WaitEvent event = events.get(states.event(state));
      if (lockOf(event.id()) < 0) {
        gaps.wait(name(event), states, state, event.type().equals("Lock"));
        double chance = states.rate(state) / waits;
        sleeps.add(new ThreadClass.Wait(name(event), chance, states.lengths(state)));
      }
    }
    double burstNs = waits == 0 ? 1 : outside / waits;
    Lengths burst =
        takes.isEmpty() && waits > 0
            ? states.lengths(0).times(burstNs / states.lengths(0).meanNs())
            : Lengths.exponential(burstNs);
    return new ThreadClass(group.name(), group.tasks(), burst, sleeps, takes);
  }

  private SampledProfile profile() {
    double requests = 0;
    boolean known = false;
    Map<String, Double> shares = new TreeMap<>();
    double threads = set.series().size();
    for (Group group : groups.values()) {
      ClassStates states = group.states();
      for (int state = 1; state < states.count(); state++) {
        String name = name(events.get(states.event(state)));
        shares.merge(name, states.share(state) * group.tasks().size() / threads, Double::sum);
        if (name.equals(SampledProfile.CLIENT)) {
          requests += group.rate(state);
          known |= states.resolved(state);
        }
      }
    }
    return new SampledProfile(
        instants.busyCpus(),
        known ? OptionalDouble.of(requests * 1e9) : OptionalDouble.empty(),
        shares);
  }

  private static String name(WaitEvent event) {
    return event.type() + ":" + event.name();
  }
}
