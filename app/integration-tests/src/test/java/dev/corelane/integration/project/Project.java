package dev.corelane.integration.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The project as it lies on the disk.
///
/// @param root its folder
/// @param files what belongs to it, relative to the folder and with `/`: the files that git tracks
///   or would track, or without git all but what a build makes
/// @param ignoredFiles those of them that git is told to ignore
/// @param modules the modules of the reactor, in the order of the poms, the root first
public record Project(
    Path root, List<String> files, List<String> ignoredFiles, List<MavenModule> modules) {
  private static final Set<String> TEXT =
      Set.of(
          "cmd",
          "conf",
          "config",
          "css",
          "csv",
          "editorconfig",
          "fxml",
          "gitattributes",
          "gitignore",
          "html",
          "java",
          "json",
          "md",
          "properties",
          "sh",
          "sql",
          "svg",
          "txt",
          "xml",
          "yaml",
          "yml");

  /// @param file one of the project's files
  /// @return its text
  public String read(String file) {
    try {
      return Files.readString(root.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  /// @return the files that hold text, told by their endings and, without one, by their bytes
  public Stream<String> textFiles() {
    return files.stream().filter(this::isText);
  }

  /// @param ending what the names end with
  /// @return those files
  public Stream<String> filesEnding(String ending) {
    return files.stream().filter(file -> file.endsWith(ending));
  }

  /// @return the Java sources of the product: neither tests nor tools
  public Stream<String> mainSources() {
    return filesEnding(".java").filter(file -> file.contains("src/main/java/"));
  }

  /// @param path a file or a folder, relative to the project
  /// @return whether it belongs to the project
  public boolean has(String path) {
    String folder = path.endsWith("/") ? path : path + "/";
    return files.contains(path) || files.stream().anyMatch(file -> file.startsWith(folder));
  }

  private boolean isText(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    if (dot >= 0) {
      return TEXT.contains(name.substring(dot + 1));
    }
    try (var in = Files.newInputStream(root.resolve(file))) {
      for (byte b : in.readNBytes(4096)) {
        if (b == 0) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}
