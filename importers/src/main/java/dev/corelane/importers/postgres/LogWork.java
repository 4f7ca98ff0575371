package dev.corelane.importers.postgres;

import dev.corelane.trace.model.Provenance;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// LOG messages that tell of work: statements, checkpoints, vacuums, sessions.
final class LogWork {
  private static final long SECOND = 1_000_000_000L;
  private static final int MOST_BACKENDS = 4096;

  private static final String QUERY = "query";

  private static final Pattern CHECKPOINT_TOTAL = Pattern.compile("\\btotal=([\\d.]+) s");
  private static final Pattern ELAPSED = Pattern.compile("\\belapsed: ([\\d.]+) s");
  private static final Pattern TABLE = Pattern.compile("table \"([^\"]{1,200})\"");
  private static final Pattern SESSION =
      Pattern.compile("disconnection: session time: (\\d+):(\\d\\d):(\\d\\d\\.\\d+)");
  private static final Pattern APPLICATION = Pattern.compile("application_name=(.+?)(?: SSL .*)?$");

  private final PostgresFacts facts;
  private final QueryText queryText = new QueryText();
  private final LoggedQueries queries;
  private final Map<Integer, Started> started = new HashMap<>();
  private final Map<Integer, String> statements =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, String> eldest) {
          return size() > MOST_BACKENDS;
        }
      };

  private record Started(long timeNs, String reason) {}

  LogWork(PostgresFacts facts) {
    this.facts = facts;
    queries = new LoggedQueries(facts);
  }

  /// @return whether the message became a fact
  boolean message(String text, long timeNs, int task) {
    if (text.startsWith("checkpoint ") || text.startsWith("restartpoint ")) {
      return checkpoint(text, timeNs, task);
    }
    if (text.startsWith("automatic ")) {
      return automatic(text, timeNs, task);
    }
    if (text.startsWith("statement: ") || text.startsWith("execute ")) {
      int colon = text.indexOf(':');
      String name = queryText.classOf(text, colon + 1);
      statements.put(task, name);
      facts.builder().mark(timeNs, -1, task, "statement", name);
      return true;
    }
    if (text.startsWith("disconnection: ")) {
      return session(text, timeNs, task);
    }
    if (text.startsWith("connection authorized: ")) {
      Matcher application = APPLICATION.matcher(text);
      if (application.find()) {
        facts.label(task, "", application.group(1));
      }
    }
    return false;
  }

  /// A query that took a while, or a part of one.
  void query(long startNs, long endNs, int task, String category, String name, long cutNs) {
    if (category.equals(QUERY)) {
      queries.add(task, new QueryMatching.Logged(startNs, endNs, name, cutNs, facts.unsure()));
    } else {
      facts.builder().span(startNs, endNs, task, category, name, "", Provenance.DERIVED);
    }
  }

  /// Of a duration that is logged without a statement: that was logged before, or not at all.
  ///
  /// @return class of the statement that a backend logged since its last such duration
  String takeStatement(int task) {
    String statement = statements.remove(task);
    return statement == null ? LoggedQueries.UNNAMED : statement;
  }

  private boolean checkpoint(String text, long timeNs, int task) {
    String kind = text.substring(0, text.indexOf(' '));
    int colon = text.indexOf(':');
    if (text.startsWith("starting:", kind.length() + 1)) {
      started.put(task, new Started(timeNs, kind + ":" + text.substring(colon + 1)));
      return true;
    }
    Matcher total = CHECKPOINT_TOTAL.matcher(text);
    if (!text.startsWith("complete:", kind.length() + 1) || !total.find()) {
      return false;
    }
    long took = Numbers.nanos(total.group(1), SECOND);
    Started begin = started.remove(task);
    facts
        .builder()
        .span(
            timeNs - Math.max(0, took),
            timeNs,
            task,
            "checkpoint",
            begin == null ? kind : begin.reason(),
            "",
            Provenance.DERIVED);
    return true;
  }

  private boolean automatic(String text, long timeNs, int task) {
    Matcher elapsed = ELAPSED.matcher(text);
    Matcher table = TABLE.matcher(text);
    int of = text.indexOf(" of table");
    if (of < 0 || !elapsed.find() || !table.find()) {
      return false;
    }
    long took = Numbers.nanos(elapsed.group(1), SECOND);
    String name = text.substring("automatic ".length(), Math.min(of, 60)) + " " + table.group(1);
    facts
        .builder()
        .span(timeNs - Math.max(0, took), timeNs, task, "autovacuum", name, "", Provenance.DERIVED);
    return true;
  }

  private boolean session(String text, long timeNs, int task) {
    Matcher time = SESSION.matcher(text);
    if (!time.find()) {
      return false;
    }
    long hours = Numbers.number(time.group(1), 0);
    long seconds = Numbers.nanos(time.group(3), SECOND);
    if (hours > 100_000 || seconds < 0) {
      return false;
    }
    long took = (hours * 60 + Numbers.number(time.group(2), 0)) * 60 * SECOND + seconds;
    facts.builder().span(timeNs - took, timeNs, task, "session", "session", "", Provenance.DERIVED);
    return true;
  }

  /// The log is read.
  void finish() {
    started.forEach(
        (task, begin) ->
            facts
                .builder()
                .mark(begin.timeNs(), -1, task, "checkpoint", begin.reason() + " starting"));
    queries.finish();
  }
}
