package dev.corelane.importers.ftrace;

import dev.corelane.importers.kernel.RawEvent;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Formats what `trace_printk` stored: a format of the kernel's printf and its arguments, packed as
/// `vbin_printf` does (lib/vsprintf.c): numbers at multiples of their size but at most of four
/// bytes, strings in place with a NUL.
///
/// The kernel's extended pointers (`%pS`, `%pI4`, ...) are shown as plain pointers where their
/// value was stored, and as their text where the kernel stored that.
final class BinaryPrint {
  private static final Pattern CONVERSION =
      Pattern.compile(
          "%([-+ #0]{0,5})(\\d{1,4}|\\*)?(?:\\.(\\d{1,4}|\\*))?(hh|h|ll|l|L|z|t|j)?([a-zA-Z%])"
              + "((?<=p)[a-zA-Z0-9]{0,20})?");

  /// Pointers of these kinds are stored as a value (vbin_printf); the kernel stores the text of the
  /// others, which it could not make later.
  private static final String STORED_POINTERS = "SsxKe";

  private final String format;
  private final RawEvent event;
  private final int longSize;
  private int at;

  private BinaryPrint(String format, RawEvent event, int start, int longSize) {
    this.format = format;
    this.event = event;
    this.at = start;
    this.longSize = longSize;
  }

  /// @param format the kernel's format
  /// @param event holds the arguments
  /// @param start where they start in its record
  /// @param longSize bytes of a `long` and of a pointer
  static String format(String format, RawEvent event, int start, int longSize) {
    return new BinaryPrint(format, event, start, longSize).text();
  }

  private String text() {
    var out = new StringBuilder();
    Matcher m = CONVERSION.matcher(format);
    int from = 0;
    while (m.find()) {
      out.append(format, from, m.start());
      from = m.end();
      String flags = m.group(1);
      String width = argument(m.group(2));
      String precision = argument(m.group(3));
      String text = convert(m, flags);
      if (precision != null && m.group(5).equals("s")) {
        text = text.substring(0, Math.min(text.length(), number(precision)));
      }
      pad(out, text, flags, width == null ? 0 : number(width));
    }
    return out.append(format, from, format.length()).toString();
  }

  /// The width or precision; `*` takes it from the arguments.
  private @org.jspecify.annotations.Nullable String argument(
      @org.jspecify.annotations.Nullable String digits) {
    return "*".equals(digits) ? Long.toString(take(4, true)) : digits;
  }

  private static int number(String digits) {
    return Math.clamp(Long.parseLong(digits), 0, 1000);
  }

  private String convert(Matcher m, String flags) {
    String length = m.group(4) == null ? "" : m.group(4);
    boolean prefix = flags.contains("#");
    return switch (m.group(5)) {
      case "%" -> "%";
      case "d", "i" -> Long.toString(take(size(length), true));
      case "u" -> Long.toUnsignedString(take(size(length), false));
      case "x" -> (prefix ? "0x" : "") + Long.toHexString(take(size(length), false));
      case "X" ->
          (prefix ? "0X" : "")
              + Long.toHexString(take(size(length), false)).toUpperCase(java.util.Locale.ROOT);
      case "o" -> Long.toOctalString(take(size(length), false));
      case "c" -> Character.toString((char) (take(1, false) & 0xff));
      case "s" -> string();
      case "p" -> pointer(m.group(6) == null ? "" : m.group(6));
      default -> m.group();
    };
  }

  private String pointer(String kind) {
    boolean text = !kind.isEmpty() && STORED_POINTERS.indexOf(kind.charAt(0)) < 0;
    return text ? string() : "0x" + Long.toHexString(take(longSize, false));
  }

  private int size(String length) {
    return switch (length) {
      case "hh" -> 1;
      case "h" -> 2;
      case "ll", "L", "j" -> 8;
      case "l", "z", "t" -> longSize;
      default -> 4;
    };
  }

  private long take(int size, boolean signed) {
    int alignment = Math.min(size, 4);
    at = (at + alignment - 1) / alignment * alignment;
    int from = at;
    at += size;
    return switch (size) {
      case 1 -> signed ? (byte) event.u8(from) : event.u8(from);
      case 2 -> {
        int value = event.u16(from);
        yield signed ? (short) value : value;
      }
      case 4 -> signed ? event.i32(from) : event.i32(from) & 0xffff_ffffL;
      default -> event.i64(from);
    };
  }

  private String string() {
    int from = at;
    while (at < event.size() && event.u8(at) != 0) {
      at++;
    }
    at++;
    return event.tail(from);
  }

  private static void pad(StringBuilder out, String text, String flags, int width) {
    int missing = width - text.length();
    if (missing <= 0) {
      out.append(text);
    } else if (flags.contains("-")) {
      out.append(text).repeat(" ", missing);
    } else if (flags.contains("0") && text.startsWith("-")) {
      out.append('-').repeat("0", missing).append(text, 1, text.length());
    } else {
      out.repeat(flags.contains("0") ? "0" : " ", missing).append(text);
    }
  }
}
