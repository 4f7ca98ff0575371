package dev.corelane.importers.postgres;

import dev.corelane.importers.TraceHead;
import dev.corelane.trace.diagnostics.ProblemLog;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads server logs of `log_destination = stderr` with any log_line_prefix that has a time and a
/// process id.
public final class StderrLogImporter extends LogImporter {
  private static final Pattern MARKS = Pattern.compile("[>\\s]*");

  /// Creates it; called by the service loader.
  public StderrLogImporter() {}

  @Override
  public String id() {
    return "postgres.log";
  }

  @Override
  public String displayName() {
    return "PostgreSQL log";
  }

  @Override
  public int richness() {
    return 70;
  }

  @Override
  @Nullable LogReader reader(MemorySegment file, ProblemLog log, String name) {
    byte[] head = TraceHead.bytesOf(file);
    List<String> lines = new String(head, StandardCharsets.UTF_8).lines().toList();
    boolean cut = file.byteSize() > head.length && lines.size() > 1;
    List<String> whole = cut ? lines.subList(0, lines.size() - 1) : lines;
    String quote = quote(whole);
    LinePrefix prefix =
        LinePrefix.infer(
            whole.stream()
                .map(line -> line.substring(Math.min(line.length(), quote.length())))
                .toList());
    return prefix == null ? null : new StderrLogReader(file, prefix, quote, log, name);
  }

  /// What all lines that hold something begin with, if that is only `>` and blanks.
  private static String quote(List<String> lines) {
    String common = null;
    for (String line : lines) {
      Matcher marks = MARKS.matcher(line);
      if (marks.lookingAt() && marks.end() < line.length()) {
        int same = 0;
        while (common != null
            && same < Math.min(common.length(), marks.end())
            && common.charAt(same) == line.charAt(same)) {
          same++;
        }
        common = common == null ? marks.group() : common.substring(0, same);
      }
    }
    return common == null ? "" : common;
  }
}
