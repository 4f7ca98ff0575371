package dev.corelane.importers.chrome;

import java.util.ArrayList;
import java.util.List;

/// One event as it stands in the file. The object is used again for the next one.
final class ChromeEvent {
  /// Arguments beyond are not looked at: a counter with more series cannot be drawn.
  private static final int MOST_ARGUMENTS = 64;

  /// A plain argument.
  ///
  /// @param text its value
  /// @param number whether it is a number
  record Argument(String name, String text, boolean number) {}

  String phase = "";
  String name = "";
  String category = "";
  String time = "";
  String duration = "";
  String pid = "";
  String tid = "";
  String id = "";
  boolean idIsOfProcess;
  String scope = "";
  final List<Argument> arguments = new ArrayList<>();

  void clear() {
    phase = "";
    name = "";
    category = "";
    time = "";
    duration = "";
    pid = "";
    tid = "";
    id = "";
    idIsOfProcess = false;
    scope = "";
    arguments.clear();
  }

  void argument(String argument, String text, boolean number) {
    if (arguments.size() < MOST_ARGUMENTS) {
      arguments.add(new Argument(argument, text, number));
    }
  }

  /// The text of an argument, "" when there is none.
  String argument(String wanted) {
    for (Argument argument : arguments) {
      if (argument.name().equals(wanted)) {
        return argument.text();
      }
    }
    return "";
  }
}
