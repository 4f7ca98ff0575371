package dev.corelane.importers.kernel.text;

import dev.corelane.importers.io.Digits;
import dev.corelane.importers.kernel.text.RecordLayout.Field;
import java.nio.charset.StandardCharsets;

/// Writes the record of an event from the text of its body.
///
/// Task names hold blanks, `=`, `:` and brackets, so a name ends where the *known* next key begins,
/// and in the plugin's layout where `:pid [prio]` does.
final class BodyParser {
  /// Bits of `flags` of lock:contention_begin (include/trace/events/lock.h) and what else a word
  /// may stand for.
  private static final Word[] WORDS = {
    new Word("SPIN", 1),
    new Word("READ", 2),
    new Word("WRITE", 4),
    new Word("RT", 8),
    new Word("PERCPU", 16),
    new Word("MUTEX", 32),
    new Word("handled", 1),
    new Word("unhandled", 0),
  };

  /// The longest of the words, so that damage costs no time.
  private static final int LONGEST_WORD = 9;

  private static final int LOCK_TRY = 1;
  private static final int LOCK_READ = 2;
  private static final int MOST_ARGUMENTS = 6;

  private static final String MARK_WRITE = "tracing_mark_write: ";
  private static final byte[] ADDRESS_KEY = "_addr=".getBytes(StandardCharsets.US_ASCII);
  private static final Key RETURN_KEY = new Key("ret=");

  private final TaskStates states;
  private final Slab out;
  private final PluginBody plugin;
  private int nameStart;
  private int nameEnd;

  private record Word(String text, int value) {}

  BodyParser(TaskStates states, Slab out) {
    this.states = states;
    this.out = out;
    plugin = new PluginBody(states, out);
  }

  /// Whether a switch is in the layout of libtraceevent's plugin.
  static boolean isPlugin(byte[] b, int from, int end) {
    return !Scan.startsWith(b, Scan.skipBlanks(b, from, end), end, "prev_comm=");
  }

  /// Writes the record behind the common fields, which the caller has begun.
  ///
  /// @return false when the text is not what the event's grammar says
  boolean parse(Catalogue.Grammar grammar, RecordLayout layout, byte[] b, int from, int end) {
    int start = Scan.skipBlanks(b, from, end);
    return switch (grammar) {
      case KEYS -> keys(layout, b, start, end);
      case SWITCH ->
          isPlugin(b, start, end)
              ? plugin.schedSwitch(layout, b, start, end)
              : keys(layout, b, start, end);
      case WAKEUP -> {
        // Kernels since 4.4 do not show the field: their events only come when it is 1.
        out.putInt(layout.offset("success"), 1);
        yield Scan.startsWith(b, start, end, "comm=")
            ? keys(layout, b, start, end)
            : plugin.wakeup(layout, b, start, end);
      }
      case LOCK -> lock(layout, b, start, end);
      case SYSTEM_CALL -> systemCall(layout, b, start, end);
      case ARGUMENTS -> arguments(layout, b, start, end);
      case TEXT -> {
        int text = Scan.startsWith(b, start, end, MARK_WRITE) ? start + MARK_WRITE.length() : start;
        int address = Scan.find(b, text, Math.min(end, text + 20), ':');
        if (Scan.startsWith(b, text, end, "0x") && address > 0) {
          text = Scan.skipBlanks(b, address + 1, end);
        }
        out.putString(layout.fields[0].offset(), b, text, Scan.trimEnd(b, text, end));
        yield true;
      }
    };
  }

  /// `key=value` in the order of the layout.
  private boolean keys(RecordLayout layout, byte[] b, int from, int end) {
    int at = from;
    Field[] fields = layout.fields;
    for (int k = 0; k < fields.length; k++) {
      Field field = fields[k];
      int value = valueOf(field, b, at, end);
      if (value < 0) {
        if (!field.optional()) {
          return false;
        }
        continue;
      }
      at = put(layout, k, b, value, end);
      if (at < 0) {
        return false;
      }
    }
    return true;
  }

  /// Where a field's value begins, -1 when its key is missing.
  private static int valueOf(Field field, byte[] b, int from, int end) {
    Key key = field.key();
    if (key == null) {
      return -1;
    }
    // Nearly always one blank stands between a value and the next key.
    int next = from < end && b[from] == ' ' ? from + 1 : from;
    return key.standsAt(b, next, end)
        ? next + key.length()
        : fartherValueOf(field, key, b, next, end);
  }

  private static int fartherValueOf(Field field, Key key, byte[] b, int from, int end) {
    int found = key.find(b, from, end);
    Key other = field.otherKey();
    if (found < 0 && other != null) {
      found = other.find(b, from, end);
      return found < 0 ? -1 : found + other.length();
    }
    return found < 0 ? -1 : found + key.length();
  }

