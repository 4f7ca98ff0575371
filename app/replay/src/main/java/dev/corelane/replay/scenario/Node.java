package dev.corelane.replay.scenario;

import java.util.List;
import java.util.SequencedMap;

/// A value of a JSON file and where it stands.
sealed interface Node {
  /// Its path, such as `threads[0].name`.
  String path();

  /// Line, from 1.
  int line();

  /// Column, from 1.
  int column();

  /// An object with its fields in their order.
  record Tree(String path, int line, int column, SequencedMap<String, Node> fields)
      implements Node {}

  /// An array.
  record Sequence(String path, int line, int column, List<Node> values) implements Node {}

  /// A string.
  record Text(String path, int line, int column, String value) implements Node {}

  /// A number.
  record Numeral(String path, int line, int column, double value) implements Node {}

  /// A truth value, or null.
  record Other(String path, int line, int column, String value) implements Node {}

  /// The failure of this value.
  default ScenarioException wrong(String what) {
    String where = path().isEmpty() ? "the file" : path();
    return new ScenarioException(
        "line %d, column %d, %s: %s".formatted(line(), column(), where, what));
  }
}
