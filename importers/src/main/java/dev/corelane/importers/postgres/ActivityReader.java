package dev.corelane.importers.postgres;

import java.util.HashMap;
import java.util.Map;

/// Makes facts of samples of `pg_stat_activity` or pgsentinel's history: wait samples, labels,
/// queries and transactions as they can be inferred, lock waits where a row names the blocker.
final class ActivityReader {
  private final SampleRows rows;
  private final PostgresFacts facts;
  private final QueryText queryText = new QueryText();
  private final String queryId;
  private final Map<Integer, BackendActivity> backends = new HashMap<>();

  ActivityReader(SampleRows rows) {
    this.rows = rows;
    facts = rows.facts();
    queryId = rows.has("query_id") ? "query_id" : "queryid";
  }

  void read() {
    var samples = new WaitSamples(facts, rows.periodNs());
    var blocked = new BlockedSamples(facts);
    var blocker = new Blocker(rows);
    while (rows.nextSample(false)) {
      long timeNs = rows.timeNs();
      int task = facts.backend(rows.pid(), timeNs);
      String type = rows.get("wait_event_type");
      String event = rows.get("wait_event");
      samples.add(timeNs, task, type, event, rows.get(queryId));
      facts.label(task, rows.get("backend_type"), rows.get("application_name"));
      backends.computeIfAbsent(task, t -> new BackendActivity(facts, t)).sample(row());
      int by = blocker.pid();
      if (WaitEventNames.type(type).equals("Lock") && by > 0) {
        blocked.waiting(timeNs, task, event, facts.backend(by, timeNs));
      } else {
        blocked.notWaiting(task, WaitEventNames.isNone(type, event));
      }
    }
    backends.values().forEach(BackendActivity::finish);
    blocked.finish();
    samples.finish();
  }

  private BackendActivity.Row row() {
    String text = rows.get("query");
    if (text.isBlank()) {
      String id = rows.get(queryId);
      text = id.isEmpty() || id.equals("0") ? "query" : "query " + id;
    } else {
      text = queryText.classOf(text, 0);
    }
    return new BackendActivity.Row(
        rows.timeNs(),
        rows.get("state"),
        text,
        rows.timeNs("query_start"),
        rows.timeNs("xact_start"),
        rows.timeNs("state_change"));
  }
}
