package dev.corelane.importers.perf.testing;

import java.util.ArrayList;
import java.util.List;

/// The layout of one tracepoint's record and the text in which tracefs describes it.
///
/// @param commonFields how many of `fields` are common to all events
/// @param size bytes of the fixed part, aligned as the compiler does; names of variable length
///   follow
public record EventFormat(
    String system,
    String name,
    int id,
    List<Field> fields,
    int commonFields,
    int size,
    String printFormat) {

  /// A field: `declaration` is the C declaration (`pid_t prev_pid`, `char comm[16]`), offsets and
  /// sizes are bytes.
  public record Field(String declaration, String name, int offset, int size, boolean signed) {
    String line() {
      return String.format(
          "\tfield:%s;\toffset:%d;\tsize:%d;\tsigned:%d;\n",
          declaration, offset, size, signed ? 1 : 0);
    }
  }

  /// The field called `fieldName`.
  ///
  /// @throws IllegalArgumentException if there is none
  public Field field(String fieldName) {
    return fields.stream()
        .filter(f -> f.name.equals(fieldName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " has no field " + fieldName));
  }

  /// The offset of a field, -1 if this kernel has no such field.
  int offset(String fieldName) {
    return fields.stream()
        .filter(f -> f.name.equals(fieldName))
        .mapToInt(Field::offset)
        .findFirst()
        .orElse(-1);
  }

  /// Whether the field holds a `__data_loc` word instead of its value.
  boolean isDynamic(String fieldName) {
    return field(fieldName).declaration().startsWith("__data_loc");
  }

  /// What `events/<system>/<name>/format` says.
  public String text() {
    var text = new StringBuilder("name: " + name + "\nID: " + id + "\nformat:\n");
    for (int i = 0; i < fields.size(); i++) {
      if (i == commonFields) {
        text.append('\n');
      }
      text.append(fields.get(i).line());
    }
    return text.append("\nprint fmt: ").append(printFormat).append('\n').toString();
  }

  /// Lays fields out as a C compiler does.
  static final class Builder {
    private final List<Field> fields = new ArrayList<>();
    private final int longSize;
    private final boolean signedChars;
    private int offset;
    private int commonFields;

    Builder(int longSize, boolean signedChars) {
      this.longSize = longSize;
      this.signedChars = signedChars;
    }

    Builder common(KernelVersion kernel) {
      add("unsigned short common_type", "common_type", 2, 2, false);
      add("unsigned char common_flags", "common_flags", 1, 1, false);
      add("unsigned char common_preempt_count", "common_preempt_count", 1, 1, false);
      add("int common_pid", "common_pid", 4, 4, true);
      if (kernel.hasCommonPadding()) {
        add("int common_padding", "common_padding", 4, 4, true);
      }
      commonFields = fields.size();
      return this;
    }

    Builder pid(String name) {
      return add("pid_t " + name, name, 4, 4, true);
    }

    Builder s32(String name) {
      return add("int " + name, name, 4, 4, true);
    }

    Builder u64(String name) {
      return add("u64 " + name, name, 8, 8, false);
    }

    Builder kernelLong(String name) {
      return add("long " + name, name, longSize, longSize, true);
    }

    Builder bool(String name) {
      return add("bool " + name, name, 1, 1, false);
    }

    Builder comm(String name) {
      return add("char " + name + "[16]", name, 16, 1, signedChars);
    }

    Builder dynamicString(String name) {
      return add("__data_loc char[] " + name, name, 4, 4, signedChars);
    }

    /// `dynamicString` or `comm`.
    Builder comm(String name, boolean dynamic) {
      return dynamic ? dynamicString(name) : comm(name);
    }

    private Builder add(String declaration, String name, int size, int alignment, boolean signed) {
      offset = align(offset, alignment);
      fields.add(new Field(declaration, name, offset, size, signed));
      offset += size;
      return this;
    }

    EventFormat build(SchedTracepoint tracepoint, String printFormat) {
      return new EventFormat(
          "sched",
          tracepoint.eventName(),
          tracepoint.id(),
          List.copyOf(fields),
          commonFields,
          align(offset, 4),
          printFormat);
    }

    private static int align(int value, int alignment) {
      return (value + alignment - 1) / alignment * alignment;
    }
  }
}
