package dev.corelane.analysis.observer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An observer effect in plain sentences, to stand above every conclusion drawn from the recording.
public final class ObserverWarning {
  /// Fewer threads than this on average are not worth a sentence, and would be written as 0.0.
  private static final double LEAST_WAITING = 0.05;

  private ObserverWarning() {}

  /// @param effect the effect
  /// @return sentences, the most important first; empty if the disturbance is small
  public static List<String> of(ObserverEffect effect) {
    if (effect.disturbance() == Disturbance.SMALL) {
      return List.of();
    }
    var sentences = new ArrayList<String>();
    ProbeLoad load = effect.load();
    sentences.add(
        String.format(
            Locale.ROOT,
            "The recording changed what it measured%s: %,.0f probe hits per second of CPU time%s.",
            effect.disturbance() == Disturbance.STRONG ? " strongly" : "",
            load.hitsPerBusySecond(),
            load.leastGapNs() > 0
                ? String.format(Locale.ROOT, ", at %.1f us or more each", load.leastGapNs() / 1e3)
                : ""));
    if (!effect.comparable().isEmpty()) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "Measured with and without a recorder, a workload with about as many hits lost %s of"
                  + " its throughput (on a slow machine; a fast one loses less).",
              loss(effect)));
    }
    AddedPreemptions added = effect.preemptions();
    if (added.userAdded() + added.kernelAdded() > 0) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d involuntary switches of probed threads happened at the kernel entry of a"
                  + " probe, %,d of them inside the kernel; without probes these moments do not"
                  + " exist.",
              added.userAdded() + added.kernelAdded(),
              added.user() + added.kernel(),
              added.kernelAdded()));
    }
    RecorderLocks locks = effect.locks();
    if (effect.threadsInRecorderLocks() >= LEAST_WAITING) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "At any time %.1f threads waited for %d kernel mutexes that the recorder takes when a"
                  + " probe is hit (%,d waits, %.1f s in all).",
              effect.threadsInRecorderLocks(),
              locks.locks().size(),
              locks.waits(),
              locks.waitNs() / 1e9));
    }
    if (locks.spinWaitBehindNs() > 0) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "Of %.1f s of waiting for PostgreSQL's spinlocks, at least %.1f s passed while the"
                  + " thread that had got the spinlock waited for such a mutex.",
              locks.spinWaitNs() / 1e9,
              locks.spinWaitBehindNs() / 1e9));
    }
    if (locks.holdWaitNs() > 0) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "In %.1f of %.1f s during which LWLocks were held, their holders waited for such a"
                  + " mutex.",
              locks.holdWaitNs() / 1e9,
              locks.holdNs() / 1e9));
    }
    return List.copyOf(sentences);
  }

  /// The part of the throughput that comparable measured cases lost, in words.
  ///
  /// @param effect with at least one comparable case
  /// @return as in "70 to 75 %"
  public static String loss(ObserverEffect effect) {
    long from = Math.round(effect.leastLoss() * 100);
    long to = Math.round(effect.greatestLoss() * 100);
    return from == to ? from + " %" : from + " to " + to + " %";
  }
}
