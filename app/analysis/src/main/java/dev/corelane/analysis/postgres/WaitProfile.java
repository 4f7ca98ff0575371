package dev.corelane.analysis.postgres;

import dev.corelane.analysis.Confidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// What backends waited for.
///
/// @param rows samples by event, application and query, the most first
/// @param sessions average active sessions over time
/// @param confidence whether the recording is whole
public record WaitProfile(
    List<WaitProfileRow> rows, ActiveSessions sessions, Confidence confidence) {
  /// @throws NullPointerException if a row is null
  public WaitProfile {
    rows = List.copyOf(rows);
  }

  /// @return one row per wait event, the most samples first
  public List<WaitProfileRow> byEvent() {
    return together(row -> row.named(row.type(), row.event(), "", ""));
  }

  /// @return one row per wait event type, the most samples first
  public List<WaitProfileRow> byType() {
    return together(row -> row.named(row.type(), "", "", ""));
  }

  /// @return one row per label of backends, the most samples first
  public List<WaitProfileRow> byApplication() {
    return together(row -> row.named("", "", row.application(), ""));
  }

  /// @return one row per query, the most samples first
  public List<WaitProfileRow> byQuery() {
    return together(row -> row.named("", "", "", row.query()));
  }

  private List<WaitProfileRow> together(UnaryOperator<WaitProfileRow> name) {
    Map<List<String>, WaitProfileRow> sums = new LinkedHashMap<>();
    for (WaitProfileRow row : rows) {
      WaitProfileRow named = name.apply(row);
      sums.merge(
          List.of(named.type(), named.event(), named.application(), named.query()),
          named,
          WaitProfileRow::plus);
    }
    var sorted = new ArrayList<>(sums.values());
    sorted.sort(Comparator.comparingLong(WaitProfileRow::samples).reversed());
    return List.copyOf(sorted);
  }
}
