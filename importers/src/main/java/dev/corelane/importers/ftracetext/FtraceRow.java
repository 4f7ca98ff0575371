package dev.corelane.importers.ftracetext;

import dev.corelane.importers.io.ByteSearch;
import dev.corelane.importers.kernel.text.LineReader;
import dev.corelane.importers.kernel.text.Scan;
import dev.corelane.importers.kernel.text.TextRow;

/// Reads the head of a line: `comm-tid (tgid) [cpu] flags time: event: text`, or in the latency
/// format `comm-tid cpu flags time: event: text`. A name may hold blanks, `-` and brackets, so the
/// line is anchored at `-tid [cpu]`.
final class FtraceRow {
  private static final String ENTER = "sys_enter_";
  private static final String EXIT = "sys_exit_";
  private static final String SYSTEM_CALL = "sys_";

  /// A clock that counts prints at least so many digits when nothing else fits (`%12llu`,
  /// kernel/trace/trace_output.c).
  private static final int TICK_DIGITS = 12;

  private final IrqInfo irqInfo;
  private long lastTicks = -1;

  /// Whether the time of the last line was a bare number.
  boolean ticks;

  /// Whether the time of the last line counts from the first event, in microseconds.
  boolean relative;

  FtraceRow(IrqInfo irqInfo) {
    this.irqInfo = irqInfo;
  }

  /// Reads a line.
  ///
  /// @return false when the line is no event
  boolean read(LineReader lines, TextRow row) {
    byte[] b = lines.bytes();
    int end = lines.end();
    row.clear();
    ticks = false;
    relative = false;
    for (int i = ByteSearch.find(b, lines.start(), end, '[');
        i < end;
        i = ByteSearch.find(b, i + 1, end, '[')) {
      if (i + 4 < end && Scan.isDigit(b[i + 1])) {
        int digits = Scan.digitsEnd(b, i + 1, end);
        if (digits < end
            && b[digits] == ']'
            && digits - i > 3
            && digits - i < 7
            && task(b, lines.start(), i, row)) {
          row.cpu = (int) Scan.number(b, i + 1, digits);
          return flagsAndTime(b, digits + 1, end, row);
        }
      }
    }
    return latency(b, lines.start(), end, row);
  }

  /// `comm-tid (tgid)` up to an index.
  private static boolean task(byte[] b, int start, int from, TextRow row) {
    int end = Scan.trimEnd(b, start, from);
    if (end > start && b[end - 1] == ')') {
      int open = end - 2;
      while (open > start && b[open] != '(') {
        open--;
      }
      int number = Scan.skipBlanks(b, open + 1, end);
      if (b[open] != '(') {
        return false;
      }
      row.pid = Scan.isDigit(b[number]) ? (int) Scan.number(b, number, end) : -1;
      end = Scan.trimEnd(b, start, open);
    }
    int digits = end;
    while (digits > start && Scan.isDigit(b[digits - 1])) {
      digits--;
    }
    if (digits == end || end - digits > 10 || digits - 2 < start || b[digits - 1] != '-') {
      return false;
    }
    return name(b, start, digits - 1, digits, end, row);
  }

  private static boolean name(byte[] b, int start, int nameEnd, int digits, int end, TextRow row) {
    if (Scan.isBlank(b[nameEnd - 1])) {
      return false;
    }
    row.tid = (int) Scan.number(b, digits, end);
    int first = withoutMessageTime(b, Scan.skipBlanks(b, start, nameEnd), nameEnd);
    row.commStart = withoutInstance(b, first, nameEnd);
    row.commEnd = nameEnd;
    return true;
  }