  /// Writes one value; returns where it ends, -1 when it is not of its type.
  ///
  /// Most values are numbers, so these are by themselves: the rest would only make the code around
  /// them larger.
  private int put(RecordLayout layout, int k, byte[] b, int from, int end) {
    Field field = layout.fields[k];
    int digits = field.number() ? Digits.leading(b, from, end) : 0;
    if (digits > 0 && Scan.isBlankOrEnd(b, from + digits, end)) {
      int value = Digits.value(b, from, digits);
      if (field.type() == RecordLayout.Type.INT) {
        out.putInt(field.offset(), value);
      } else {
        out.putLong(field.offset(), value);
      }
      return from + digits;
    }
    return putOther(layout, k, b, from, end);
  }

  private int putOther(RecordLayout layout, int k, byte[] b, int from, int end) {
    Field field = layout.fields[k];
    int offset = field.offset();
    switch (field.type()) {
      case INT, LONG -> {
        if (goesOn(b, from, end)) {
          return -1;
        }
        long value = isTrue(b, from, end) ? 1 : Scan.number(b, from, end);
        if (field.type() == RecordLayout.Type.INT) {
          out.putInt(offset, (int) value);
        } else {
          out.putLong(offset, value);
        }
      }
      case HEX -> out.putLong(offset, hex(b, from, end));
      case WORD -> out.putInt(offset, word(b, from, Scan.wordEnd(b, from, end)));
      case ARGUMENTS -> {
        return from;
      }
      case STATE -> {
        int wordEnd = Scan.wordEnd(b, from, end);
        if (wordEnd == from) {
          return -1;
        }
        boolean kernelThread = isKernelThread(b, nameStart, nameEnd);
        out.putLong(offset, states.read(b, from, wordEnd, false, kernelThread));
        return wordEnd;
      }
      case COMM -> {
        nameStart = from;
        nameEnd = textEnd(layout, k, b, from, end);
        out.putName(offset, b, from, nameEnd);
        return nameEnd;
      }
      case STRING -> {
        boolean opens = from < end && b[from] == '"';
        int textEnd =
            opens ? LearntLayout.quoteEnd(b, from + 1, end) : textEnd(layout, k, b, from, end);
        int last = Scan.trimEnd(b, from, textEnd);
        boolean quoted = last - from >= 2 && b[from] == '"' && b[last - 1] == '"';
        out.putString(offset, b, quoted ? from + 1 : from, quoted ? last - 1 : last);
        return textEnd;
      }
    }
    return Scan.wordEnd(b, from, end);
  }

  /// Whether digits are followed by letters: `prev_pid=3D218` is what a mail in quoted-printable
  /// makes of 218.
  private static boolean goesOn(byte[] b, int from, int end) {
    int last = Scan.digitsEnd(b, from, end);
    return last > from
        && last < end
        && (b[last] | 0x20) != 'x'
        && (b[last] == '=' || Scan.isWord(b[last]));
  }

  private static boolean isTrue(byte[] b, int from, int end) {
    return from < end && b[from] == 't';
  }

  private static long hex(byte[] b, int from, int end) {
    return Scan.hex(b, Scan.startsWith(b, from, end, "0x") ? from + 2 : from, end);
  }

  /// Whether a task's name is one that only kernel threads have.
  static boolean isKernelThread(byte[] b, int from, int end) {
    return Scan.startsWith(b, from, end, "kworker/") || Scan.startsWith(b, from, end, "rcu_");
  }

  /// Where the text of a field ends: before the next key, or at the end of the event's text.
  private static int textEnd(RecordLayout layout, int k, byte[] b, int from, int end) {
    for (int next = k + 1; next < layout.fields.length; next++) {
      Key key = layout.fields[next].key();
      int at = key == null ? -1 : key.find(b, from, end);
      Key other = layout.fields[next].otherKey();
      if (at < 0 && other != null) {
        at = other.find(b, from, end);
      }
      if (at > from) {
        return b[at - 1] == ' ' ? at - 1 : at;
      }
    }
    return withoutSymbol(b, from, end);
  }

  /// The end without what `perf script` prints behind the event when there is no call chain: `<hex>
  /// symbol+0x1 (object)`.
  static int withoutSymbol(byte[] b, int from, int end) {
    int last = Scan.trimEnd(b, from, end);
    if (last - from < 8 || b[last - 1] != ')') {
      return last;
    }
    for (int i = last - 2; i > from + 1; i--) {
      if (b[i] == '(' && b[i - 1] == ' ') {
        int symbol = Scan.wordStart(b, from, i - 1);
        int addressEnd = Scan.trimEnd(b, from, symbol);
        int address = Scan.wordStart(b, from, addressEnd);
        boolean hex = addressEnd - address >= 5 && symbol < i - 1;
        for (int d = address; d < addressEnd && hex; d++) {
          hex = Scan.hexDigit(b[d]) >= 0;
        }
        return hex ? Scan.trimEnd(b, from, address) : last;
      }
    }
    return last;
  }

  /// The value of words joined by `|`, or of a number.
  private static int word(byte[] b, int from, int end) {
    if (Scan.isNumber(b, from, end)) {
      return (int) Scan.number(b, from, end);
    }
    int value = 0;
    int at = from;
    while (at < end) {
      int wordEnd = at;
      while (wordEnd < end && Scan.isWord(b[wordEnd])) {
        wordEnd++;
      }
      if (wordEnd - at <= LONGEST_WORD) {
        for (Word word : WORDS) {
          if (word.text.length() == wordEnd - at && Scan.startsWith(b, at, end, word.text)) {
            value |= word.value;
          }
        }
      }
      at = wordEnd + 1;
    }
    return value;
  }

