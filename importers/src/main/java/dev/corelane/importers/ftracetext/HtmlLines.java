package dev.corelane.importers.ftracetext;

import dev.corelane.importers.kernel.text.LineReader;
import dev.corelane.importers.kernel.text.Scan;

/// Finds the trace in what systrace wraps around it: a script element of class `trace-data`, or the
/// lines of a JavaScript string in `linuxPerfData`; and undoes the escapes of HTML and JavaScript.
final class HtmlLines {
  private static final String ELEMENT = "class=\"trace-data\"";
  private static final String VARIABLE = "linuxPerfData";
  private static final String END = "</script";
  private static final String[] ESCAPES = {"&gt;", "&lt;", "&amp;", "&quot;", "&#39;", "&#62;"};
  private static final byte[] CHARACTERS = {'>', '<', '&', '"', '\'', '>'};
  private static final int LONGEST_ESCAPE = 6;

  private boolean inside;

  private HtmlLines() {}

  /// For a text that is a page.
  static HtmlLines ofPage() {
    return new HtmlLines();
  }

  /// Whether the beginning of a file is that of a page of systrace, or of a part of one. Of such a
  /// page the trace itself may stand megabytes further on; another page is its text.
  static boolean isSystrace(String head) {
    boolean page =
        head.regionMatches(true, 0, "<!doctype html", 0, 14)
            || head.regionMatches(true, 0, "<html", 0, 5);
    return page && head.contains("Android System Trace")
        || head.contains(ELEMENT)
        || head.contains("trace-data") && page
        || head.contains(VARIABLE) && page
        || head.contains("var " + VARIABLE);
  }

  /// Whether the line is one of the trace; narrows it to what is.
  boolean take(LineReader lines) {
    if (!inside) {
      int start = dataStart(lines);
      if (start < 0) {
        return false;
      }
      inside = true;
      lines.narrow(start, lines.end());
    }
    if (lines.contains(END)) {
      inside = false;
      return false;
    }
    unescape(lines);
    return true;
  }

  private static int dataStart(LineReader lines) {
    byte[] b = lines.bytes();
    if (lines.contains(ELEMENT)) {
      int close = Scan.find(b, lines.start(), lines.end(), '>');
      return close < 0 ? lines.end() : close + 1;
    }
    if (lines.contains(VARIABLE)) {
      int quote = Scan.find(b, lines.start(), lines.end(), '"');
      return quote < 0 ? -1 : quote + 1;
    }
    return -1;
  }

  /// Undoes escapes in place: what they stand for is shorter.
  static void unescape(LineReader lines) {
    byte[] b = lines.bytes();
    int end = lines.end();
    while (end > lines.start() && b[end - 1] == '\\') {
      end--;
    }
    if (end - lines.start() >= 2 && b[end - 1] == 'n' && b[end - 2] == '\\') {
      end -= 2;
    }
    int to = lines.start();
    for (int i = lines.start(); i < end; i++) {
      byte c = b[i];
      if (c == '&') {
        for (int e = 0; e < ESCAPES.length; e++) {
          if (Scan.startsWith(b, i, Math.min(end, i + LONGEST_ESCAPE), ESCAPES[e])) {
            c = CHARACTERS[e];
            i += ESCAPES[e].length() - 1;
            break;
          }
        }
      } else if (c == '\\' && i + 1 < end && (b[i + 1] == '"' || b[i + 1] == '\\')) {
        i++;
        c = b[i];
      }
      b[to++] = c;
    }
    lines.narrow(lines.start(), to);
  }
}
