package dev.corelane.integration.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A small project made to break one rule.
public final class ProjectSeed {
  private final Path root;
  private final List<String> files = new ArrayList<>();
  private final List<String> ignored = new ArrayList<>();
  private final List<MavenModule> modules = new ArrayList<>();

  /// @param root an empty folder
  public ProjectSeed(Path root) {
    this.root = root;
  }

  /// @param name a path below the project
  /// @param lines what stands in it
  /// @return this
  /// @throws IOException if it cannot be written
  public ProjectSeed file(String name, String... lines) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, List.of(lines));
    files.add(name);
    return this;
  }

  /// @param name a path below the project
  /// @return this
  /// @throws IOException if it cannot be written
  public ProjectSeed ignoredFile(String name) throws IOException {
    ignored.add(name);
    return file(name, "made by a tool");
  }

  /// @param module one of its modules
  /// @return this
  public ProjectSeed module(MavenModule module) {
    modules.add(module);
    return this;
  }

  /// @return the project
  public Project project() {
    return new Project(root, List.copyOf(files), List.copyOf(ignored), List.copyOf(modules));
  }

  /// Makes a project.
  @FunctionalInterface
  public interface Maker {
    /// @param seed an empty project
    /// @throws IOException if a file cannot be written
    void make(ProjectSeed seed) throws IOException;
  }

  /// A seed and what is to be found in it.
  ///
  /// @param maker makes the project
  /// @param offenders what the findings begin with, in their order
  public record Expectation(Maker maker, List<String> offenders) {
    /// @param maker makes the project
    /// @param offenders what the findings begin with, in their order
    /// @return a seed
    public static Expectation of(Maker maker, String... offenders) {
      return new Expectation(maker, List.of(offenders));
    }
  }
}
