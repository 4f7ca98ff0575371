package dev.corelane.desktop.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What was opened lately, the newest first. Immutable.
///
/// @param entries each the files of one incident
public record RecentTraces(List<List<Path>> entries) {
  /// How many are kept.
  public static final int MOST = 12;

  /// None.
  public static final RecentTraces NONE = new RecentTraces(List.of());

  /// Copies the lists and keeps the newest [#MOST].
  public RecentTraces {
    List<List<Path>> copy = new ArrayList<>();
    for (List<Path> entry : entries) {
      if (!entry.isEmpty() && copy.size() < MOST) {
        copy.add(List.copyOf(entry));
      }
    }
    entries = List.copyOf(copy);
  }

  /// Puts an incident in front; one that was there already moves.
  ///
  /// @param paths its files
  /// @return the new list
  public RecentTraces with(List<Path> paths) {
    List<Path> absolute = absolute(paths);
    List<List<Path>> list = new ArrayList<>();
    list.add(absolute);
    for (List<Path> entry : entries) {
      if (!entry.equals(absolute)) {
        list.add(entry);
      }
    }
    return new RecentTraces(list);
  }

  /// Takes an incident out, for instance because its files are gone.
  ///
  /// @param paths its files
  /// @return the new list
  public RecentTraces without(List<Path> paths) {
    List<Path> absolute = absolute(paths);
    return new RecentTraces(entries.stream().filter(e -> !e.equals(absolute)).toList());
  }

  private static List<Path> absolute(List<Path> paths) {
    return paths.stream().map(p -> p.toAbsolutePath().normalize()).toList();
  }
}
