package dev.corelane.importers;

import dev.corelane.trace.model.EventCount;
import dev.corelane.trace.model.TimeRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a file holds, told without making a timeline of it.
///
/// @param path the file, as it was named
/// @param importer id of its importer, "corelane" for a finished timeline, "" for a file in no
///   known format
/// @param format what a person calls it, "" for a file in no known format
/// @param bytes its size, unpacked
/// @param range times of its first and last event on its own clock; null if it has none
/// @param cpus number of CPUs with an event
/// @param clock name of its clock, "" if it does not tell
/// @param events its events by name
/// @param refusal why it cannot be read, "" if it can; of a file in no known format, what each
///   importer missed
public record TracePreview(
    String path,
    String importer,
    String format,
    long bytes,
    @Nullable TimeRange range,
    int cpus,
    String clock,
    List<EventCount> events,
    String refusal) {
  /// Copies the list.
  public TracePreview {
    events = List.copyOf(events);
  }
}
