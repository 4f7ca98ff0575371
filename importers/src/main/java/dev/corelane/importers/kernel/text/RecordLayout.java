package dev.corelane.importers.kernel.text;

import dev.corelane.importers.kernel.EventField;
import dev.corelane.importers.kernel.EventFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The layout into which the text of an event is written: the kernel's field names at places of our
/// own, and the keys under which the text shows them.
final class RecordLayout {
  /// `common_type`, `common_flags`, `common_preempt_count`, `common_pid`.
  static final int COMMON_SIZE = 8;

  static final int COMMON_FLAGS = 2;
  static final int COMMON_PID = 4;

  /// `TASK_COMM_LEN`.
  static final int COMM_SIZE = 16;

  /// How a value stands in the text, and in the record.
  enum Type {
    /// A number, 4 bytes.
    INT("int", 4),
    /// A number, 8 bytes.
    LONG("long", 8),
    /// A number in hexadecimal with or without `0x`, 8 bytes.
    HEX("unsigned long", 8),
    /// A task state, letters or a number, 8 bytes.
    STATE("long", 8),
    /// A task name up to the next key, 16 bytes.
    COMM("char[16]", COMM_SIZE),
    /// Text up to the next key, quoted or not.
    STRING("__data_loc char[]", 4),
    /// One of some words, 4 bytes.
    WORD("int", 4),
    /// The six arguments of a system call.
    ARGUMENTS("unsigned long[6]", 6 * Long.BYTES);

    private final String cType;
    private final int size;

    Type(String cType, int size) {
      this.cType = cType;
      this.size = size;
    }
  }

  /// One field.
  ///
  /// @param key what stands before the value, null for a place that the event's own grammar fills
  /// @param otherKey another such text, null for none
  record Field(
      String name,
      @Nullable Key key,
      @Nullable Key otherKey,
      Type type,
      int offset,
      boolean optional) {
    /// Whether a number in decimal stands there.
    boolean number() {
      return type == Type.INT || type == Type.LONG;
    }
  }

  final EventFormat format;
  final Field[] fields;
  final int size;

  /// Where the thread ids are that a name stands before.
  final int[] namedTids;

  private RecordLayout(EventFormat format, Field[] fields, int size) {
    this.format = format;
    this.fields = fields;
    this.size = size;
    namedTids =
        IntStream.range(1, fields.length)
            .filter(k -> fields[k - 1].type == Type.COMM && fields[k].type == Type.INT)
            .map(k -> fields[k].offset)
            .toArray();
  }

  /// Offset of a field.
  int offset(String name) {
    for (Field field : fields) {
      if (field.name.equals(name)) {
        return field.offset;
      }
    }
    return -1;
  }

  /// Field descriptions, one after another, in the order of the text.
  static final class Builder {
    private final String system;
    private final String event;
    private final List<Field> fields = new ArrayList<>();
    private int size = COMMON_SIZE;

    Builder(String system, String event) {
      this.system = system;
      this.event = event;
    }

    /// A field whose key is its name.
    Builder field(String name, Type type) {
      return add(name, type, name + "=", null, false);
    }

    /// A field that kernels of some age do not show.
    Builder optional(String name, Type type) {
      return add(name, type, name + "=", null, true);
    }

    /// A field under one of two keys, which are given with their `=` or `: `.
    Builder keyed(String name, Type type, String key, String otherKey) {
      return add(name, type, key, otherKey, false);
    }

    /// A field without a key.
    Builder place(String name, Type type) {
      return add(name, type, null, null, true);
    }

    private Builder add(
        String name, Type type, @Nullable String key, @Nullable String otherKey, boolean optional) {
      int align = Math.min(8, type.size);
      size = (size + align - 1) / align * align;
      fields.add(new Field(name, of(key), of(otherKey), type, size, optional));
      size += type.size;
      return this;
    }

    private static @Nullable Key of(@Nullable String text) {
      return text == null ? null : new Key(text);
    }

    RecordLayout build(String printFormat) {
      Map<String, EventField> byName = new LinkedHashMap<>();
      common(byName, "common_type", 0, 2);
      common(byName, "common_flags", COMMON_FLAGS, 1);
      common(byName, "common_preempt_count", 3, 1);
      common(byName, "common_pid", COMMON_PID, 4);
      for (Field field : fields) {
        byName.put(
            field.name,
            new EventField(
                field.name,
                field.type.cType,
                field.offset,
                field.type.size,
                field.type != Type.HEX && field.type != Type.STRING,
                field.type == Type.STRING ? EventField.Kind.DATA_LOC : EventField.Kind.PLAIN));
      }
      return new RecordLayout(
          new EventFormat(system, event, 0, Map.copyOf(byName), printFormat),
          fields.toArray(Field[]::new),
          size);
    }

    private static void common(Map<String, EventField> byName, String name, int offset, int bytes) {
      byName.put(
          name, new EventField(name, "unsigned", offset, bytes, bytes == 4, EventField.Kind.PLAIN));
    }
  }
}
