package dev.corelane.replay.sampled;

import dev.corelane.replay.extract.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// What samples cannot tell, with what that does to a replay.
final class SampleGaps {
  private final SampleSet set;
  private final Instants instants;
  private final Set<String> tooShort = new TreeSet<>();
  private final Set<String> heavyweight = new TreeSet<>();
  private final List<Missing> holders = new ArrayList<>();
  private int merged;

  SampleGaps(SampleSet set, Instants instants) {
    this.set = set;
    this.instants = instants;
  }

  void merged(int samples) {
    merged += samples;
  }

  void wait(String name, ClassStates states, int state, boolean lock) {
    if (!states.resolved(state)) {
      tooShort.add(
          String.format(Locale.ROOT, "%s (at most %.1f ms)", name, states.lengthNs(state) / 1e6));
    }
    if (lock) {
      heavyweight.add(name);
    }
  }

  void holdersWait(String name, double share) {
    holders.add(
        new Missing(
            String.format(
                Locale.ROOT,
                "Holds of locks are more than the CPU time of %s: who has a lock waits meanwhile",
                name),
            String.format(
                Locale.ROOT, "Only %.0f %% of the acquisitions are played", share * 100)));
  }

  List<Missing> missing() {
    List<Missing> missing = new ArrayList<>();
    missing.add(
        new Missing(
            String.format(Locale.ROOT, "Only samples exist, %.1f ms apart", set.periodNs() / 1e6),
            "Statistical: CPU bursts, waits, holds and what comes between them are drawn, from"
                + " their distributions where they last for five samples or more, else"
                + " exponentially around their means; no thread does what it did"));
    missing.add(
        new Missing(
            "Samples do not tell switches, preemptions, wake-ups or who woke whom",
            "Waits end by themselves; what the replay says of switches and delays cannot be checked"
                + " against the recording"));
    missing.add(
        new Missing(
            String.format(
                Locale.ROOT,
                "A backend that does not wait computes or waits for a CPU; by their number, %.0f %%"
                    + " of them have one",
                instants.onCpuShare() * 100),
            "Clients and other programs that use the same CPUs are not in the replay"));
    missing.add(
        new Missing(
            "Who has a lock is not sampled, nor how many locks a wait event stands for",
            "Every LWLock event that can be told is one lock; its holds are work, as long as waits"
                + " for it ended apart, and as many as the number of waiters asks for"));
    missing.add(
        new Missing(
            "Waits that come one after the other within a sample's distance look like one",
            "Throughput counts messages from clients that took long enough to be told apart: at"
                + " least so many came"));
    if (!heavyweight.isEmpty()) {
      missing.add(
          new Missing(
              "Heavyweight locks: " + String.join(", ", heavyweight),
              "Such waits last as long as they lasted, whatever a model does to the holder"));
    }
    if (!tooShort.isEmpty()) {
      missing.add(
          new Missing(
              "Waits shorter than samples can tell: " + String.join(", ", tooShort),
              "Their share of time is kept; they are taken as long as they may be, so there are at"
                  + " least as many"));
    }
    missing.addAll(holders);
    if (set.idle() + set.passing() > 0 || merged > 0) {
      missing.add(
          new Missing(
              String.format(
                  Locale.ROOT,
                  "%d backends hardly ever changed their state, %d were there for less than half of"
                      + " the time; %d samples are of waits too rare to be told apart",
                  set.idle(),
                  set.passing(),
                  merged),
              "They are left out; rare waits count for the most frequent one"));
    }
    return missing;
  }
}
