package dev.corelane.desktop.session.replay;

import dev.corelane.replay.scenario.Range;
import java.util.OptionalDouble;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// A number that a person may change, made from its definition: the text that stands in the field,
/// and what is wrong with it.
public final class NumberField {
  private final Definition definition;
  private final StringProperty text = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

  /// What a number is.
  ///
  /// @param key its name, as the command line has it
  /// @param unit its unit, "" if it has none
  /// @param range which values it may have
  /// @param usual its value unless it is changed; empty if it is found out when it is needed
  /// @param otherwise in words, what it is then; "" if the usual value says it
  /// @param about what it is
  /// @param source where the usual value comes from, "" if nobody says
  /// @param assumed whether the usual value is an assumption
  public record Definition(
      String key,
      String unit,
      Range range,
      OptionalDouble usual,
      String otherwise,
      String about,
      String source,
      boolean assumed) {}

  NumberField(Definition definition) {
    this.definition = definition;
    reset();
    text.subscribe((before, now) -> check());
  }

  /// @return what it is
  public Definition definition() {
    return definition;
  }

  /// @return what stands in the field
  public StringProperty text() {
    return text;
  }

  /// @return what is wrong with it, a sentence; "" if nothing is
  public ReadOnlyStringProperty problem() {
    return problem.getReadOnlyProperty();
  }

  /// Goes back to the usual value.
  public void reset() {
    text.set(definition.usual().isPresent() ? exact(definition.usual().getAsDouble()) : "");
  }

  /// Sets a value.
  ///
  /// @param value the value
  public void set(double value) {
    text.set(exact(value));
  }

  /// @return the value that stands in the field, empty if none or none that can be read
  public OptionalDouble value() {
    return Quantity.parse(text.get(), definition.unit());
  }

  /// The value where it is another than the usual one.
  ///
  /// @return the value; empty if nothing was changed
  public OptionalDouble changed() {
    OptionalDouble value = value();
    return value.equals(definition.usual()) ? OptionalDouble.empty() : value;
  }

  /// @return that value
  /// @throws IllegalStateException if it is not known; [#problem()] says why
  double known() {
    return value().orElseThrow(() -> new IllegalStateException(definition.key() + " is not known"));
  }

  private String exact(double value) {
    return Quantity.exact(value, definition.unit());
  }

  private void check() {
    problem.set(sentence());
  }

  private String sentence() {
    String written = text.get().strip();
    if (written.isEmpty()) {
      return definition.usual().isPresent() ? definition.key() + " is missing." : "";
    }
    OptionalDouble value = value();
    if (value.isEmpty()) {
      return "\u201C" + written + "\u201D is no number" + unitsHint();
    }
    Range range = definition.range();
    if (range.has(value.getAsDouble())) {
      return "";
    }
    boolean fraction = value.getAsDouble() >= range.least() && value.getAsDouble() <= range.most();
    return fraction
        ? definition.key() + " is a whole number."
        : "%s is %s to %s, not %s."
            .formatted(
                definition.key(),
                exact(range.least()),
                exact(range.most()),
                exact(value.getAsDouble()));
  }

  private String unitsHint() {
    return definition.unit().equals("ns") ? "; one looks like 300 ms, 20 us or 1500." : ".";
  }
}