  /// A crashing kernel prints its buffers as messages (ftrace_dump_on_oops), each with `[
  /// 12.345678]` and maybe the printing thread, `[ T1]`, before it.
  private static int withoutMessageTime(byte[] b, int start, int end) {
    int at = start;
    while (at < end && b[at] == '[') {
      int content = Scan.skipBlanks(b, at + 1, end);
      int digits =
          content < end && (b[content] == 'T' || b[content] == 'C') ? content + 1 : content;
      int close = digits;
      while (close < end && (Scan.isDigit(b[close]) || b[close] == '.')) {
        close++;
      }
      if (close == digits || close == end || b[close] != ']') {
        return at;
      }
      at = Scan.skipBlanks(b, close + 1, end);
    }
    return at;
  }

  /// Several buffers in one `trace-cmd report`: the name of the buffer, `:`, and the name padded to
  /// its column.
  private static int withoutInstance(byte[] b, int start, int end) {
    int word = Scan.wordEnd(b, start, end);
    return word < end && b[word - 1] == ':' ? Scan.skipBlanks(b, word, end) : start;
  }

  private boolean flagsAndTime(byte[] b, int from, int end, TextRow row) {
    int at = Scan.skipBlanks(b, from, end);
    int word = Scan.wordEnd(b, at, end);
    if (at == end) {
      return false;
    }
    if (Scan.isDigit(b[at])) {
      return time(b, at, word, row) && event(b, word, end, row);
    }
    if (Scan.startsWith(b, at, end, "-0x")) {
      return numberedFlags(b, at + 3, end, row);
    }
    if (b[word - 1] == ':') {
      int time = at + irqInfo.width();
      return time < word
          && flags(b, at, time, row)
          && time(b, time, word, row)
          && event(b, word, end, row);
    }
    if (!flags(b, at, word, row)) {
      return false;
    }
    int time = Scan.skipBlanks(b, word, end);
    int timeEnd = Scan.wordEnd(b, time, end);
    return time(b, time, timeEnd, row) && event(b, timeEnd, end, row);
  }

  private boolean flags(byte[] b, int from, int end, TextRow row) {
    if (!IrqInfo.plausible(b, from, end)) {
      return false;
    }
    row.flags = irqInfo.flags(b, from, end);
    return true;
  }

  /// `0x25 209.068811:`, or `1217471135678:` where the number of the flags runs into that of a
  /// clock that counts.
  private boolean numberedFlags(byte[] b, int from, int end, TextRow row) {
    int word = Scan.wordEnd(b, from, end);
    if (b[word - 1] != ':') {
      row.flags = IrqInfo.number(b, from, word);
      int time = Scan.skipBlanks(b, word, end);
      int timeEnd = Scan.wordEnd(b, time, end);
      return time(b, time, timeEnd, row) && event(b, timeEnd, end, row);
    }
    int split = from + 1;
    if (word - 1 - from > TICK_DIGITS + 1) {
      long one = Scan.decimal(b, from + 1, word - 1);
      long two = Scan.decimal(b, from + 2, word - 1);
      boolean nearer =
          lastTicks < 0
              ? word - 1 - (from + 2) >= TICK_DIGITS
              : Math.abs(two - lastTicks) < Math.abs(one - lastTicks);
      split = one < 0 || two >= 0 && nearer ? from + 2 : split;
    }
    row.flags = IrqInfo.number(b, from, split);
    return time(b, split, word, row) && event(b, word, end, row);
  }

  /// A time with its `:`: seconds, ticks, or `123us!:`.
  private boolean time(byte[] b, int from, int end, TextRow row) {
    int last = end - 1;
    if (last <= from || b[last] != ':') {
      return false;
    }
    int digits = Scan.digitsEnd(b, from, last);
    if (digits < last && b[digits] == '.') {
      row.timeNs = Scan.seconds(b, from, digits, last);
      return row.timeNs >= 0;
    }
    long number = Scan.decimal(b, from, digits);
    if (number < 0) {
      return false;
    }
    if (digits == last) {
      ticks = true;
      lastTicks = number;
      row.timeNs = number;
      return true;
    }
    relative = Scan.startsWith(b, digits, last, "us");
    row.timeNs = number * 1000;
    return relative && number < Long.MAX_VALUE / 1000;
  }

