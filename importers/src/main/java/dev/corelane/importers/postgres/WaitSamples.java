package dev.corelane.importers.postgres;

/// Adds the wait samples of one file, each backend's from the file that tells it best.
final class WaitSamples {
  /// A backend that is not sampled for this many periods has a gap.
  private static final long GAP_PERIODS = 20;

  private final PostgresFacts facts;
  private final long periodNs;
  private final Coverage told = new Coverage();

  WaitSamples(PostgresFacts facts, long periodNs) {
    this.facts = facts;
    this.periodNs = periodNs;
  }

  void add(long timeNs, int task, String type, String event, String queryId) {
    if (facts.session().samples.overlaps(task, timeNs, timeNs)) {
      facts.toldTwice("samples");
      return;
    }
    int waitEvent = facts.waitEvent(type, event);
    facts.builder().waitSample(timeNs, task, waitEvent, Numbers.number(queryId, 0), periodNs);
    told.add(task, timeNs, timeNs, GAP_PERIODS * periodNs);
  }

  /// The file is read.
  void finish() {
    facts.session().samples.addAll(told);
  }
}
