package dev.corelane.importers.perftext;

import dev.corelane.importers.io.ByteSearch;
import dev.corelane.importers.io.Digits;
import dev.corelane.importers.kernel.text.LineReader;
import dev.corelane.importers.kernel.text.Scan;
import dev.corelane.importers.kernel.text.TextRow;

/// Reads the head of a `perf script` line: `comm pid/tid [cpu] misc time: period event: text`, of
/// which `-F` may leave out all but the time (perf_sample__fprintf_start in
/// tools/perf/builtin-script.c). A name may hold anything, so the line is anchored at the time and
/// read to the left from there.
final class PerfScriptRow {
  private static final int MICROSECONDS = 6;
  private static final int NANOSECONDS = 9;

  /// `-F misc` and `-F flags` print letters between CPU and time.
  private static final int MOST_WORDS_BEFORE_TIME = 3;

  private PerfScriptRow() {}

  /// Reads a line.
  ///
  /// @return false when the line is no event
  static boolean read(LineReader lines, TextRow row) {
    byte[] b = lines.bytes();
    int start = lines.start();
    int end = lines.end();
    row.clear();
    int last = end - MICROSECONDS - 1;
    for (int i = ByteSearch.find(b, start + 1, last, '.');
        i < last;
        i = ByteSearch.find(b, i + 1, last, '.')) {
      if (Scan.isDigit(b[i - 1])) {
        int digits = i + 1 + MICROSECONDS;
        if (b[digits] != ':' && i + NANOSECONDS + 1 < end) {
          digits = i + 1 + NANOSECONDS;
        }
        if (b[digits] == ':') {
          int seconds = i - Digits.trailing(b, start, i);
          boolean alone = seconds == start || Scan.isBlank(b[seconds - 1]);
          row.timeNs = alone ? Scan.seconds(b, seconds, i, digits) : -1;
          return row.timeNs >= 0 && task(b, start, seconds, row) && event(b, digits + 1, end, row);
        }
      }
    }
    return false;
  }

  /// `comm pid/tid [cpu] misc`; an empty text is a line without them.
  private static boolean task(byte[] b, int start, int from, TextRow row) {
    int end = Scan.trimEnd(b, start, from);
    for (int i = 0; i <= MOST_WORDS_BEFORE_TIME && end > start; i++) {
      if (b[end - 1] == ']') {
        int digits = Digits.trailing(b, start, end - 1);
        int open = end - 2 - digits;
        if (digits == 0 || open < start || b[open] != '[' || row.cpu >= 0) {
          return false;
        }
        row.cpu = Digits.value(b, open + 1, digits);
        end = Scan.trimEnd(b, start, open);
        continue;
      }
      int word = thread(b, start, end, row);
      if (word >= 0) {
        row.commStart = Scan.skipBlanks(b, start, word);
        row.commEnd = Math.max(row.commStart, Scan.trimEnd(b, start, word));
        return true;
      }
      end = Scan.trimEnd(b, start, Scan.wordStart(b, start, end));
    }
    return end <= start;
  }

  /// `tid`, or `pid/tid`, as the last word of a range.
  ///
  /// @return where it begins, -1 when the word is none
  private static int thread(byte[] b, int start, int end, TextRow row) {
    int digits = Digits.trailing(b, start, end);
    int first = end - digits;
    if (digits > 0 && digits < Digits.MOST && (first == start || Scan.isBlank(b[first - 1]))) {
      row.tid = Digits.value(b, first, digits);
      row.pid = -1;
      return first;
    }
    int word = Scan.wordStart(b, start, first);
    int slash = Scan.find(b, word, end, '/');
    long pid = slash < 0 ? -1 : Scan.decimal(b, word, slash);
    long tid = Scan.decimal(b, slash < 0 ? word : slash + 1, end);
    if (tid < -1 || tid > Integer.MAX_VALUE || slash >= 0 && pid < -1 || pid > Integer.MAX_VALUE) {
      return -1;
    }
    row.pid = (int) pid;
    row.tid = (int) tid;
    return word;
  }

  /// `period event: text`; a line without an event's name has an empty one.
  private static boolean event(byte[] b, int from, int end, TextRow row) {
    int name = Scan.skipBlanks(b, from, end);
    int nameEnd = Scan.wordEnd(b, name, end);
    if (nameEnd > name && Scan.isDigit(b[name]) && Scan.digitsEnd(b, name, nameEnd) == nameEnd) {
      name = Scan.skipBlanks(b, nameEnd, end);
      nameEnd = Scan.wordEnd(b, name, end);
    }
    row.nameStart = name;
    row.nameEnd = name;
    row.bodyStart = name;
    row.bodyEnd = end;
    if (nameEnd > name && b[nameEnd - 1] == ':') {
      row.nameEnd = nameEnd - 1;
      row.bodyStart = nameEnd;
    }
    return true;
  }
}
