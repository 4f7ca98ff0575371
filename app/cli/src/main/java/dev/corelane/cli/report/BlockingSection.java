package dev.corelane.cli.report;

import dev.corelane.analysis.blocking.BlockedPart;
import dev.corelane.analysis.blocking.BlockedThread;
import dev.corelane.analysis.blocking.BlockingRoot;
import dev.corelane.analysis.blocking.BlockingSnapshot;
import dev.corelane.analysis.blocking.Deadlock;
import dev.corelane.analysis.locks.LockNames;
import dev.corelane.cli.terminal.PlainText;
import dev.corelane.cli.terminal.Units;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.timeline.Timeline;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/// The part of a report on who was blocked by whom: deadlocks, and blocked threads over time.
final class BlockingSection {
  private final Timeline timeline;
  private final List<Deadlock> deadlocks;
  private final List<BlockedPart> parts;

  BlockingSection(Timeline timeline, List<Deadlock> deadlocks, List<BlockedPart> parts) {
    this.timeline = timeline;
    this.deadlocks = deadlocks;
    this.parts = parts;
  }

  void write(JsonReport json) {
    json.array(
        "deadlocks",
        deadlocks,
        deadlock -> {
          json.field("timeNs", deadlock.timeNs());
          json.array(
              "threads", deadlock.threads(), task -> json.field("tid", timeline.task(task).tid()));
          json.field("sources", sources(deadlock));
          json.field("told", deadlock.told());
        });
    json.array(
        "blocked",
        parts,
        part -> {
          BlockingRoot root = part.root();
          json.field("startNs", part.startNs());
          json.number("meanBlocked", part.meanBlocked());
          json.field("mostBlocked", part.mostBlocked());
          json.field("width", root == null ? 0 : root.width());
          json.field("depth", root == null ? 0 : root.depth());
          json.field("rootTid", root != null, root == null ? 0 : timeline.task(root.task()).tid());
          json.field("rootState", root == null ? null : name(root.state()));
        });
  }

  void print(PrintStream out) {
    if (!deadlocks.isEmpty()) {
      out.println();
    }
    for (Deadlock deadlock : deadlocks) {
      out.println(
          "Deadlock at %s, told by %s: %s"
              .formatted(
                  Units.time(deadlock.timeNs()),
                  sources(deadlock),
                  deadlock.threads().isEmpty()
                      ? "nobody says of whom"
                      : ring(deadlock.threads(), deadlock.timeNs())));
    }
    parts.stream()
        .map(BlockedPart::widest)
        .filter(Objects::nonNull)
        .max(
            Comparator.comparingInt(at -> at.roots().isEmpty() ? 0 : at.roots().getFirst().width()))
        .ifPresent(at -> printWidest(out, at));
  }

  private void printWidest(PrintStream out, BlockingSnapshot at) {
    BlockingRoot root = at.roots().getFirst();
    out.println();
    out.println(
        "Most threads waited for one at %s: %s for %s (%s), in chains of up to %s."
            .formatted(
                Units.time(at.timeNs()),
                Units.count(root.width()),
                thread(root.task(), at.timeNs()),
                name(root.state()),
                Units.count(root.depth())));
    String locks =
        at.blocked().stream()
            .filter(blocked -> blocked.holders().contains(root.task()))
            .map(BlockedThread::lock)
            .distinct()
            .map(lock -> PlainText.of(LockNames.of(timeline.locks().get(lock))))
            .distinct()
            .collect(Collectors.joining(", "));
    out.println("  It held " + locks + ".");
  }

  private String ring(List<Integer> threads, long timeNs) {
    String all =
        threads.stream()
            .map(task -> thread(task, timeNs))
            .collect(Collectors.joining(" waits for "));
    return all + " waits for " + thread(threads.getFirst(), timeNs) + ".";
  }

  private static String sources(Deadlock deadlock) {
    return deadlock.sources().stream()
        .sorted()
        .map(source -> source.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" and "));
  }

  private static String name(StateKind state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private String thread(int task, long timeNs) {
    return PlainText.of(timeline.taskName(task, timeNs)) + ":" + timeline.task(task).tid();
  }
}
