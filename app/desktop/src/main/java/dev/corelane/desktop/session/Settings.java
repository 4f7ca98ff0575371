package dev.corelane.desktop.session;

import java.nio.file.Path;
import java.util.Optional;

/// What the program remembers from one start to the next.
///
/// @param theme the wanted theme
/// @param colors what the colours of threads tell apart
/// @param times what the times on the ruler are
/// @param legend whether the legend is shown
/// @param inspector whether the inspector opens by itself when something is selected
/// @param recent what was opened lately
/// @param folder the folder of the last file dialog
/// @param window size of the last window
public record Settings(
    ThemeChoice theme,
    ColorChoice colors,
    TimeChoice times,
    boolean legend,
    boolean inspector,
    RecentTraces recent,
    Optional<Path> folder,
    WindowPlace window) {
  /// What holds at the first start.
  public static final Settings DEFAULT =
      new Settings(
          ThemeChoice.SYSTEM,
          ColorChoice.CLASS,
          TimeChoice.START,
          true,
          true,
          RecentTraces.NONE,
          Optional.empty(),
          WindowPlace.DEFAULT);
}
