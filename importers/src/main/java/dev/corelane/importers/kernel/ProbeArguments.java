package dev.corelane.importers.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The arguments of a user-defined probe: named by whoever defined it, or `arg1`, `arg2`, ... where
/// perf did; in the order of the probe in both cases.
final class ProbeArguments {
  private final EventFormat format;
  private final List<EventField> inOrder = new ArrayList<>();

  /// @param extra names of arguments that do not belong to the probe itself and do not count
  ProbeArguments(EventFormat format, String... extra) {
    this.format = format;
    List<String> others = List.of(extra);
    for (EventField field : format.fields().values()) {
      String name = field.name();
      if (!name.startsWith("common_") && !name.startsWith("__probe") && !others.contains(name)) {
        inOrder.add(field);
      }
    }
    inOrder.sort(Comparator.comparingInt(EventField::offset));
  }

  /// Whether an event is a uprobe or kprobe, and not a tracepoint of the kernel.
  static boolean isProbe(EventFormat format) {
    return format.field("__probe_ip") != null || isReturn(format);
  }

  /// Whether it fires when a function returns.
  static boolean isReturn(EventFormat format) {
    return format.field("__probe_ret_ip") != null;
  }

  /// An argument.
  ///
  /// @param position 1 for the first
  /// @param names names it may have
  /// @return its field, null when it was not recorded
  @Nullable EventField get(int position, String... names) {
    for (String name : names) {
      EventField field = format.field(name);
      if (field != null) {
        return field;
      }
    }
    EventField numbered = format.field("arg" + position);
    if (numbered != null || format.field("arg1") != null || position > inOrder.size()) {
      return numbered;
    }
    return inOrder.get(position - 1);
  }

  /// Whether an argument is text, and not a pointer to it.
  static boolean isText(@Nullable EventField field) {
    return field != null
        && (field.kind() != EventField.Kind.PLAIN || field.type().contains("char"));
  }
}
