package dev.corelane.desktop.session.replay;

import dev.corelane.desktop.session.replay.GuidedStory.Step;
import dev.corelane.desktop.session.replay.GuidedStory.StoryCase;
import dev.corelane.desktop.session.replay.GuidedStory.Sweep;
import dev.corelane.replay.run.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// PostgreSQL on Linux 7.0. What is said here of numbers is what runs of the scenario gave; the
/// README of the replay module has the same.
final class SpinlockStory {
  static final GuidedStory STORY =
      new GuidedStory(
          "spinlock",
          "PostgreSQL under lazy preemption",
          "Linux 7.0 took PREEMPT_NONE away, and a benchmark of PostgreSQL halved. Which part of"
              + " that do the rules of the code explain?",
          "pg-spinlock-7.0",
          2,
          10,
          List.of(
              new StoryCase("none", "none", Map.of(), "as kernels before 7.0 were run"),
              new StoryCase("lazy", "lazy", Map.of(), "the default from 7.0 on"),
              new StoryCase("full", "full", Map.of(), "the other model that 7.0 offers"),
              new StoryCase(
                  "lazy, huge pages",
                  "lazy",
                  Map.of("faultProbability", 0.0),
                  "no page fault while the lock is held"),
              new StoryCase(
                  "lazy, extension",
                  "lazy",
                  Map.of("extensionNs", 5_000.0),
                  "slice extension: a backend asks for 5 \u00B5s more while it has the lock"),
              new StoryCase(
                  "lazy, PostgreSQL 19",
                  "lazy",
                  Map.of("pops", 0.0),
                  "no freelist and no lock over it"),
              new StoryCase(
                  "none, hot lock",
                  "none",
                  Map.of("faultNs", 10_000.0, "pauseNs", 1_000.0),
                  "faults of 10 \u00B5s, a round of spinning 1 \u00B5s"),
              new StoryCase(
                  "lazy, hot lock",
                  "lazy",
                  Map.of("faultNs", 10_000.0, "pauseNs", 1_000.0),
                  "the same under lazy")),
          List.of(
              Metric.THROUGHPUT,
              Metric.SPIN,
              Metric.LOCK_HOLD_MEAN,
              Metric.LOCK_UTILISATION,
              Metric.HOLDER_PREEMPTIONS,
              Metric.HOLDER_STRETCH_MEAN,
              Metric.HOLDER_WASTE),
          List.of(
              new Step(
                  "What was reported",
                  "pgbench with 1,024 clients on 96 CPUs: 98,566 transactions per second under"
                      + " none, 50,752 under lazy, 1.94 times less. 55.6 % of the CPU time went"
                      + " into s_lock, PostgreSQL's spinning."),
              new Step(
                  "The lock",
                  "To take a free buffer, a backend of PostgreSQL up to 18 holds"
                      + " buffer_strategy_lock, a spinlock of its own that the kernel knows nothing"
                      + " of: who does not get it tries again and again on its CPU, then sleeps for"
                      + " a millisecond or more. Look at \u201Clock hold mean\u201D: with huge"
                      + " pages it is 0.1 \u00B5s, else about 1.6 \u00B5s. The difference is a page"
                      + " fault: the descriptor of the buffer is touched under the lock, and this"
                      + " process may not have it mapped yet."),
              new Step(
                  "Off the CPU with the lock in hand",
                  "In a fault a thread is inside the kernel. Under none it keeps the CPU there and"
                      + " may lose it on the way out; under full it may lose it inside at once;"
                      + " under lazy inside when a tick has passed. Whoever loses it then has the"
                      + " lock in hand, and all others spin or sleep until it runs again."
                      + " \u201CHolder preemptions\u201D counts these moments, \u201Cholder stretch"
                      + " mean\u201D how long they last. They occur under none, too; under lazy"
                      + " there are somewhat more. Tick none and lazy below the table, open them"
                      + " side by side, click a timeline and press L: the next such moment, with"
                      + " who took the CPU and who waits."),
              new Step(
                  "With the numbers of the report: no difference",
                  "The lock is held a sixth of the time, a tenth of a percent of the CPU time is"
                      + " spinning, and none, lazy and full give the same throughput, near the"
                      + " better one of the report."),
              new Step(
                  "What ends it",
                  "Huge pages take the faults away, the slice extension takes the preemptions away"
                      + " (on this machine it cannot be had, and PostgreSQL does not ask for it),"
                      + " PostgreSQL 19 takes the lock away. In all three columns the preempted"
                      + " holders are gone or nearly so."),
              new Step(
                  "When it collapses",
                  "The last two columns make the fault 10 \u00B5s long and a round of spinning 1"
                      + " \u00B5s, as a line of memory that 96 CPUs fight for might. Then the lock"
                      + " is held 94 to 97 % of the time, 40 to 50 % of the CPU time is spinning,"
                      + " and throughput falls to 52,000 to 62,000: the picture of the report. But"
                      + " it falls under none as under lazy, and the bands of both overlap: near"
                      + " this knee, luck decides more than the model. The sweep goes there: faults"
                      + " from 1 to 10 \u00B5s, with rounds of 1 \u00B5s."),
              new Step(
                  "What this does not explain",
                  "The rules explain the hot lock, the spinning, and why huge pages or a lock"
                      + " without faults end it. They do not explain a factor of 1.94 between the"
                      + " models. What would have to be known: how long faults and rounds of"
                      + " spinning take on that machine when all CPUs want the line, and which"
                      + " locks of the kernel preempted faulters held. Nothing was set to reach the"
                      + " reported factor.")),
          List.of(),
          Optional.of(
              new Sweep(
                  "faultNs",
                  "1 us, 2 us, 4 us, 6 us, 8 us, 10 us",
                  List.of(
                      new StoryCase("none", "none", Map.of("pauseNs", 1_000.0), ""),
                      new StoryCase("lazy", "lazy", Map.of("pauseNs", 1_000.0), "")))),
          Optional.empty(),
          List.of());

  private SpinlockStory() {}
}