  /// `0xaddress (flags=..)`, or `0xaddress try read name`, or the fields with their names.
  private boolean lock(RecordLayout layout, byte[] b, int from, int end) {
    Field[] fields = layout.fields;
    int named = Scan.find(b, from, Math.min(end, from + 16), ADDRESS_KEY);
    int address = named >= 0 ? named + ADDRESS_KEY.length : from;
    if (address >= end || !Scan.isNumber(b, address, end) && Scan.hexDigit(b[address]) < 0) {
      return false;
    }
    out.putLong(fields[0].offset(), hex(b, address, end));
    int at = Scan.skipBlanks(b, Scan.wordEnd(b, address, end), end);
    for (int k = 1; k < fields.length; k++) {
      Field field = fields[k];
      if (field.key() != null) {
        int value = valueOf(field, b, at, end);
        if (value >= 0) {
          put(layout, k, b, value, end);
        }
      } else if (field.type() == RecordLayout.Type.INT) {
        int flags = 0;
        if (Scan.startsWith(b, at, end, "try ")) {
          flags |= LOCK_TRY;
          at += 4;
        }
        if (Scan.startsWith(b, at, end, "read ")) {
          flags |= LOCK_READ;
          at += 5;
        }
        out.putInt(field.offset(), flags);
      } else {
        out.putString(field.offset(), b, at, withoutSymbol(b, at, end));
      }
    }
    return true;
  }

  private boolean systemCall(RecordLayout layout, byte[] b, int from, int end) {
    boolean raw = Scan.startsWith(b, from, end, "id=");
    if (!raw && !Scan.startsWith(b, from, end, "NR ")) {
      return false;
    }
    Field[] fields = layout.fields;
    int id = from + 3;
    out.putLong(fields[0].offset(), Scan.number(b, id, end));
    int at = Scan.skipBlanks(b, Scan.wordEnd(b, id, end), end);
    Field second = fields[1];
    if (second.type() == RecordLayout.Type.LONG) {
      int value = raw ? RETURN_KEY.find(b, at, end) : Scan.find(b, at, end, '=');
      if (value < 0) {
        return false;
      }
      int number = Scan.skipBlanks(b, value + (raw ? RETURN_KEY.length() : 1), end);
      out.putLong(second.offset(), Scan.number(b, number, end));
      return true;
    }
    int open = Scan.find(b, at, end, raw ? '[' : '(');
    int step = raw ? 1 : Long.BYTES;
    int most = raw ? MOST_ARGUMENTS * Long.BYTES : MOST_ARGUMENTS;
    for (int i = 0; i < most && open >= 0; i++) {
      int value = Scan.skipBlanks(b, open + 1, end);
      if (raw) {
        out.putByte(second.offset() + i, (int) hex(b, value, end));
      } else {
        out.putLong(second.offset() + i * step, hex(b, value, end));
      }
      open = Scan.find(b, value, end, ',');
    }
    return true;
  }

  /// `name: hex, name: hex`; for a system call that returns, a number alone.
  private boolean arguments(RecordLayout layout, byte[] b, int from, int end) {
    for (int k = 0; k < layout.fields.length; k++) {
      Field field = layout.fields[k];
      if (field.key() == null) {
        if (field.type() == RecordLayout.Type.HEX) {
          int arrow = Scan.startsWith(b, from, end, "->") ? from + 2 : from;
          out.putLong(field.offset(), returned(b, Scan.skipBlanks(b, arrow, end), end));
        }
        continue;
      }
      int value = valueOf(field, b, from, end);
      if (value >= 0) {
        out.putLong(field.offset(), hex(b, value, end));
      }
    }
    return true;
  }

  private static long returned(byte[] b, int from, int end) {
    return Scan.startsWith(b, from, end, "0x")
        ? Scan.hex(b, from + 2, end)
        : Scan.number(b, from, end);
  }

  /// An event whose layout was learnt: `(address)` or `(to <- from)` first if it is a probe, then
  /// `key=value`; what is missing stays 0.
  void learnt(RecordLayout layout, byte[] b, int from, int end) {
    int at = Scan.skipBlanks(b, from, end);
    int close = at < end && b[at] == '(' ? Scan.find(b, at, end, ')') : -1;
    if (close > 0) {
      int value = at + 1;
      for (Field field : layout.fields) {
        if (field.key() == null && value < close) {
          out.putLong(field.offset(), hex(b, value, close));
          int arrow = Scan.find(b, value, close, '-');
          value = arrow < 0 ? close : Scan.skipBlanks(b, arrow + 1, close);
        }
      }
      at = close + 1;
    }
    for (int k = 0; k < layout.fields.length; k++) {
      int value = valueOf(layout.fields[k], b, at, end);
      if (value >= 0) {
        at = Math.max(at, put(layout, k, b, value, end));
      }
    }
  }
}
