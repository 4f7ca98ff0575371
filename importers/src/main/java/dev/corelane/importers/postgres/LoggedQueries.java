package dev.corelane.importers.postgres;

import dev.corelane.importers.postgres.QueryMatching.Logged;
import dev.corelane.trace.model.Provenance;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;

/// The queries that a log tells with their duration. Those of a backend that was recorded wait
/// until it is clear which recorded queries they are.
final class LoggedQueries {
  /// What stands for a statement that is not known.
  static final String UNNAMED = "query";

  /// A query that is shorter is not seen in samples, so it need not be remembered.
  private static final long SEEN_IN_SAMPLES = 1_000_000L;

  /// So many queries that follow each other closely are looked at together.
  private static final int MOST = 64;

  private final PostgresFacts facts;
  private final ToldFacts told = new ToldFacts();
  private final Int2ObjectHashMap<Waiting> waiting = new Int2ObjectHashMap<>();

  /// Queries of a backend that follow each other closely.
  private static final class Waiting {
    private final List<Logged> queries = new ArrayList<>();

    /// Begin of the last recorded query that one before them was.
    private long afterNs = Long.MIN_VALUE;
  }

  LoggedQueries(PostgresFacts facts) {
    this.facts = facts;
  }

  /// A query was logged.
  void add(int task, Logged query) {
    if (!facts.known().recordsQueries(task)) {
      tell(task, query);
      return;
    }
    Waiting close = waiting.computeIfAbsent(task, t -> new Waiting());
    List<Logged> queries = close.queries;
    if (!queries.isEmpty()) {
      Logged last = queries.getLast();
      if (query.startNs() - query.reachNs() > last.endNs() + last.reachNs()) {
        settle(task, close, queries.size());
      } else if (queries.size() == MOST) {
        settle(task, close, MOST / 2);
      }
    }
    queries.add(query);
  }

  /// Tells the first of some queries, as far as they are not recorded.
  private void settle(int task, Waiting close, int first) {
    List<Logged> settled = close.queries.subList(0, first);
    var known = facts.known().loggedQueries(task, close.queries, first, close.afterNs);
    for (int i = 0; i < first; i++) {
      if (known[i] == null) {
        tell(task, settled.get(i));
      } else {
        facts.toldTwice("queries");
        close.afterNs = Math.max(close.afterNs, known[i].startNs());
      }
    }
    settled.clear();
  }

  private void tell(int task, Logged query) {
    facts
        .builder()
        .span(query.startNs(), query.endNs(), task, "query", query.name(), "", Provenance.DERIVED);
    if (query.lengthNs() >= SEEN_IN_SAMPLES && facts.moreFollow()) {
      facts.known().rememberQuery(told);
    }
  }

  /// The log is read.
  void finish() {
    waiting.forEach((task, close) -> settle(task, close, close.queries.size()));
    facts.known().tellQueries(told);
  }
}
