package dev.corelane.importers.postgres;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How the lines of a stderr log tell their time and process id. `log_line_prefix` is up to each
/// site and not told by the log, so it is inferred from the lines: what stands before the severity,
/// with a time in it (`%m`, `%t`, `%n`) and a process id (`%p`, or within `%c`).
final class LinePrefix {
  static final Pattern SEVERITY =
      Pattern.compile(
          "\\b(LOG|ERROR|FATAL|PANIC|WARNING|NOTICE|INFO|DEBUG[1-5]?|DETAIL|HINT|QUERY|CONTEXT"
              + "|STATEMENT|LOCATION|BACKTRACE): {1,2}");

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
  private static final Pattern APPLICATION = Pattern.compile("\\bapp(?:lication)?=([^,\\s]+)");

  /// How much of a line may stand before the severity.
  private static final int LONGEST = 512;

  private final int pidRule;

  private LinePrefix(int pidRule) {
    this.pidRule = pidRule;
  }

  /// Infers the prefix.
  ///
  /// @param lines lines from the beginning of a log
  /// @return the prefix, or null if at least half of the lines that are not indented have none
  static @Nullable LinePrefix infer(List<String> lines) {
    var time = new PostgresTime();
    int candidates = 0;
    int[] found = new int[PIDS.size()];
    int timed = 0;
    for (String line : lines) {
      if (line.isBlank() || Character.isWhitespace(line.charAt(0))) {
        continue;
      }
      candidates++;
      String rest = withoutTime(line, time);
      if (rest != null) {
        timed++;
        for (int i = 0; i < found.length; i++) {
          found[i] += PIDS.get(i).matcher(rest).find() ? 1 : 0;
        }
      }
    }
    if (timed == 0 || timed * 2 < candidates) {
      return null;
    }
    for (int i = 0; i < found.length; i++) {
      if (found[i] * 10 >= timed * 9) {
        return new LinePrefix(i);
      }
    }
    return null;
  }

  /// The prefix without its time, null if there is no time or no severity behind it.
  private static @Nullable String withoutTime(String line, PostgresTime time) {
    Matcher severity = severity(line);
    if (severity == null) {
      return null;
    }
    String prefix = line.substring(0, severity.start());
    Matcher stamp = TIME.matcher(prefix);
    if (!stamp.find() || read(prefix, stamp.start(), time) == PostgresTime.NONE) {
      return null;
    }
    return prefix.substring(0, stamp.start()) + ' ' + prefix.substring(time.end());
  }

  private static @Nullable Matcher severity(String line) {
    Matcher severity = SEVERITY.matcher(line).region(0, Math.min(LONGEST, line.length()));
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
    Matcher severity = severity(line);
    if (severity == null) {
      return false;
    }
    String prefix = line.substring(0, severity.start());
    Matcher stamp = TIME.matcher(prefix);
    if (!stamp.find()) {
      return false;
    }
    long unixNs = read(prefix, stamp.start(), time);
    if (unixNs == PostgresTime.NONE) {
      return false;
    }
    String rest = prefix.substring(0, stamp.start()) + ' ' + prefix.substring(time.end());
    Matcher pid = PIDS.get(pidRule).matcher(rest);
    if (!pid.find()) {
      return false;
    }
    into.clear();
    into.unixNs = unixNs;
    into.pid = Integer.parseInt(pid.group(1), pidRule == HEX ? 16 : 10);
    into.severity = severity.group(1);
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
