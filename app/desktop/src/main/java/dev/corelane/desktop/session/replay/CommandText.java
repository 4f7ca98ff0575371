package dev.corelane.desktop.session.replay;

import dev.corelane.desktop.session.ShellWords;
import dev.corelane.replay.scenario.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A command line in the making.
final class CommandText {
  private static final String PROGRAM = "app/corelane";

  private final List<String> words = new ArrayList<>();

  CommandText(String command) {
    words.add(PROGRAM);
    words.add(command);
  }

  CommandText word(String word) {
    words.add(word);
    return this;
  }

  CommandText option(String name, String value) {
    words.add(name);
    words.add(value);
    return this;
  }

  CommandText settings(Map<String, Double> settings) {
    new TreeMap<>(settings)
        .forEach((key, value) -> option("--set", key + "=" + Range.plain(value)));
    return this;
  }

  /// @return one line for a POSIX shell
  @Override
  public String toString() {
    return ShellWords.line(words);
  }
}
