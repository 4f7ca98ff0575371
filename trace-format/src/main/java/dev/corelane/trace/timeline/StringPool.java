package dev.corelane.trace.timeline;

import java.util.List;

/// The strings of a timeline, each once; tables refer to them by number.
///
/// @param strings the strings; number 0 is ""
public record StringPool(List<String> strings) {
  /// @throws IllegalArgumentException if the first string is not ""
  public StringPool {
    strings = List.copyOf(strings);
    if (strings.isEmpty() || !strings.getFirst().isEmpty()) {
      throw new IllegalArgumentException("string 0 must be empty");
    }
  }

  /// @param number any number
  /// @return the string, "" when there is none of that number
  public String get(int number) {
    return number >= 0 && number < strings.size() ? strings.get(number) : "";
  }
}
