package dev.corelane.desktop.session.replay;

import java.util.List;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.StringProperty;

/// The part of a form that asks for a sweep: one parameter over several values.
public sealed interface SweepForm permits RecordingForm, ScenarioForm {
  /// @return the parameters that a sweep can go over
  List<NumberField> numbers();

  /// @return why nothing can run now, a sentence; "" if it can
  ReadOnlyStringProperty problem();

  /// @return what a person has asked for of a sweep
  SweepFields sweepFields();

  /// @return name of the parameter that a sweep goes over, "" for none
  default StringProperty sweepParameter() {
    return sweepFields().parameter();
  }

  /// @return its values with commas or semicolons between them
  default StringProperty sweepValues() {
    return sweepFields().values();
  }

  /// Chooses the parameter of a sweep, and values for it.
  ///
  /// @param key its name
  void suggestSweep(String key);

  /// @return why a sweep cannot run now, a sentence; "" if it can
  default ReadOnlyStringProperty sweepProblem() {
    return sweepFields().problem();
  }

  /// The sweep by the command line.
  ///
  /// @return one command per line, "" while there is a problem
  String sweepCommand();
}
