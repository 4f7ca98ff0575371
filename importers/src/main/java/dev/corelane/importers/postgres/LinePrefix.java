package dev.corelane.importers.postgres;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How the lines of a stderr log tell their time and process id. `log_line_prefix` is up to each
/// site and not told by the log, so it is inferred from the lines: what stands before the severity,
/// with a time in it (`%m`, `%t`, `%n`) and a process id (`%p`, or within `%c`).
final class LinePrefix {
  private static final String WORDS =
      "LOG|ERROR|FATAL|PANIC|WARNING|NOTICE|INFO|DEBUG[1-5]?|DETAIL|HINT|QUERY|CONTEXT"
          + "|STATEMENT|LOCATION|BACKTRACE";

  private static final Pattern SEVERITY = Pattern.compile("\\b(" + WORDS + "): {1,2}");

  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d|(?<!\\d)\\d{10}\\.\\d{3}(?!\\d)");

  /// The ways of telling a process id, the surest first.
  private static final List<Pattern> PIDS =
      List.of(
          Pattern.compile("(?i)\\bp(?:id)?[=:] ?(\\d{1,7})\\b"),
          Pattern.compile("\\[(\\d{1,7})\\]"),
          Pattern.compile("\\[(\\d{1,7})-\\d+\\]"),
          Pattern.compile("\\((\\d{1,7})\\)"),
          Pattern.compile("\\b[0-9a-f]{8}\\.([0-9a-f]{1,6})\\b"),
          Pattern.compile("(?<![\\w.:/=-])(\\d{1,7})(?![\\w./-])"));

  private static final int HEX = 4;
  private static final Pattern SESSION = Pattern.compile("\\b[0-9a-f]{8}\\.([0-9a-f]{1,6})\\b");

  /// Length of a date, behind which the time stands.
  private static final int DATE = "2026-11-21".length();

  /// Before the lines of a message but the first: syslog, which counts them and writes a tab as
  /// `#011`; containers with and without times, before the server's tab.
  private static final Pattern WRAPPED =
      Pattern.compile(
          ".{0,100}?\\]: \\[\\d+-(?!1\\])\\d+\\] (?:#011)?|[\\w.-]{1,60} +\\| (?=\\t)"
              + "|\\d{4}-\\S{1,40}Z (?:std(?:err|out) [FP] )?(?=\\t)");

  private static final Pattern APPLICATION = Pattern.compile("\\bapp(?:lication)?=([^,\\s]+)");

  /// How much of a line may stand before the severity.
  private static final int LONGEST = 512;

  private final Pattern severities;
  private final int pidRule;

  private LinePrefix(Pattern severities, int pidRule) {
    this.severities = severities;
    this.pidRule = pidRule;
  }

  /// @param word a word of a line
  /// @return whether it is a severity or a part of a message
  static boolean isWord(String word) {
    return Pattern.matches(WORDS, word);
  }

  /// The words of all languages; most logs need only the English ones.
  private static Pattern allLanguages() {
    return Pattern.compile(
        "(?<![\\p{L}\\d_])(" + LogTranslations.words() + '|' + WORDS + ") ?: {1,2}");
  }

  /// Infers the prefix.
  ///
  /// @param lines lines from the beginning of a log
  /// @return the prefix, or null if at least half of the lines that are not indented have none
  static @Nullable LinePrefix infer(List<String> lines) {
    List<String> candidates =
        lines.stream().filter(l -> !l.isBlank() && !Character.isWhitespace(l.charAt(0))).toList();
    List<String> english = prefixes(candidates, SEVERITY);
    if (english.size() == candidates.size()) {
      return infer(english, SEVERITY);
    }
    Pattern all = allLanguages();
    List<String> any = prefixes(candidates, all);
    if (any.size() * 2 < candidates.size()) {
      return null;
    }
    return any.size() > english.size() ? infer(any, all) : infer(english, SEVERITY);
  }

  private static @Nullable LinePrefix infer(List<String> prefixes, Pattern severities) {
    for (int i = 0; i < PIDS.size() && !prefixes.isEmpty(); i++) {
      Pattern rule = PIDS.get(i);
      long found = prefixes.stream().filter(prefix -> rule.matcher(prefix).find()).count();
      if (found * 10 >= prefixes.size() * 9L) {
        return new LinePrefix(severities, i);
      }
    }
    return null;
  }

