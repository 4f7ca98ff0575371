package dev.corelane.importers.ftrace;

import java.util.HashMap;
import java.util.Map;

/// The texts of `trace_printk` by their address: lines `0xffffffff81a3c0d0 : "text\n"`.
final class PrintkFormats {
  private final Map<Long, String> texts = new HashMap<>();

  private PrintkFormats() {}

  static PrintkFormats parse(String lines) {
    var formats = new PrintkFormats();
    lines.lines().forEach(formats::line);
    return formats;
  }

  private void line(String line) {
    int colon = line.indexOf(" : \"");
    int end = line.lastIndexOf('"');
    if (colon < 0 || end < colon + 4 || !line.startsWith("0x")) {
      return;
    }
    try {
      long address = Long.parseUnsignedLong(line.substring(2, colon).strip(), 16);
      texts.put(address, unescape(line.substring(colon + 4, end)));
    } catch (NumberFormatException e) {
      // A line without an address cannot be asked for.
    }
  }

  private static String unescape(String text) {
    return text.replace("\\n", "\n")
        .replace("\\t", "\t")
        .replace("\\\"", "\"")
        .replace("\\\\", "\\");
  }

  /// The text at an address; the address itself when it is not known.
  String at(long address) {
    String text = texts.get(address);
    return text == null ? "text at 0x" + Long.toHexString(address) : text;
  }
}
