package dev.corelane.desktop;

import dev.corelane.desktop.session.ThemeChoice;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The arguments of the desktop program: `[open] [FILE...] [--sample ID] [--theme
/// light|dark|system] [--frame-meter]`.
///
/// @param files what to open at the start, as one incident; may be empty
/// @param sample id of the sample to open at the start
/// @param theme theme of this run, which is not remembered
/// @param frameMeter whether frame times are measured from the start and printed at the end
public record DesktopArguments(
    List<Path> files, Optional<String> sample, Optional<ThemeChoice> theme, boolean frameMeter) {
  /// Nothing said.
  public static final DesktopArguments NONE =
      new DesktopArguments(List.of(), Optional.empty(), Optional.empty(), false);

  /// What the arguments may be.
  public static final String USAGE =
      "Usage: corelane open [FILE...] [--sample ID] [--theme light|dark|system] [--frame-meter]";

  /// Reads the arguments.
  ///
  /// @param args as given to `main`
  /// @return what they say
  /// @throws IllegalArgumentException if they make no sense; the message is one sentence
  public static DesktopArguments parse(List<String> args) {
    List<Path> files = new ArrayList<>();
    Optional<String> sample = Optional.empty();
    Optional<ThemeChoice> theme = Optional.empty();
    boolean frameMeter = false;
    boolean options = true;
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      String name = arg.contains("=") ? arg.substring(0, arg.indexOf('=')) : arg;
      if (i == 0 && arg.equals("open")) {
        continue;
      }
      if (!options || !arg.startsWith("--")) {
        files.add(path(arg));
      } else if (arg.equals("--")) {
        options = false;
      } else if (arg.equals("--frame-meter")) {
        frameMeter = true;
      } else if (name.equals("--theme") || name.equals("--sample")) {
        String value;
        if (arg.length() > name.length()) {
          value = arg.substring(name.length() + 1);
        } else if (i + 1 < args.size()) {
          value = args.get(++i);
        } else {
          throw new IllegalArgumentException(name + " needs a value.");
        }
        if (name.equals("--sample")) {
          sample = Optional.of(value);
        } else {
          theme = ThemeChoice.of(value);
          if (theme.isEmpty()) {
            throw new IllegalArgumentException(
                "--theme must be light, dark or system, not " + value + ".");
          }
        }
      } else {
        throw new IllegalArgumentException("Unknown option " + arg + ".");
      }
    }
    return new DesktopArguments(List.copyOf(files), sample, theme, frameMeter);
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(text + " cannot be the name of a file.", e);
    }
  }
}
