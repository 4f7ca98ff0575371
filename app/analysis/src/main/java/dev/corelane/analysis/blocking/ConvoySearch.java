package dev.corelane.analysis.blocking;

import dev.corelane.analysis.Window;
import dev.corelane.analysis.locks.LockHistory;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import java.util.List;

/// Finds the convoys of one lock by the length of its queue over time.
final class ConvoySearch {
  private final LockHistory history;
  private final Window window;

  ConvoySearch(LockHistory history, Window window) {
    this.history = history;
    this.window = window;
  }

  void find(int lock, List<Convoy> found) {
    List<LockHistory.Wait> waits = history.waitsFor(lock, window.startNs(), window.endNs());
    if (waits.size() < BlockedByAnalysis.CONVOY) {
      return;
    }
    long[] ends = waits.stream().mapToLong(LockHistory.Wait::endNs).sorted().toArray();
    int begun = 0;
    int ended = 0;
    long at = window.startNs();
    long since = 0;
    int peak = 0;
    long threadNs = 0;
    int handOvers = 0;
    while (ended < ends.length) {
      long next = ends[ended];
      if (begun < waits.size() && waits.get(begun).startNs() < next) {
        next = waits.get(begun).startNs();
      }
      next = Math.min(Math.max(next, at), window.endNs());
      int length = begun - ended;
      if (length >= BlockedByAnalysis.CONVOY) {
        threadNs += length * (next - at);
      }
      at = next;
      if (begun < waits.size() && waits.get(begun).startNs() < ends[ended]) {
        begun++;
        if (++length == BlockedByAnalysis.CONVOY) {
          since = at;
          peak = 0;
          threadNs = 0;
          handOvers = 0;
        }
        peak = Math.max(peak, length);
      } else {
        ended++;
        handOvers++;
        if (length == BlockedByAnalysis.CONVOY && at > since) {
          found.add(convoy(lock, since, at, peak, threadNs, handOvers));
        }
      }
    }
  }

  private Convoy convoy(int lock, long fromNs, long toNs, int peak, long threadNs, int handOvers) {
    int trigger =
        history.holders(lock, fromNs).stream()
            .filter(holder -> offCpu(holder, fromNs))
            .findFirst()
            .orElse(Task.UNKNOWN);
    return new Convoy(lock, new TimeRange(fromNs, toNs), peak, threadNs, handOvers, trigger);
  }

  private boolean offCpu(int task, long timeNs) {
    var states = history.activity().states(task);
    StateKind kind = states.kind(states.at(timeNs));
    return kind != StateKind.RUNNING && kind != StateKind.UNKNOWN;
  }
}