  /// The prefixes without their times, of those lines that have one.
  private static List<String> prefixes(List<String> lines, Pattern severities) {
    var time = new PostgresTime();
    List<String> found = new ArrayList<>();
    for (String line : lines) {
      String prefix = withoutTime(line, severities, time);
      if (prefix != null) {
        found.add(prefix);
      }
    }
    return found;
  }

  /// The prefix without its time, null if there is no time or no severity behind it.
  private static @Nullable String withoutTime(String line, Pattern severities, PostgresTime time) {
    Matcher severity = severity(line, severities);
    if (severity == null) {
      return null;
    }
    String prefix = line.substring(0, severity.start());
    int stamp = stamp(prefix);
    if (stamp < 0 || read(prefix, stamp, time) == PostgresTime.NONE) {
      return null;
    }
    return prefix.substring(0, stamp) + ' ' + prefix.substring(time.end());
  }

  /// Where the server's own time begins, -1 if there is none. What collects logs (journals,
  /// containers) puts the time at which it read the line before it, and writes that with a `T`.
  private static int stamp(String prefix) {
    Matcher stamp = TIME.matcher(prefix);
    int first = -1;
    while (stamp.find()) {
      if (prefix.charAt(stamp.start() + DATE) != 'T') {
        return stamp.start();
      }
      first = first < 0 ? stamp.start() : first;
    }
    return first;
  }

  /// What a line continues the message before with, if it begins as a collector of logs begins its
  /// lines, but has no prefix of the server.
  ///
  /// @param line a line without severity
  /// @return the rest, or null if it is no such line
  static @Nullable String continuation(String line) {
    Matcher wrapped = WRAPPED.matcher(line);
    return wrapped.lookingAt() ? line.substring(wrapped.end()) : null;
  }

  private static @Nullable Matcher severity(String line, Pattern severities) {
    Matcher severity = severities.matcher(line).region(0, Math.min(LONGEST, line.length()));
    return severity.find() ? severity : null;
  }

  private static long read(String prefix, int at, PostgresTime time) {
    byte[] bytes = prefix.getBytes(StandardCharsets.ISO_8859_1);
    return time.parse(bytes, at, bytes.length);
  }

  /// Reads the beginning of a line.
  ///
  /// @param line the line
  /// @param time reads its time
  /// @param into takes time, process id, severity and what follows it as the message
  /// @return whether the line begins with the prefix and a severity
  boolean read(String line, PostgresTime time, LogMessage into) {
    Matcher severity = severity(line, severities);
    if (severity == null) {
      return false;
    }
    String prefix = line.substring(0, severity.start());
    int stamp = stamp(prefix);
    if (stamp < 0) {
      return false;
    }
    long unixNs = read(prefix, stamp, time);
    if (unixNs == PostgresTime.NONE) {
      return false;
    }
    String rest = prefix.substring(0, stamp) + ' ' + prefix.substring(time.end());
    Matcher pid = PIDS.get(pidRule).matcher(rest);
    if (!pid.find()) {
      return false;
    }
    into.clear();
    into.unixNs = unixNs;
    into.pid = Integer.parseInt(pid.group(1), pidRule == HEX ? 16 : 10);
    into.severity = LogTranslations.word(severity.group(1));
    into.message = line.substring(severity.end());
    if (rest.indexOf('.') >= 0) {
      into.sessionStart = sessionStart(rest, into.pid);
    }
    if (prefix.contains("app")) {
      Matcher application = APPLICATION.matcher(prefix);
      into.application = application.find() ? application.group(1) : "";
    }
    return into.pid > 0;
  }

  /// `%c`. Other things look like it, but not with the process id in them.
  private static long sessionStart(String prefix, int pid) {
    Matcher session = SESSION.matcher(prefix);
    while (session.find()) {
      if (Integer.parseInt(session.group(1), 16) == pid) {
        return SessionLives.start(session.group());
      }
    }
    return SessionLives.NO_START;
  }
}
