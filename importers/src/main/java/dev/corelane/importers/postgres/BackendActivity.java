package dev.corelane.importers.postgres;

import dev.corelane.trace.model.Provenance;

/// Infers the queries and transactions of one backend from samples of its state.
///
/// `query_start` and `xact_start` are exact. A query ends at `state_change` if a sample shows the
/// backend idle behind that very query; else it was seen until its last sample, and may have lasted
/// up to one period longer.
final class BackendActivity {
  /// A backend notes the time before it comes to what else may tell of its work.
  private static final long SLACK_NS = 1_000_000;

  private static final long NONE = PostgresTime.NONE;

  private final PostgresFacts facts;
  private final int task;
  private long queryStart = NONE;
  private long querySeen;
  private String query = "";
  private long toldStart = NONE;
  private long transactionStart = NONE;
  private long transactionSeen;

  /// A sample.
  ///
  /// @param timeNs when it was taken
  /// @param state `active`, `idle`, ..., or ""
  /// @param query class of the newest query
  /// @param queryStartNs when that began
  /// @param transactionStartNs when the transaction began
  /// @param stateChangeNs since when the state holds; all three [PostgresTime#NONE] if not told
  record Row(
      long timeNs,
      String state,
      String query,
      long queryStartNs,
      long transactionStartNs,
      long stateChangeNs) {
    boolean active() {
      return state.equals("active") || state.equals("fastpath function call");
    }

    boolean idle() {
      return state.startsWith("idle");
    }
  }

  BackendActivity(PostgresFacts facts, int task) {
    this.facts = facts;
    this.task = task;
  }

  void sample(Row row) {
    transaction(row);
    if (queryStart != NONE && queryStart != row.queryStartNs()) {
      tellQuery(querySeen, "");
    }
    if (row.queryStartNs() == NONE || row.queryStartNs() == toldStart) {
      return;
    }
    if (row.active()) {
      queryStart = row.queryStartNs();
      querySeen = row.timeNs();
      query = row.query();
    } else if (row.idle() && row.stateChangeNs() >= row.queryStartNs()) {
      queryStart = row.queryStartNs();
      query = row.query();
      tellQuery(row.stateChangeNs(), row.state().contains("aborted") ? "error" : "");
    }
  }

  private void transaction(Row row) {
    long start = row.transactionStartNs();
    if (transactionStart != NONE && transactionStart != start) {
      boolean endKnown =
          row.state().equals("idle")
              && row.queryStartNs() <= transactionSeen
              && row.stateChangeNs() >= transactionSeen;
      tellTransaction(endKnown ? row.stateChangeNs() : transactionSeen);
    }
    if (start != NONE) {
      transactionStart = start;
      transactionSeen = row.timeNs();
    }
  }

  private void tellQuery(long endNs, String outcome) {
    if (facts.known().sampledQuery(task, queryStart, endNs, query, facts.slack(SLACK_NS))) {
      facts.toldTwice("queries");
    } else if (endNs > queryStart) {
      facts.builder().span(queryStart, endNs, task, "query", query, outcome, Provenance.INFERRED);
    }
    toldStart = queryStart;
    queryStart = NONE;
  }

  private void tellTransaction(long endNs) {
    if (facts.known().sampledTransaction(task, transactionStart, endNs, facts.slack(SLACK_NS))) {
      facts.toldTwice("transactions");
    } else if (endNs > transactionStart) {
      facts
          .builder()
          .span(
              transactionStart, endNs, task, "transaction", "transaction", "", Provenance.INFERRED);
    }
    transactionStart = NONE;
  }

  /// There are no more samples.
  void finish() {
    if (queryStart != NONE) {
      tellQuery(querySeen, "");
    }
    if (transactionStart != NONE) {
      tellTransaction(transactionSeen);
    }
  }
}
