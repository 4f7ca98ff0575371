package dev.corelane.desktop.session;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// Finds commands by what is typed.
public final class CommandSearch {
  private CommandSearch() {}

  /// The commands whose title has all the words, in any order.
  ///
  /// @param query what was typed; "" finds all
  /// @param enabled whether a command can be done now
  /// @return those that can, titles that begin with what was typed first, then in the order of
  ///   menus
  public static List<Command> find(String query, Predicate<Command> enabled) {
    String typed = query.strip().toLowerCase(Locale.ROOT);
    List<String> words = Arrays.stream(typed.split("\\s+", -1)).toList();
    return Arrays.stream(Command.values())
        .filter(enabled)
        .filter(command -> words.stream().allMatch(word -> title(command).contains(word)))
        .sorted(Comparator.comparing(command -> !title(command).startsWith(typed)))
        .toList();
  }

  private static String title(Command command) {
    return command.title().toLowerCase(Locale.ROOT);
  }
}
