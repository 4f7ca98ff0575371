package dev.corelane.desktop.session.replay;

import dev.corelane.desktop.session.replay.ResultTable.Cell;
import dev.corelane.desktop.session.replay.ResultTable.Column;
import dev.corelane.desktop.session.replay.ResultTable.Row;
import dev.corelane.desktop.session.replay.ResultTable.Tone;
import dev.corelane.render.time.TimeText;
import dev.corelane.replay.fidelity.Measure;
import dev.corelane.replay.fidelity.Sensitivity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a replay owes to assumed numbers, in the words of the window: a row per measure, a column
/// per number that was changed.
final class SensitivityTable {
  private SensitivityTable() {}

  /// @param found the same replay with other numbers
  /// @return by how much each measure changes
  static ResultTable of(List<Sensitivity> found) {
    List<Measure> told =
        Arrays.stream(Measure.values())
            .filter(measure -> found.stream().anyMatch(s -> s.effects().containsKey(measure)))
            .toList();
    List<Column> columns = new ArrayList<>();
    for (Sensitivity changed : found) {
      // What it is stands in brackets behind it.
      int bracket = changed.what().indexOf(" (");
      String what = bracket < 0 ? changed.what() : changed.what().substring(0, bracket);
      String about =
          bracket < 0 ? "" : changed.what().substring(bracket + 2, changed.what().length() - 1);
      columns.add(new Column(what, about, false));
    }
    List<Row> rows = new ArrayList<>();
    for (Measure measure : told) {
      rows.add(
          new Row(
              measure.text(), "", found.stream().map(changed -> cell(changed, measure)).toList()));
    }
    return new ResultTable(columns, rows);
  }

  private static Cell cell(Sensitivity changed, Measure measure) {
    Sensitivity.Effect effect = changed.effects().get(measure);
    if (effect == null) {
      return Cell.NONE;
    }
    String ratio = "\u00D7" + TimeText.number(effect.ratio(), 2);
    return new Cell(
        effect.differs() ? ratio + " *" : ratio, "", effect.differs() ? Tone.DIFFERS : Tone.PLAIN);
  }

  /// @param found the same replay with other numbers
  /// @return in a sentence, what matters
  static String sentence(List<Sensitivity> found) {
    List<String> matter =
        found.stream()
            .filter(s -> s.effects().values().stream().anyMatch(Sensitivity.Effect::differs))
            .map(s -> s.what().replaceFirst(" \\(.*", ""))
            .toList();
    return matter.isEmpty()
        ? "No measure of the identity replay changes by 2 % or more in every run, whatever of this"
            + " is assumed."
        : "The identity replay changes with: " + String.join(", ", matter) + ".";
  }
}
