package dev.corelane.importers.kernel.text;

/// Makes a layout of the first line of an event that the catalogue does not have. Numbers take
/// eight bytes; what is no number in the first line is text.
final class LearntLayout {
  /// An event has at most 128 fields (MAX_TRACE_ARGS, kernel/trace/trace_probe.h).
  private static final int MOST_FIELDS = 128;

  private LearntLayout() {}

  static RecordLayout of(String system, String name, byte[] b, int from, int end) {
    var layout = new RecordLayout.Builder(system, name);
    int at = Scan.skipBlanks(b, from, end);
    int close = at < end && b[at] == '(' ? Scan.find(b, at, end, ')') : -1;
    if (close > 0 && Scan.isBlankOrEnd(b, close + 1, end)) {
      if (Scan.find(b, at, close, '<') < 0) {
        layout.place("__probe_ip", RecordLayout.Type.HEX);
      } else {
        layout
            .place("__probe_func", RecordLayout.Type.HEX)
            .place("__probe_ret_ip", RecordLayout.Type.HEX);
      }
      at = close + 1;
    }
    for (int i = 0; i < MOST_FIELDS; i++) {
      int equals = Scan.find(b, at, end, '=');
      if (equals < 0) {
        break;
      }
      int key = equals;
      while (key > at && Scan.isWord(b[key - 1])) {
        key--;
      }
      boolean isKey = key < equals && (key == at || !Scan.isDigit(b[key]));
      if (!isKey) {
        at = equals + 1;
        continue;
      }
      boolean number = isNumberWord(b, equals + 1, end);
      layout.optional(
          Scan.string(b, key, equals), number ? RecordLayout.Type.LONG : RecordLayout.Type.STRING);
      at = equals + 1;
      if (at < end && b[at] == '"') {
        at = quoteEnd(b, at + 1, end);
      }
    }
    return layout.build("");
  }

  /// The end of a quoted text: the quote that a blank and a key, or nothing, follows.
  static int quoteEnd(byte[] b, int from, int end) {
    for (int i = from; i < end; i++) {
      if (b[i] == '"') {
        int word = i + 2;
        while (word < end && Scan.isWord(b[word])) {
          word++;
        }
        if (i + 1 >= end || b[i + 1] == ' ' && word < end && b[word] == '=') {
          return i + 1;
        }
      }
    }
    return end;
  }

  private static boolean isNumberWord(byte[] b, int from, int end) {
    int i = from < end && b[from] == '-' ? from + 1 : from;
    boolean hex = Scan.startsWith(b, i, end, "0x");
    int first = hex ? i + 2 : i;
    int last = first;
    while (last < end && (hex ? Scan.hexDigit(b[last]) >= 0 : Scan.isDigit(b[last]))) {
      last++;
    }
    return last > first && (last == end || Scan.isBlank(b[last]) || b[last] == ',');
  }
}
