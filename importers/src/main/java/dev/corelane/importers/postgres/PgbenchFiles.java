package dev.corelane.importers.postgres;

import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceHead;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the files of pgbench have in common.
final class PgbenchFiles {
  private static final Pattern EXTENSION = Pattern.compile("\\.(?:log|txt|out|csv)$");

  /// `--log` names its files PREFIX.PID and, for further threads, PREFIX.PID.THREAD.
  private static final Pattern NATURAL = Pattern.compile("^(.+?)\\.(\\d{2,7})(?:\\.\\d{1,4})?$");

  private static final Pattern PREFIX = Pattern.compile("^pgbench[_.-]?");

  private PgbenchFiles() {}

  /// The run that a file belongs to, by its name: what is left without prefix, process id and
  /// extension ("oltp" of `pgbench_oltp.log` and `pgbench_oltp.txt`).
  ///
  /// @param shortName name of the file
  static String run(String shortName) {
    String stem = EXTENSION.matcher(shortName).replaceFirst("");
    Matcher natural = NATURAL.matcher(stem);
    return PREFIX.matcher(natural.matches() ? natural.group(1) : stem).replaceFirst("");
  }

  /// @param shortName name of the file
  /// @return process id of pgbench if the name tells it, else -1
  static int pid(String shortName) {
    Matcher natural = NATURAL.matcher(shortName);
    return natural.matches() ? Numbers.nonNegative(natural.group(2)) : -1;
  }

  /// Whether all lines at the beginning of a file match a pattern; the last one, which may be cut,
  /// only if there is no other.
  static boolean allLines(TraceHead head, Pattern pattern) {
    List<String> lines =
        new String(head.bytes(), StandardCharsets.ISO_8859_1).lines().limit(200).toList();
    int whole = lines.size() > 1 ? lines.size() - 1 : lines.size();
    return !lines.isEmpty()
        && lines.stream().limit(whole).allMatch(line -> pattern.matcher(line).matches());
  }

  /// Takes the lines of a log apart.
  ///
  /// @param pattern what a line looks like; others are counted as problems
  /// @param longest characters that a line may have
  /// @param use takes the words of each line
  static void rows(
      TraceFile file,
      Pattern pattern,
      int longest,
      RowProblems problems,
      PostgresFacts facts,
      Consumer<String[]> use) {
    RecordFramer lines = RecordFramer.lines(file.content());
    while (lines.next()) {
      String line = lines.text();
      if (line.isBlank()) {
        continue;
      }
      if (lines.damaged() || line.length() > longest || !pattern.matcher(line).matches()) {
        problems.bad(lines.line(), lines.offset(), line);
        continue;
      }
      facts.row(lines.offset());
      use.accept(line.strip().split(" "));
    }
  }
}
