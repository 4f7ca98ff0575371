package dev.corelane.desktop.session;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the program keeps its files, by the customs of the operating system.
///
/// @param settings small files that must last
/// @param cache files that can be made again
public record Folders(Path settings, Path cache) {
  private static final String NAME = "corelane";

  /// The folders of this user on this system.
  ///
  /// @return the folders
  public static Folders ofThisUser() {
    return of(
        System.getProperty("os.name", ""),
        Path.of(System.getProperty("user.home", ".")),
        System.getenv());
  }

  /// The folders of a user.
  ///
  /// @param osName system property `os.name`
  /// @param home the user's home folder
  /// @param environment environment variables
  /// @return the folders
  public static Folders of(String osName, Path home, Map<String, String> environment) {
    if (osName.startsWith("Windows")) {
      Path roaming = folder(environment.get("APPDATA"), home.resolve("AppData/Roaming"));
      Path local = folder(environment.get("LOCALAPPDATA"), home.resolve("AppData/Local"));
      return new Folders(roaming.resolve(NAME), local.resolve(NAME).resolve("cache"));
    }
    if (osName.startsWith("Mac")) {
      return new Folders(
          home.resolve("Library/Application Support").resolve(NAME),
          home.resolve("Library/Caches").resolve(NAME));
    }
    return new Folders(
        folder(environment.get("XDG_CONFIG_HOME"), home.resolve(".config")).resolve(NAME),
        folder(environment.get("XDG_CACHE_HOME"), home.resolve(".cache")).resolve(NAME));
  }

  /// A folder of the environment; one that is not absolute does not count.
  private static Path folder(@Nullable String name, Path otherwise) {
    if (name == null || name.isBlank()) {
      return otherwise;
    }
    Path folder = Path.of(name);
    return folder.isAbsolute() ? folder : otherwise;
  }
}
