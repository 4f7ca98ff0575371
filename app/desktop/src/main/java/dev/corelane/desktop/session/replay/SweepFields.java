package dev.corelane.desktop.session.replay;

import dev.corelane.replay.scenario.Range;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What a person has asked for of a sweep.
public final class SweepFields {
  private static final int MOST_VALUES = 200;

  private final StringProperty parameter = new SimpleStringProperty("");
  private final StringProperty values = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

  SweepFields() {}

  /// @return name of the parameter that a sweep goes over, "" for none
  public StringProperty parameter() {
    return parameter;
  }

  /// @return its values with commas or semicolons between them
  public StringProperty values() {
    return values;
  }

  /// @return why a sweep cannot run now, a sentence; "" if it can
  public ReadOnlyStringProperty problem() {
    return problem.getReadOnlyProperty();
  }

  /// @param sentence why a sweep cannot run now, "" if it can
  void refuse(String sentence) {
    problem.set(sentence);
  }

  /// @return the numbers among the values
  List<Double> known(String unit) {
    var known = new ArrayList<Double>();
    for (String text : Quantity.list(values.get())) {
      Quantity.parse(text, unit).ifPresent(known::add);
    }
    return known;
  }

  /// Proposes values, those that the parameter may have and each once.
  void suggest(NumberField field, List<Double> proposed) {
    Range range = field.definition().range();
    Set<String> texts = new LinkedHashSet<>();
    for (double value : proposed) {
      double fit = Math.clamp(value, range.least(), range.most());
      double allowed = range.whole() ? Math.rint(fit) : fit;
      texts.add(Quantity.exact(allowed, field.definition().unit()));
    }
    parameter.set(field.definition().key());
    values.set(String.join(Quantity.separator(), texts));
  }

  /// @return what is wrong with the values, a sentence; "" if nothing is
  String sentence(NumberField.Definition definition) {
    Range range = definition.range();
    for (String text : Quantity.list(values.get())) {
      OptionalDouble value = Quantity.parse(text, definition.unit());
      if (value.isEmpty()) {
        return "\u201C" + text.strip() + "\u201D is no number.";
      }
      if (!range.has(value.getAsDouble())) {
        return "%s is %s, not %s.".formatted(definition.key(), range, text.strip());
      }
    }
    int count = known(definition.unit()).size();
    return count < 2 || count > MOST_VALUES ? "A sweep has 2 to " + MOST_VALUES + " values." : "";
  }
}
