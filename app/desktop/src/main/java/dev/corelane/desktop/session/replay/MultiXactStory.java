package dev.corelane.desktop.session.replay;

import dev.corelane.desktop.session.replay.GuidedStory.Step;
import dev.corelane.desktop.session.replay.GuidedStory.StoryCase;
import dev.corelane.desktop.session.replay.GuidedStory.Sweep;
import dev.corelane.desktop.session.replay.Plot.Axis;
import dev.corelane.desktop.session.replay.Plot.Point;
import dev.corelane.desktop.session.replay.Plot.Series;
import dev.corelane.replay.multixact.MultiXactCost;
import dev.corelane.replay.run.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// MultiXacts that outgrow their caches. Numbers are those of runs of the scenario.
final class MultiXactStory {
  private static final int MOST_LOCKERS = 100;
  private static final int STEP = 5;

  static final GuidedStory STORY =
      new GuidedStory(
          "multixact",
          "A storm of MultiXacts",
          "Row locks and savepoints make MultiXacts; looking them up goes through small caches."
              + " What the version, the size of the caches and the savepoints do to it.",
          "pg-multixact-storm",
          2,
          10,
          List.of(
              new StoryCase("PostgreSQL 16", "none", Map.of(), "one lock per cache"),
              new StoryCase(
                  "PostgreSQL 17",
                  "none",
                  Map.of("postgres", 17.0, "offsetBuffers", 16.0, "memberBuffers", 32.0),
                  "one lock per 16 buffers; caches of the default size"),
              new StoryCase(
                  "17, larger caches",
                  "none",
                  Map.of("postgres", 17.0, "offsetBuffers", 64.0, "memberBuffers", 128.0),
                  "multixact_offset_buffers 64, multixact_member_buffers 128"),
              new StoryCase(
                  "16, no savepoints",
                  "none",
                  Map.of("creates", 0.0),
                  "no new MultiXacts; those that are there are looked up still"),
              new StoryCase(
                  "16, and all frozen",
                  "none",
                  Map.of("creates", 0.0, "lookups", 0.0),
                  "vacuum has frozen the rows: nothing to look up")),
          List.of(
              Metric.THROUGHPUT, Metric.LOCK_CONTENDED, Metric.LOCK_WAIT_MEAN, Metric.UTILISATION),
          List.of(
              new Step(
                  "What a MultiXact is",
                  "A row has room for one locker. For two, PostgreSQL writes a MultiXact: a number"
                      + " that stands for a list of members. It never changes, so the next locker"
                      + " reads the list and writes a longer one: n lockers of one row write 2 + 3"
                      + " + \u2026 + n members. The picture below the table shows that it grows"
                      + " with the square: 5,049 members for 100 lockers."),
              new Step(
                  "Savepoints make them without any other session",
                  "SELECT FOR UPDATE, SAVEPOINT, UPDATE of the same row: the lock of the"
                      + " transaction and that of its subtransaction are two members, every time."
                      + " This load does that once per transaction."),
              new Step(
                  "Where it waits",
                  "Who finds a MultiXact on a row looks its members up, through a cache of 8 pages"
                      + " for offsets and 16 for members (to 16). Here 48 and 120 pages are looked"
                      + " up, so nearly every look-up reads a page and takes the one lock of the"
                      + " cache twice. Look at \u201Clock contended\u201D and \u201Clock wait"
                      + " mean\u201D: a third of the acquisitions wait, hundreds of microseconds,"
                      + " though only a third of the CPU time is used."),
              new Step(
                  "Versions",
                  "PostgreSQL 17 has a lock per 16 buffers: with caches of the default size that"
                      + " helps little (35,700 against 32,600 transactions per second), because 16"
                      + " buffers are one bank. Made larger than what is looked up, they more than"
                      + " double it (88,400)."),
              new Step(
                  "Without savepoints",
                  "No new MultiXacts alone gives 38,100: the old ones are looked up until vacuum"
                      + " has frozen the rows; then it is 104,000. So the cure works, but not at"
                      + " once."),
              new Step(
                  "The step from hits to misses",
                  "The sweep goes over the pages of offsets that are looked up, with members on one"
                      + " page. Under 16, nothing happens to 6 pages; from 8 on, where the cache is"
                      + " full, throughput falls. With 64 buffers it does not. In production this"
                      + " is the day on which a table grew a little and everything got slow. How"
                      + " long reads take and what else a transaction does is assumed; reads are"
                      + " not slowed down by each other here.")),
          List.of(),
          Optional.of(
              new Sweep(
                  "pages",
                  "2, 4, 6, 8, 10, 12, 16, 24, 48",
                  List.of(
                      new StoryCase("PostgreSQL 16", "none", Map.of("memberPages", 1.0), ""),
                      new StoryCase(
                          "17, larger caches",
                          "none",
                          Map.of(
                              "memberPages",
                              1.0,
                              "postgres",
                              17.0,
                              "offsetBuffers",
                              64.0,
                              "memberBuffers",
                              128.0),
                          "")))),
          Optional.empty(),
          List.of(members()));

  private MultiXactStory() {}

  private static Plot members() {
    var written = new ArrayList<Point>();
    var made = new ArrayList<Point>();
    for (int lockers = 0; lockers <= MOST_LOCKERS; lockers += STEP) {
      written.add(
          new Point(Plot.exact(lockers), Plot.exact(MultiXactCost.membersWritten(lockers))));
      made.add(new Point(Plot.exact(lockers), Plot.exact(MultiXactCost.made(lockers))));
    }
    return new Plot(
        "Members written by lockers of one row",
        new Axis("lockers of one row", "count", true),
        new Axis("written", "count", true),
        List.of(
            new Series("members", true, written, Optional.empty()),
            new Series("MultiXacts", true, made, Optional.empty())));
  }
}
