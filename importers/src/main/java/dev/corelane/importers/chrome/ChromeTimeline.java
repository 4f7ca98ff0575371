package dev.corelane.importers.chrome;

import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// What events make: spans of threads, asynchronous spans, counters, marks, names.
///
/// Spans that begin and end by two events of a thread are matched in the order of the file, which
/// is that of time within a thread.
final class ChromeTimeline {
  private static final int MOST_FLOWS = 1 << 20;

  private final TimelineBuilder builder;
  private final ChromeThreads threads;
  private final OpenSpans<Integer> ofThreads;
  private final OpenSpans<String> asynchronous;
  private final Map<String, Integer> tracks = new HashMap<>();
  private final Map<String, String> trackOwners = new HashMap<>();
  private final Map<String, String> flows = new HashMap<>();
  private final Map<String, Long> used = new TreeMap<>();
  private final Map<String, Long> unused = new TreeMap<>();
  private long lastNs = Long.MIN_VALUE;

  ChromeTimeline(TimelineBuilder builder, ChromeThreads threads) {
    this.builder = builder;
    this.threads = threads;
    ofThreads = new OpenSpans<>(builder);
    asynchronous = new OpenSpans<>(builder);
  }

  /// Takes an event.
  ///
  /// @return what is wrong with it, "" when nothing is
  String take(ChromeEvent event) {
    if (event.phase.length() != 1) {
      return event.phase.isEmpty() ? "has no ph" : "has a ph that is not one letter";
    }
    if (event.phase.equals("M")) {
      metadata(event);
      count(used, event);
      return "";
    }
    if (!"BEXbenSFTpstfiIRCPONDvVc(),".contains(event.phase)) {
      return "has the unknown ph \"" + printable(event.phase) + "\"";
    }
    long time = Microseconds.toNanos(event.time);
    if (time == Microseconds.NONE) {
      return event.time.isEmpty() ? "has no ts" : "has a ts that is no time";
    }
    boolean made = make(event, time);
    count(made ? used : unused, event);
    return "";
  }

  private static String printable(String phase) {
    return Character.isISOControl(phase.charAt(0)) ? "?" : phase;
  }

  private static void count(Map<String, Long> counts, ChromeEvent event) {
    counts.merge(event.phase, 1L, Long::sum);
  }

  /// Makes the facts of an event; false for one that makes none.
  private boolean make(ChromeEvent event, long time) {
    switch (event.phase.charAt(0)) {
      case 'B' -> {
        int task = threads.task(event, time);
        ofThreads.begin(task, see(time), task, event.category, event.name);
      }
      case 'E' -> ofThreads.end(threads.task(event, time), see(time), "");
      case 'X' -> complete(event, time);
      case 'b', 'S' -> {
        int task = threads.task(event, time);
        asynchronous.begin(asyncKey(event), see(time), task, event.category, event.name);
      }
      case 'e', 'F' -> asynchronous.end(asyncKey(event), see(time), event.name);
      case 'n', 'i', 'I', 'R' -> mark(event, time);
      case 's', 't', 'f' -> flow(event, time);
      case 'C' -> counter(event, time);
      default -> {
        return false;
      }
    }
    return true;
  }

  private long see(long time) {
    lastNs = Math.max(lastNs, time);
    return time;
  }

  private void complete(ChromeEvent event, long time) {
    long duration = Math.max(0, Microseconds.toNanos(event.duration));
    long end = see(time + Math.min(duration, Microseconds.LATEST - time));
    int task = threads.task(event, time);
    builder.span(time, end, task, event.category, event.name, "", Provenance.RECORDED);
  }

  private static String asyncKey(ChromeEvent event) {
    String of = event.idIsOfProcess ? event.pid : "";
    return event.category + '\0' + event.id + '\0' + of;
  }

  private void mark(ChromeEvent event, long time) {
    boolean wide = event.scope.equals("g") || event.scope.equals("p") || event.tid.isEmpty();
    int task = wide ? Task.UNKNOWN : threads.task(event, time);
    String category = event.category.isEmpty() ? "instant" : event.category;
    builder.mark(see(time), -1, task, category, event.name);
  }

  /// A flow has no place of its own on a timeline: where it starts, passes and arrives is marked.
  private void flow(ChromeEvent event, long time) {
    String key = asyncKey(event) + '\0' + event.name;
    String text =
        switch (event.phase) {
          case "s" -> {
            if (flows.size() < MOST_FLOWS) {
              flows.put(key, threads.name(event, time));
            }
            yield event.name + " starts";
          }
          case "t" -> event.name + " passes";
          default -> {
            String from = flows.remove(key);
            yield event.name + " arrives" + (from == null ? "" : " from " + from);
          }
        };
    builder.mark(see(time), -1, threads.task(event, time), "flow", text);
  }

  private void counter(ChromeEvent event, long time) {
    String name = event.id.isEmpty() ? event.name : event.name + " " + event.id;
    boolean several = event.arguments.stream().filter(ChromeEvent.Argument::number).count() > 1;
    for (ChromeEvent.Argument argument : event.arguments) {
      if (argument.number()) {
        double value = Double.parseDouble(argument.text());
        if (Double.isFinite(value)) {
          builder.counter(see(time), track(event.pid, several, name, argument.name()), value);
        }
      }
    }
  }

  private int track(String pid, boolean several, String name, String series) {
    return tracks.computeIfAbsent(
        pid + '\0' + name + '\0' + series,
        key -> {
          String shown = several ? name + "." + series : name;
          String owner = trackOwners.putIfAbsent(shown, pid);
          boolean taken = owner != null && !owner.equals(pid);
          String full = taken ? shown + ", process " + pid : shown;
          return builder.counterTrack(full, "", -1, Task.UNKNOWN);
        });
  }

  private void metadata(ChromeEvent event) {
    String name = event.argument("name");
    if (name.isEmpty()) {
      return;
    }
    switch (event.name) {
      case "thread_name" -> {
        long time = Math.max(0, Microseconds.toNanos(event.time));
        threads.threadName(event, name, time);
      }
      case "process_name" -> threads.processName(event.pid, name);
      default -> {
        // sort orders and colours
      }
    }
  }

  /// Ends what is still open, names the threads, and counts the events.
  ///
  /// @return number of events
  long finish() {
    threads.finish();
    ofThreads.finish(lastNs);
    asynchronous.finish(lastNs);
    used.forEach((phase, count) -> builder.eventCount("chrome:" + phase, count, true));
    unused.forEach((phase, count) -> builder.eventCount("chrome:" + phase, count, false));
    return used.values().stream().mapToLong(Long::longValue).sum()
        + unused.values().stream().mapToLong(Long::longValue).sum();
  }

  /// @return begins without an end and ends without a begin
  long unmatched() {
    return ofThreads.unmatched() + asynchronous.unmatched();
  }

  /// @return ends that are older than their begin
  long backwards() {
    return ofThreads.backwards() + asynchronous.backwards();
  }
}
