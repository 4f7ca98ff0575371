package dev.corelane.desktop.session;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the inspector says about what is selected.
///
/// @param target what is selected
/// @param task internal id of its task
/// @param title the task
/// @param subtitle CPU and length in one line
/// @param sections the facts in groups
/// @param previousOfTask the slice of the same task before, null if there is none
/// @param nextOfTask the slice of the same task after, null if there is none
public record Inspection(
    Target target,
    int task,
    String title,
    String subtitle,
    List<Section> sections,
    @Nullable SliceRef previousOfTask,
    @Nullable SliceRef nextOfTask) {
  /// Facts that belong together.
  ///
  /// @param title heading
  /// @param rows the facts
  public record Section(String title, List<Row> rows) {}

  /// One fact.
  ///
  /// @param label what
  /// @param value the fact
  /// @param link what it leads to, null if it leads nowhere
  public record Row(String label, String value, @Nullable Target link) {}

  /// @param section facts to add at the end
  /// @return this with them
  public Inspection with(Section section) {
    List<Section> more = new ArrayList<>(sections);
    more.add(section);
    return new Inspection(
        target, task, title, subtitle, List.copyOf(more), previousOfTask, nextOfTask);
  }

  /// The value of a fact.
  ///
  /// @param label its label
  /// @return the first such row, null if there is none
  public @Nullable Row row(String label) {
    for (Section section : sections) {
      for (Row row : section.rows()) {
        if (row.label().equals(label)) {
          return row;
        }
      }
    }
    return null;
  }
}
