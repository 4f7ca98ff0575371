package dev.corelane.importers.kernel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The layout of a tracepoint's raw record, from its `format` text.
///
/// @param system group ("sched")
/// @param name event name ("sched_switch")
/// @param id `common_type` of its records
/// @param fields fields by name, common ones too
/// @param printFormat the `print fmt:` line
public record EventFormat(
    String system, String name, int id, Map<String, EventField> fields, String printFormat) {
  /// @return the name with its group ("sched:sched_switch")
  public String fullName() {
    return system + ":" + name;
  }

  /// @param field a name
  /// @return the field, null when the event has none of that name
  public @Nullable EventField field(String field) {
    return fields.get(field);
  }
}
