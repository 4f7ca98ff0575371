package dev.corelane.analysis.blocking;

import dev.corelane.analysis.Steps;
import dev.corelane.analysis.Window;
import dev.corelane.analysis.locks.LockHistory;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.task.ProgressMonitor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Follows the waiting threads from one change to the next.
final class BlockedSeries {
  /// Says who waits for whom in the end.
  interface Graph {
    BlockingSnapshot at(long timeNs, List<BlockedThread> blocked);
  }

  private static final class Part {
    long threadNs;
    int most;
    @Nullable BlockingSnapshot widest;
  }

  private final LockHistory history;
  private final Window window;
  private final Graph graph;
  private final Part[] parts;
  private final long each;

  /// Waits that go on, by thread: the last one is the innermost.
  private final Map<Integer, List<LockHistory.Wait>> open = new LinkedHashMap<>();

  BlockedSeries(LockHistory history, Window window, int count, Graph graph) {
    this.history = history;
    this.window = window;
    this.graph = graph;
    this.parts = new Part[count];
    for (int i = 0; i < count; i++) {
      parts[i] = new Part();
    }
    this.each = Math.max(1, (window.durationNs() + count - 1) / count);
  }

  List<BlockedPart> parts(ProgressMonitor monitor) {
    var steps = new Steps(monitor, history.waitCount(), "following blocked threads");
    var ending = new PriorityQueue<>(Comparator.comparingLong(LockHistory.Wait::endNs));
    long now = window.startNs();
    for (int i = 0; i < history.waitCount(); i++) {
      steps.next();
      LockHistory.Wait wait = history.waitAt(i);
      if (wait.startNs() >= window.endNs()) {
        break;
      }
      if (wait.endNs() <= window.startNs() || wait.task() <= Task.UNKNOWN) {
        continue;
      }
      now = endUntil(Math.max(wait.startNs(), now), ending, now);
      open.computeIfAbsent(wait.task(), t -> new ArrayList<>()).add(wait);
      ending.add(wait);
    }
    endUntil(window.endNs(), ending, now);
    return result();
  }

  /// Ends the waits that end by a time, and adds up until then.
  private long endUntil(long timeNs, PriorityQueue<LockHistory.Wait> ending, long from) {
    long now = from;
    while (!ending.isEmpty() && ending.element().endNs() <= timeNs) {
      LockHistory.Wait wait = ending.remove();
      add(now, wait.endNs());
      now = Math.max(now, wait.endNs());
      List<LockHistory.Wait> waits = open.getOrDefault(wait.task(), List.of());
      waits.remove(wait);
      if (waits.isEmpty()) {
        open.remove(wait.task());
      }
    }
    add(now, timeNs);
    return Math.max(now, timeNs);
  }

  private void add(long fromNs, long toNs) {
    if (open.isEmpty() || toNs <= fromNs) {
      return;
    }
    for (long at = fromNs; at < toNs; ) {
      int index = (int) Math.min(parts.length - 1, (at - window.startNs()) / each);
      long partEnd = index == parts.length - 1 ? toNs : window.startNs() + (index + 1) * each;
      long until = Math.min(toNs, partEnd);
      Part part = parts[index];
      part.threadNs += open.size() * (until - at);
      part.most = Math.max(part.most, open.size());
      if (part.widest == null || open.size() > part.widest.roots().getFirst().width()) {
        look(part, at);
      }
      at = until;
    }
  }

  private void look(Part part, long timeNs) {
    List<BlockedThread> blocked = new ArrayList<>();
    open.forEach(
        (task, waits) -> {
          LockHistory.Wait wait = waits.getLast();
          blocked.add(
              new BlockedThread(task, wait.lock(), wait.startNs(), history.blockers(wait, timeNs)));
        });
    BlockingSnapshot found = graph.at(timeNs, blocked);
    if (!found.roots().isEmpty()
        && (part.widest == null
            || found.roots().getFirst().width() > part.widest.roots().getFirst().width())) {
      part.widest = found;
    }
  }

  private List<BlockedPart> result() {
    List<BlockedPart> result = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      long start = Math.min(window.endNs(), window.startNs() + i * each);
      long end = Math.min(window.endNs(), start + each);
      Part part = parts[i];
      double mean = end > start ? (double) part.threadNs / (end - start) : 0;
      result.add(new BlockedPart(start, end, mean, part.most, part.widest));
    }
    return result;
  }
}
