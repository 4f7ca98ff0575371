package dev.corelane.importers.postgres;

import java.util.Locale;
import java.util.regex.Pattern;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.LongArrayList;
import org.agrona.collections.LongHashSet;

/// Makes facts of the messages of one server log.
///
/// Message texts are those of lc_messages C or English, or of another language in which they are
/// known; others become marks.
final class LogFacts {
  private static final long MILLISECOND = 1_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final int LONGEST_MARK = 300;
  static final String DURATION = "duration: ";
  private static final Pattern LOCK_MODE =
      Pattern.compile("\\b(?:Access|Row|Share|Exclusive)\\w*Lock\\b");

  private final PostgresFacts facts;
  private final LogLockWaits lockWaits;
  private final LogWork work;

  /// Messages of this file, to know them again in another one.
  private final LongArrayList messages = new LongArrayList();

  private final LongHashSet others = new LongHashSet();

  /// How finely the messages so far tell their times; nobody knows before the first fraction.
  private long resolutionNs = SECOND;

  /// Messages about locks in a language in which they are not known.
  private long foreign;

  private final QueryText queryText = new QueryText();
  private final Int2ObjectHashMap<String> applications = new Int2ObjectHashMap<>();

  LogFacts(PostgresFacts facts) {
    this.facts = facts;
    lockWaits = new LogLockWaits(facts);
    work = new LogWork(facts);
    facts.server().messages.forEach(file -> file.forEachLong(others::add));
  }

  /// Takes a message.
  void message(LogMessage m) {
    facts.row(m.offset);
    if (toldBefore(m)) {
      facts.toldTwice("messages");
      return;
    }
    if (m.unixNs % SECOND != 0) {
      resolutionNs = MILLISECOND;
    }
    m.message = LogTranslations.english(m.message);
    long timeNs = facts.place(m.unixNs);
    int task = facts.backend(m.pid, timeNs);
    if (!m.application.equals(applications.put(task, m.application))) {
      facts.label(task, m.backendType, m.application);
    }
    if (lockWaits.message(m, timeNs, task, facts.slack(resolutionNs))) {
      return;
    }
    switch (m.severity) {
      case "LOG" -> log(m, timeNs, task);
      case "ERROR", "FATAL", "PANIC", "WARNING" -> mark(timeNs, task, m);
      default -> {
        // what was told to the client says nothing of the server
      }
    }
  }

  private boolean toldBefore(LogMessage m) {
    if (others.isEmpty() && !facts.moreFollow()) {
      return false;
    }
    long key =
        (m.unixNs / SECOND * 31 + m.pid) * 0x9E3779B97F4A7C15L
            ^ (long) m.message.hashCode() << 8
            ^ m.message.length();
    messages.addLong(key);
    return !others.isEmpty() && others.contains(key);
  }

  private void log(LogMessage m, long timeNs, int task) {
    String text = m.message;
    if (text.startsWith(DURATION)) {
      duration(text, timeNs, task);
    } else if (!work.message(text, timeNs, task)) {
      if (LOCK_MODE.matcher(text).find()) {
        foreign++;
      }
      mark(timeNs, task, m);
    }
  }

  /// `duration: 1.234 ms`, then perhaps two spaces and `statement: ...`, `execute NAME: ...`,
  /// `parse NAME: ...`, `bind NAME: ...` or `plan:` (auto_explain).
  private void duration(String text, long timeNs, int task) {
    int unit = text.indexOf(" ms", DURATION.length());
    long took = unit < 0 ? -1 : Numbers.nanos(text, DURATION.length(), unit, MILLISECOND);
    if (took < 0) {
      return;
    }
    int what = unit + 3;
    while (what < text.length() && text.charAt(what) == ' ') {
      what++;
    }
    String category = "query";
    String name = LoggedQueries.UNNAMED;
    int colon = text.indexOf(':', what);
    if (what < text.length() && colon > 0) {
      if (text.startsWith("parse ", what)) {
        category = "parse";
      } else if (text.startsWith("bind ", what)) {
        category = "bind";
      } else if (text.startsWith("plan:", what)) {
        category = "plan";
        int query = text.indexOf("Query Text:", what);
        colon = query < 0 ? colon : query + "Query Text".length();
      }
      name = queryText.classOf(text, colon + 1);
    } else {
      name = work.takeStatement(task);
    }
    work.query(timeNs - took, timeNs, task, category, name, resolutionNs);
  }

  private void mark(long timeNs, int task, LogMessage m) {
    int end = m.message.indexOf('\n');
    String line = end < 0 ? m.message : m.message.substring(0, end);
    var text = new StringBuilder();
    if (!m.severity.equals("LOG")) {
      text.append(m.severity);
      if (!m.sqlState.isEmpty() && !m.sqlState.equals("00000")) {
        text.append(' ').append(m.sqlState);
      }
      text.append(": ");
    }
    text.append(line);
    if (!m.statement.isEmpty()) {
      text.append(" | ").append(queryText.classOf(m.statement, 0));
    }
    if (text.length() > LONGEST_MARK) {
      text.setLength(LONGEST_MARK);
      text.append('…');
    }
    facts.builder().mark(timeNs, -1, task, m.severity.toLowerCase(Locale.ROOT), text.toString());
  }

  /// The log is read.
  void finish() {
    lockWaits.finish();
    work.finish();
    if (foreign > 0) {
      facts.problem(
          PostgresProblems.OTHER_LANGUAGE, "messages about locks are not in English", foreign);
    }
    facts.server().messages.add(messages);
  }
}
