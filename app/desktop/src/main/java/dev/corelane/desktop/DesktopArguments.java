package dev.corelane.desktop;

import dev.corelane.desktop.session.DeepLink;
import dev.corelane.desktop.session.ThemeChoice;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The arguments of the desktop program: `[open] [FILE...] [--sample ID] [--compare FILE|ID]...
/// [--at TIME] [--select NAME] [--theme light|dark|system] [--frame-meter]`.
///
/// @param files what to open at the start, as one incident; may be empty
/// @param sample id of the sample to open at the start
/// @param theme theme of this run, which is not remembered
/// @param frameMeter whether frame times are measured from the start and printed at the end
/// @param link where to look first
/// @param compare what to show beside it in a window of comparison: files or ids of samples, at
///   most three; may be empty
public record DesktopArguments(
    List<Path> files,
    Optional<String> sample,
    Optional<ThemeChoice> theme,
    boolean frameMeter,
    DeepLink link,
    List<String> compare) {
  /// Nothing said.
  public static final DesktopArguments NONE =
      new DesktopArguments(
          List.of(), Optional.empty(), Optional.empty(), false, DeepLink.NONE, List.of());

  /// What the arguments may be.
  public static final String USAGE =
      "Usage: corelane open [FILE...] [--sample ID] [--compare FILE|ID]... [--at TIME[..TIME]]"
          + " [--select NAME] [--theme light|dark|system] [--frame-meter]";

  private static final String SAMPLE = "--sample";
  private static final String AT = "--at";
  private static final String SELECT = "--select";
  private static final String COMPARE = "--compare";
  private static final Set<String> WITH_VALUE = Set.of("--theme", SAMPLE, AT, SELECT, COMPARE);
  private static final int MOST_COMPARED = 3;

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
    String at = "";
    String select = "";
    List<String> compare = new ArrayList<>();
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
      } else if (WITH_VALUE.contains(name)) {
        String value;
        if (arg.length() > name.length()) {
          value = arg.substring(name.length() + 1);
        } else if (i + 1 < args.size()) {
          value = args.get(++i);
        } else {
          throw new IllegalArgumentException(name + " needs a value.");
        }
        switch (name) {
          case SAMPLE -> sample = Optional.of(value);
          case AT -> at = value;
          case SELECT -> select = value;
          case COMPARE -> compare.add(value);
          default -> theme = theme(value);
        }
      } else {
        throw new IllegalArgumentException("Unknown option " + arg + ".");
      }
    }
    DeepLink link = new DeepLink(at, select);
    check(compare, !files.isEmpty() || sample.isPresent());
    return new DesktopArguments(
        List.copyOf(files), sample, theme, frameMeter, link, List.copyOf(compare));
  }

  private static void check(List<String> compare, boolean something) {
    if (compare.size() > MOST_COMPARED) {
      throw new IllegalArgumentException("At most four recordings can be compared.");
    }
    if (!compare.isEmpty() && !something) {
      throw new IllegalArgumentException(
          "--compare needs something to compare with: a FILE or --sample ID.");
    }
    compare.stream().filter(value -> !value.isEmpty()).forEach(DesktopArguments::path);
  }

  private static Optional<ThemeChoice> theme(String value) {
    Optional<ThemeChoice> theme = ThemeChoice.of(value);
    if (theme.isEmpty()) {
      throw new IllegalArgumentException(
          "--theme must be light, dark or system, not " + value + ".");
    }
    return theme;
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(text + " cannot be the name of a file.", e);
    }
  }
}
