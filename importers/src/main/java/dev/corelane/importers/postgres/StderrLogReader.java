package dev.corelane.importers.postgres;

import dev.corelane.trace.diagnostics.ProblemLog;
import java.lang.foreign.MemorySegment;
import java.util.Set;

/// Reads `log_destination = stderr`: lines that begin with the prefix, indented lines that continue
/// them, and DETAIL, CONTEXT, STATEMENT lines that belong to the message before.
final class StderrLogReader implements LogReader {
  private static final Set<String> SECONDARY =
      Set.of("DETAIL", "HINT", "QUERY", "CONTEXT", "STATEMENT", "LOCATION", "BACKTRACE");
  private static final int LONGEST_PART = 64 << 10;

  private final RecordFramer lines;
  private final LinePrefix prefix;
  private final String quote;
  private final ProblemLog log;
  private final String file;
  private final PostgresTime time = new PostgresTime();
  private final LogMessage pending = new LogMessage();
  private final LogMessage line = new LogMessage();
  private final StringBuilder part = new StringBuilder();
  private String partName = "";
  private boolean some;

  /// @param quote what stands before every line, as where a log is quoted in mail
  StderrLogReader(
      MemorySegment content, LinePrefix prefix, String quote, ProblemLog log, String file) {
    lines = RecordFramer.lines(content);
    this.prefix = prefix;
    this.quote = quote;
    this.log = log;
    this.file = file;
  }

  @Override
  public PostgresTime time() {
    return time;
  }

  @Override
  public boolean next(LogMessage into) {
    while (lines.next()) {
      if (lines.start() == lines.end()) {
        continue;
      }
      String text = unquoted(lines.text());
      if (text.isEmpty()) {
        continue;
      }
      if (Character.isWhitespace(text.charAt(0))) {
        continued(text);
      } else if (lines.damaged() || !prefix.read(text, time, line)) {
        other(text);
      } else if (SECONDARY.contains(line.severity)) {
        endPart();
        partName = some && line.pid == pending.pid ? line.severity : "OTHER";
        part.append(line.message);
      } else {
        boolean emit = emit(into);
        pending.copy(line);
        pending.line = lines.line();
        pending.offset = lines.offset();
        partName = "MESSAGE";
        part.append(line.message);
        some = true;
        if (emit) {
          return true;
        }
      }
    }
    return emit(into);
  }

  private String unquoted(String text) {
    if (quote.isEmpty() || text.startsWith(quote)) {
      return text.substring(quote.length());
    }
    return text.isBlank() || quote.startsWith(text) ? "" : text;
  }

  private void other(String text) {
    String rest = lines.damaged() ? null : LinePrefix.continuation(text);
    if (rest != null) {
      continued(rest);
      return;
    }
    log.add(
        PostgresProblems.OTHER_LINES,
        "line "
            + lines.line()
            + " is no message of the server: \""
            + RowProblems.quote(text)
            + "\"",
        file,
        lines.offset());
  }

  private boolean emit(LogMessage into) {
    endPart();
    boolean emit = some;
    if (emit) {
      into.copy(pending);
    }
    some = false;
    return emit;
  }

  private void continued(String text) {
    if (part.length() < LONGEST_PART && !partName.isEmpty()) {
      part.append('\n');
      part.append(text.startsWith("\t") ? text.substring(1) : text.stripLeading());
    }
  }

  private void endPart() {
    switch (partName) {
      case "MESSAGE" -> pending.message = part.toString();
      case "DETAIL" -> pending.detail = part.toString();
      case "STATEMENT" -> pending.statement = part.toString();
      default -> {
        // the other parts make no fact
      }
    }
    partName = "";
    part.setLength(0);
  }
}
