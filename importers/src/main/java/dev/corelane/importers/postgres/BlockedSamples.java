package dev.corelane.importers.postgres;

import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Provenance;
import java.util.HashMap;
import java.util.Map;

/// Infers lock waits from samples that name a blocker: a wait lasts from the first to the last of
/// the samples in which a backend waits for the same sort of lock behind the same blocker.
final class BlockedSamples {
  private final PostgresFacts facts;
  private final ToldFacts told = new ToldFacts();
  private final Map<Integer, Run> runs = new HashMap<>();

  private record Run(long firstNs, long lastNs, String sort, int blocker) {}

  BlockedSamples(PostgresFacts facts) {
    this.facts = facts;
  }

  /// A sample of a backend that waits.
  ///
  /// @param sort sort of lock ("tuple")
  void waiting(long timeNs, int task, String sort, int blocker) {
    Run run = runs.get(task);
    if (run != null && run.sort().equals(sort) && run.blocker() == blocker) {
      runs.put(task, new Run(run.firstNs(), timeNs, sort, blocker));
      return;
    }
    if (run != null) {
      tell(task, run, false);
    }
    runs.put(task, new Run(timeNs, timeNs, sort, blocker));
  }

  /// A sample of a backend that waits for no lock, or does not say for whom.
  ///
  /// @param goesOn whether it does not wait at all
  void notWaiting(int task, boolean goesOn) {
    Run run = runs.remove(task);
    if (run != null) {
      tell(task, run, goesOn);
    }
  }

  /// There are no more samples.
  void finish() {
    runs.forEach((task, run) -> tell(task, run, false));
    facts.known().tellWaits(told);
  }

  private void tell(int task, Run run, boolean acquired) {
    facts.sampledWait(
        new LockWait(
            run.firstNs(),
            run.lastNs(),
            facts.lock(run.sort(), false),
            task,
            LockMode.UNKNOWN,
            run.blocker(),
            -1,
            -1,
            acquired,
            Provenance.INFERRED),
        true,
        told);
  }
}
