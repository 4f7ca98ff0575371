package dev.corelane.desktop.session.replay;

import java.util.List;
import javafx.beans.property.ReadOnlyStringProperty;

/// What a person asks for: what is compared, how often it runs, and with which numbers.
public sealed interface ReplayForm permits RecordingForm, ScenarioForm {
  /// @return what can be compared
  List<Choice> choices();

  /// @return numbers that can be changed
  List<NumberField> numbers();

  /// @return how many runs of each
  NumberField seeds();

  /// @return why it cannot run now, a sentence; "" if it can
  ReadOnlyStringProperty problem();

  /// The same by the command line.
  ///
  /// @return one command per line
  String command();
}
