package dev.corelane.importers.postgres;

import dev.corelane.trace.diagnostics.ProblemLog;
import java.util.regex.Pattern;

/// Counts the rows of one file that cannot be read, and quotes the first one.
///
/// Behind a broken row come its remains, which are no rows either: they are counted with it.
final class RowProblems {
  private static final int QUOTED = 80;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

  private final ProblemLog log;
  private final String file;
  private final String what;
  private boolean amongRemains;
  private long bad;
  private String first = "";

  /// @param log takes the problems
  /// @param file name of the file
  /// @param what what its rows are, with an article ("a row of pg_locks")
  RowProblems(ProblemLog log, String file, String what) {
    this.log = log;
    this.file = file;
    this.what = what;
  }

  /// A row was read.
  void good() {
    amongRemains = false;
  }

  /// A row cannot be read.
  ///
  /// @param line its line
  /// @param offset where it begins, or -1
  /// @param text how it reads
  void bad(long line, long offset, String text) {
    bad++;
    if (bad == 1) {
      first = "line " + line + ": \"" + quote(text) + "\"";
    }
    log.add(PostgresProblems.BAD_ROW, bad == 1 ? message(line, text) : "", file, offset);
  }

  /// A record is broken, so that it is not known where it ends.
  void broken(long line, long offset, String text) {
    if (!amongRemains) {
      bad(line, offset, text);
    }
    amongRemains = true;
  }

  /// A record has not the form of a row: an error of its own unless it is what remains of a broken
  /// one.
  void shapeless(long line, long offset, String text) {
    if (!amongRemains) {
      bad(line, offset, text);
    }
  }

  /// @return how many rows could not be read
  long count() {
    return bad;
  }

  /// @return the first of them with its line, "" if there is none
  String first() {
    return first;
  }

  private String message(long line, String text) {
    return "line " + line + " is not " + what + ": \"" + quote(text) + "\"";
  }

  static String quote(String text) {
    String plain = CONTROL.matcher(text).replaceAll(" ");
    return plain.length() > QUOTED ? plain.substring(0, QUOTED) + "..." : plain;
  }
}
