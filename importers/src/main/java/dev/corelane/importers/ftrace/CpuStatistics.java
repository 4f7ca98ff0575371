package dev.corelane.importers.ftrace;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What CPUSTAT options tell: the text of `per_cpu/cpuN/stats`, one after another; a line `Buffer:
/// NAME` starts those of an instance.
final class CpuStatistics {
  private static final Pattern LINE =
      Pattern.compile("(overrun|commit overrun|dropped events): {0,9}(\\d{1,18})");
  private static final String BUFFER = "Buffer:";

  /// Lost events by buffer.
  private final Map<String, Long> lost = new HashMap<>();

  private String buffer = "";

  void add(String text) {
    for (String line : text.split("\n", -1)) {
      if (line.startsWith(BUFFER)) {
        buffer = line.substring(BUFFER.length()).strip();
        continue;
      }
      Matcher m = LINE.matcher(line.strip());
      if (m.matches()) {
        lost.merge(buffer, Long.parseLong(m.group(2)), CpuStatistics::sum);
      }
    }
  }

  private static long sum(long a, long b) {
    return a > CpuCursor.LATEST - b ? CpuCursor.LATEST : a + b;
  }

  /// Events overwritten before they were read, and those that found no room.
  long lost(String name) {
    return lost.getOrDefault(name, 0L);
  }
}