  private static boolean event(byte[] b, int from, int end, TextRow row) {
    int name = withoutDifference(b, Scan.skipBlanks(b, from, end), end);
    int nameEnd = name;
    while (nameEnd < end && Scan.isWord(b[nameEnd])) {
      nameEnd++;
    }
    if (nameEnd == name) {
      return false;
    }
    row.nameStart = name;
    row.nameEnd = nameEnd;
    row.bodyEnd = end;
    if (nameEnd < end && b[nameEnd] == ':') {
      row.bodyStart = nameEnd + 1;
      return true;
    }
    row.bodyStart = nameEnd;
    if (Scan.startsWith(b, name, nameEnd, SYSTEM_CALL)) {
      rename(b, row, nameEnd < end && b[nameEnd] == '(' ? ENTER : EXIT);
      return true;
    }
    row.nameEnd = name;
    return nameEnd == end || Scan.startsWith(b, nameEnd, end, " <-");
  }

  /// `trace-cmd report --ts-diff` prints the time since the line before, `(+144)`.
  private static int withoutDifference(byte[] b, int at, int end) {
    if (!Scan.startsWith(b, at, end, "(+")) {
      return at;
    }
    int digits = Scan.digitsEnd(b, at + 2, end);
    return Scan.startsWith(b, digits, end, ")") ? Scan.skipBlanks(b, digits + 1, end) : at;
  }

  /// The kernel prints system calls as `sys_futex(..)` and `sys_futex -> 0x0`. The longer name is
  /// written over the time before it, which has been read.
  private static void rename(byte[] b, TextRow row, String prefix) {
    int start = row.nameStart - (prefix.length() - SYSTEM_CALL.length());
    if (start <= row.commEnd) {
      return;
    }
    for (int i = 0; i < prefix.length(); i++) {
      b[start + i] = (byte) prefix.charAt(i);
    }
    row.nameStart = start;
  }

  /// `comm-tid cpu flags time`, the CPU directly before the flags.
  private boolean latency(byte[] b, int start, int end, TextRow row) {
    for (int i = start + 1; i + 2 < end; i++) {
      if (b[i] == '-' && Scan.isDigit(b[i + 1])) {
        int digits = Scan.digitsEnd(b, i + 1, end);
        int cpu = Scan.skipBlanks(b, digits, end);
        int cpuEnd = Scan.digitsEnd(b, cpu, end);
        int word = Scan.wordEnd(b, cpuEnd, end);
        boolean shape =
            cpu > digits && cpuEnd > cpu && cpuEnd - cpu < 6 && word - cpuEnd >= 4 && word < end;
        if (shape
            && digits - i < 12
            && IrqInfo.plausible(b, cpuEnd, Math.min(word, cpuEnd + irqInfo.width()))
            && name(b, start, i, i + 1, digits, row)) {
          row.cpu = (int) Scan.number(b, cpu, cpuEnd);
          return latencyTime(b, cpuEnd, end, row);
        }
      }
    }
    return false;
  }

  /// The delay mark of the latency format stands between `us` and `:`, as a blank or a letter.
  private boolean latencyTime(byte[] b, int from, int end, TextRow row) {
    int word = Scan.wordEnd(b, from, end);
    int time = Scan.skipBlanks(b, word, end);
    if (b[word - 1] == ':') {
      return flagsAndTime(b, from, end, row);
    }
    int colon = Scan.find(b, time, end, ':');
    int digits = Scan.digitsEnd(b, time, end);
    if (colon > 0 && digits > time && Scan.startsWith(b, digits, end, "us")) {
      if (!flags(b, from, word, row)) {
        return false;
      }
      long number = Scan.decimal(b, time, digits);
      relative = true;
      row.timeNs = number < 0 || number > Long.MAX_VALUE / 1000 ? -1 : number * 1000;
      return event(b, colon + 1, end, row);
    }
    return flagsAndTime(b, from, end, row);
  }
}
