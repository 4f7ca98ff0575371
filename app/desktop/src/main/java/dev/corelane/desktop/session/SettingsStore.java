package dev.corelane.desktop.session;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// Keeps the [Settings] in a properties file. A missing or damaged file gives the defaults; a
/// folder that cannot be written to only means that nothing is remembered.
public final class SettingsStore {
  /// Usual name of the file.
  public static final String FILE = "desktop.properties";

  private final Path file;

  /// @param file the file; its folder is made when needed
  public SettingsStore(Path file) {
    this.file = file;
  }

  /// @return where the bookmarks of recordings are kept: in a folder beside the file
  public BookmarkStore bookmarks() {
    return new BookmarkStore(file.resolveSibling("bookmarks"));
  }

  /// @return the settings as last saved, else the defaults
  public Settings load() {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException unreadable) {
      return Settings.DEFAULT;
    }
    Settings normal = Settings.DEFAULT;
    return new Settings(
        ThemeChoice.of(properties.getProperty("theme", "")).orElse(normal.theme()),
        ColorChoice.of(properties.getProperty("colors", "")).orElse(normal.colors()),
        TimeChoice.of(properties.getProperty("times", "")).orElse(normal.times()),
        flag(properties, "legend", normal.legend()),
        flag(properties, "inspector", normal.inspector()),
        recent(properties),
        path(properties.getProperty("folder", "")),
        new WindowPlace(
            number(properties, "window.width"),
            number(properties, "window.height"),
            flag(properties, "window.maximized", false)));
  }

  /// Saves settings by replacing the file as a whole.
  ///
  /// @param settings what to remember
  /// @return whether that worked
  public boolean save(Settings settings) {
    var properties = new Properties();
    properties.setProperty("theme", settings.theme().id());
    properties.setProperty("colors", settings.colors().id());
    properties.setProperty("times", settings.times().id());
    properties.setProperty("legend", Boolean.toString(settings.legend()));
    properties.setProperty("inspector", Boolean.toString(settings.inspector()));
    settings.folder().ifPresent(f -> properties.setProperty("folder", f.toString()));
    properties.setProperty("window.width", Double.toString(settings.window().width()));
    properties.setProperty("window.height", Double.toString(settings.window().height()));
    properties.setProperty("window.maximized", Boolean.toString(settings.window().maximized()));
    List<List<Path>> recent = settings.recent().entries();
    for (int i = 0; i < recent.size(); i++) {
      for (int k = 0; k < recent.get(i).size(); k++) {
        properties.setProperty("recent." + i + "." + k, recent.get(i).get(k).toString());
      }
    }
    Path whole = file.resolveSibling(file.getFileName() + ".new");
    try {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try (Writer writer = Files.newBufferedWriter(whole)) {
        properties.store(writer, "Corelane desktop settings");
      }
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
      return true;
    } catch (IOException notWritten) {
      return false;
    }
  }

  private static RecentTraces recent(Properties properties) {
    List<List<Path>> entries = new ArrayList<>();
    for (int i = 0; i < RecentTraces.MOST; i++) {
      List<Path> paths = new ArrayList<>();
      String key = "recent." + i + ".";
      for (int k = 0; properties.getProperty(key + k) != null; k++) {
        path(properties.getProperty(key + k)).ifPresent(paths::add);
      }
      entries.add(paths);
    }
    return new RecentTraces(entries);
  }

  private static Optional<Path> path(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static boolean flag(Properties properties, String key, boolean otherwise) {
    return Boolean.parseBoolean(properties.getProperty(key, Boolean.toString(otherwise)));
  }

  private static double number(Properties properties, String key) {
    try {
      return Double.parseDouble(properties.getProperty(key, "NaN"));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
