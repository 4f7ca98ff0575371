package dev.corelane.render.digest;

import dev.corelane.render.theme.WaitColors;
import dev.corelane.trace.model.WaitSample;
import dev.corelane.trace.timeline.FactTable;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Average active sessions: how many backends were in which wait event, by their samples. A sample
/// counts until the next one of the same backend, at most for its nominal period. Backends that
/// wait for their client or in the main loop of a background process are idle and not counted.
public final class SessionFacts {
  private static final Set<String> IDLE = Set.of("Client", "Activity");

  private final List<WaitClass> classes;
  private final Curve all;

  /// Sessions of one type of wait event.
  ///
  /// @param index its place from the bottom of the stack
  /// @param type the type, or [WaitColors#NOT_WAITING]
  /// @param sessions how many over time
  /// @param events ids of its wait events with how many sessions were in each, most first; empty
  ///   for sessions that did not wait
  public record WaitClass(int index, String type, Curve sessions, List<InEvent> events) {
    /// Copies the list.
    public WaitClass {
      events = List.copyOf(events);
    }
  }

  /// Sessions in one wait event.
  ///
  /// @param event internal wait-event id
  /// @param sessions how many over time
  public record InEvent(int event, Curve sessions) {}

  private SessionFacts(List<WaitClass> classes, Curve all) {
    this.classes = List.copyOf(classes);
    this.all = all;
  }

  /// Whether sessions in a wait event count as active.
  ///
  /// @param type the type of the event
  /// @return whether they do
  public static boolean active(String type) {
    return !IDLE.contains(type);
  }

  static SessionFacts of(Timeline timeline, Grouped samplesOfTask) {
    Map<Integer, Intervals> byEvent = new HashMap<>();
    FactTable<WaitSample> table = timeline.waitSamples();
    for (int task = 0; task < timeline.taskCount(); task++) {
      long next = timeline.range().endNs();
      for (int i = samplesOfTask.count(task) - 1; i >= 0; i--) {
        WaitSample sample = table.get(samplesOfTask.row(task, i));
        long nominal = sample.periodNs() > 0 ? sample.timeNs() + sample.periodNs() : next;
        String type = type(timeline, sample.event());
        if (active(type)) {
          byEvent
              .computeIfAbsent(Math.max(-1, sample.event()), e -> new Intervals())
              .add(sample.timeNs(), Math.max(sample.timeNs(), Math.min(next, nominal)));
        }
        next = sample.timeNs();
      }
    }
    Map<String, List<Integer>> byType = new HashMap<>();
    byEvent
        .keySet()
        .forEach(e -> byType.computeIfAbsent(type(timeline, e), t -> new ArrayList<>()).add(e));
    List<String> types = new ArrayList<>(byType.keySet());
    types.sort(WaitColors.ORDER);
    List<WaitClass> classes = new ArrayList<>();
    Intervals all = new Intervals();
    for (String type : types) {
      Intervals ofType = new Intervals();
      List<Integer> events = byType.getOrDefault(type, List.of());
      events.forEach(e -> ofType.add(byEvent.getOrDefault(e, new Intervals())));
      all.add(ofType);
      List<InEvent> curves =
          events.stream()
              .filter(e -> e >= 0)
              .sorted(Comparator.comparingInt(e -> -byEvent.getOrDefault(e, ofType).size()))
              .map(e -> new InEvent(e, byEvent.getOrDefault(e, ofType).curve()))
              .toList();
      classes.add(new WaitClass(classes.size(), type, ofType.curve(), curves));
    }
    return new SessionFacts(classes, all.curve());
  }

  /// The type of a wait event as classes name it.
  ///
  /// @param timeline the timeline
  /// @param event internal wait-event id, negative for none
  /// @return the type, or [WaitColors#NOT_WAITING]
  public static String type(Timeline timeline, int event) {
    return event < 0 ? WaitColors.NOT_WAITING : timeline.waitEvents().get(event).type();
  }

  /// @return the types of wait events that were sampled, from the bottom of the stack to its top
  public List<WaitClass> classes() {
    return classes;
  }

  /// @return how many sessions were active
  public Curve all() {
    return all;
  }

  /// @return number of sessions of full height, at least 1
  public int full() {
    return Math.max(1, all.most());
  }

  /// The class whose band holds a height of the stack.
  ///
  /// @param sessions height in sessions from the bottom
  /// @param fromNs start of a column
  /// @param toNs its end
  /// @return index of the class, -1 above all
  public int classAt(double sessions, long fromNs, long toNs) {
    double level = 0;
    for (WaitClass c : classes) {
      level += c.sessions().mean(fromNs, toNs);
      if (sessions < level) {
        return c.index();
      }
    }
    return -1;
  }

  private static final class Intervals {
    private final List<long[]> list = new ArrayList<>();

    void add(long startNs, long endNs) {
      if (endNs > startNs) {
        list.add(new long[] {startNs, endNs});
      }
    }

    void add(Intervals other) {
      list.addAll(other.list);
    }

    int size() {
      return list.size();
    }

    Curve curve() {
      return Curve.of(
          list.stream().mapToLong(i -> i[0]).toArray(),
          list.stream().mapToLong(i -> i[1]).toArray());
    }
  }
}
