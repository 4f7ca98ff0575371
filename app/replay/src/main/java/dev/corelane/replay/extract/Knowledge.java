package dev.corelane.replay.extract;

import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Counts what a recording told and what it did not.
final class Knowledge {
  private long hits;
  private long hitNs;
  private long edges;
  private long outside;
  private long endless;
  private long outsideNs;
  private long preemptedInUser;
  private long preemptedInKernel;
  private long preemptedSomewhere;

  void hits(long number, ProbeCost cost) {
    hits = number;
    hitNs = cost.holdNs();
  }

  void block(Block block) {
    if (block.waker() >= 0) {
      edges++;
    } else if (block.woken()) {
      outside++;
      outsideNs += block.endNs() - block.startNs();
    } else {
      endless++;
    }
  }

  void sliceEnd(SliceEnd end) {
    switch (end) {
      case PREEMPTED_USER -> preemptedInUser++;
      case PREEMPTED_KERNEL -> preemptedInKernel++;
      case PREEMPTED -> preemptedSomewhere++;
      default -> {
        // says nothing of where the thread was
      }
    }
  }

  List<Missing> missing(Timeline timeline, ModelledLocks locks, Arrivals arrivals) {
    List<Missing> missing = new ArrayList<>();
    if (locks.waitsWithoutHolder() > 0) {
      missing.add(
          new Missing(
              String.format(
                  Locale.ROOT,
                  "%,d waits for locks (%.1f ms) are of locks whose holders were not recorded",
                  locks.waitsWithoutHolder(),
                  locks.waitNsWithoutHolder() / 1e6),
              "They last as long as they lasted, whatever the model does to the holder: what a"
                  + " model changes in them is not predicted"));
    }
    if (hits > 0) {
      missing.add(
          new Missing(
              String.format(
                  Locale.ROOT,
                  "The recorder's probes were hit %,d times; how long a hit keeps the mutex of its"
                      + " CPU was not recorded",
                  hits),
              String.format(
                  Locale.ROOT,
                  "%.1f us on average are taken, from the shortest time between hits and the"
                      + " pauses in it: how often holders of that mutex are preempted follows"
                      + " from it",
                  hitNs / 1e3)));
    }
    if (locks.ids().isEmpty()) {
      missing.add(
          new Missing(
              "No lock has recorded holds",
              "Waiting for locks is part of the programs, not a result"));
    }
    if (outside > 0) {
      missing.add(
          new Missing(
              String.format(
                  Locale.ROOT,
                  "%,d of %,d blocks (%.1f ms) were ended by interrupts, by threads that were not"
                      + " recorded, or by who gave on such a lock",
                  outside,
                  outside + edges + endless,
                  outsideNs / 1e6),
              arrivals == Arrivals.CLOSED
                  ? "They last as long as they lasted (closed loop)"
                  : "They end when they ended (open loop)"));
    }
    missing.add(kernelMode());
    if (!timeline.holes().isEmpty()) {
      missing.add(
          new Missing(
              String.format(Locale.ROOT, "%,d holes with lost events", timeline.holes().size()),
              "Work, wake-ups and holds in them are not in the programs"));
    }
    return missing;
  }

  private Missing kernelMode() {
    String where =
        preemptedInUser + preemptedInKernel == 0
            ? String.format(
                Locale.ROOT,
                "%,d preemptions do not tell user from kernel mode",
                preemptedSomewhere)
            : String.format(
                Locale.ROOT,
                "%,d preemptions hit user mode, %,d the kernel",
                preemptedInUser,
                preemptedInKernel);
    return new Missing(
        "System calls and page faults were not recorded; " + where,
        "Which part of the work runs in the kernel, where models differ, is an assumption");
  }
}
