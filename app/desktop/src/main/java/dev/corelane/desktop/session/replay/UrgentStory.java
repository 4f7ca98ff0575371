package dev.corelane.desktop.session.replay;

import dev.corelane.desktop.session.replay.GuidedStory.Slider;
import dev.corelane.desktop.session.replay.GuidedStory.Step;
import dev.corelane.desktop.session.replay.GuidedStory.StoryCase;
import dev.corelane.desktop.session.replay.GuidedStory.Sweep;
import dev.corelane.desktop.session.replay.GuidedStory.TradeOff;
import dev.corelane.replay.run.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// PreemptDB's policies and what its paper leaves out. Numbers are those of runs of the scenario.
final class UrgentStory {
  static final GuidedStory STORY =
      new GuidedStory(
          "urgent",
          "Urgent transactions among long queries",
          "Waiting, yielding, or user interrupts: what urgent transactions gain and long queries"
              + " pay, and how near plain threads of the operating system come.",
          "preemptdb-htap",
          2,
          10,
          List.of(
              new StoryCase("wait", "wait", Map.of(), "urgent work waits for the end of a query"),
              new StoryCase(
                  "cooperative",
                  "cooperative",
                  Map.of(),
                  "the query looks for urgent work after so many records"),
              new StoryCase(
                  "user interrupts",
                  "user-interrupts",
                  Map.of(),
                  "an interrupt in user space takes the worker away from the query"),
              new StoryCase(
                  "OS threads, nice",
                  "os-nice",
                  Map.of(),
                  "a thread of its own for urgent work, nice -20 against 19"),
              new StoryCase(
                  "OS threads, FIFO",
                  "os-fifo",
                  Map.of(),
                  "that thread under the real-time policy SCHED_FIFO"),
              new StoryCase(
                  "OS threads, short slice",
                  "os-slice",
                  Map.of(),
                  "that thread with a slice of 0.1 ms at the same nice value"),
              new StoryCase(
                  "queries in pieces",
                  "parallel",
                  Map.of(),
                  "waiting, but a query is cut into a piece for every worker")),
          List.of(Metric.LATENCY_P99, Metric.THROUGHPUT, Metric.QUERIES),
          List.of(
              new Step(
                  "The question",
                  "Eight workers run queries of 20 ms. Every millisecond 64 urgent transactions of"
                      + " 30 \u00B5s arrive. How soon do they run, and how many queries does that"
                      + " cost?"),
              new Step(
                  "Waiting",
                  "\u201CLatency p99\u201D of urgent transactions is as long as a query, 20 ms, and"
                      + " only a sixth of them is done at all: look at"
                      + " \u201Cthroughput\u201D. The queries have the CPUs nearly for"
                      + " themselves."),
              new Step(
                  "Yielding",
                  "Move the slider and run again. Every 10 records urgent work waits 0.25 ms at the"
                      + " 99th percentile; every 1,000 it is 0.7 ms; every 10,000 it no longer"
                      + " keeps up. Every single record costs a tenth of the queries: each look at"
                      + " the queue takes time. The right interval has to be found for every kind"
                      + " of query."),
              new Step(
                  "User interrupts",
                  "As fast as the finest yielding that pays, without a number to choose, and with a"
                      + " few more queries, because nobody looks in vain. That is PreemptDB's"
                      + " point, and the replay shows it."),
              new Step(
                  "What the paper leaves out",
                  "A thread per core for urgent work under SCHED_FIFO does nearly as well: some"
                      + " 10 \u00B5s more at the 99th percentile and less than one percent of the"
                      + " queries, for a wake-up and two switches of the kernel per batch (their"
                      + " costs are assumed). A short slice alone does not, when a quarter of the"
                      + " core is wanted. Queries cut into pieces help even when they are waited"
                      + " for."),
              new Step(
                  "The trade-off",
                  "In the picture, left is soon for urgent work, up is many queries: top left is"
                      + " best. Waiting is at the right, all others stand close together at the"
                      + " left. Service times are assumed; change urgentNs or queryRecords and see"
                      + " which points move.")),
          List.of(new Slider("yieldEvery", 1, 40_000, "Cooperative: records between two yields")),
          Optional.of(
              new Sweep(
                  "yieldEvery",
                  "1, 10, 100, 1000, 3000, 10000, 40000",
                  List.of(
                      new StoryCase("cooperative", "cooperative", Map.of(), ""),
                      new StoryCase("user interrupts", "user-interrupts", Map.of(), "")))),
          Optional.of(
              new TradeOff(
                  "Urgent latency against queries",
                  Metric.LATENCY_P99,
                  "99th percentile of urgent transactions",
                  Metric.QUERIES,
                  "long queries")),
          List.of());

  private UrgentStory() {}
}
