package dev.corelane.integration.project;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Finds the project around the running tests and reads it.
public final class ProjectReader {
  /// Folders that a build, an editor or git makes.
  private static final Set<String> NOT_OURS =
      Set.of(".git", "target", ".idea", ".vscode", ".settings", ".corelane-build");

  private ProjectReader() {}

  /// @return the project that these tests belong to
  /// @throws IOException if it cannot be read
  public static Project ofThisBuild() throws IOException {
    return of(root(Path.of("").toAbsolutePath()));
  }

  /// @param root the folder of a project
  /// @return the project
  /// @throws IOException if it cannot be read
  public static Project of(Path root) throws IOException {
    boolean git = Files.exists(root.resolve(".git"));
    List<String> tracked =
        git ? git(root, "ls-files", "--cached", "--others", "--exclude-standard") : List.of();
    List<String> ignored =
        tracked.isEmpty()
            ? List.of()
            : git(root, "ls-files", "--cached", "--ignored", "--exclude-standard");
    List<String> files = tracked.isEmpty() ? walk(root) : existing(root, tracked);
    return new Project(root, files, existing(root, ignored), new PomReader(root).modules());
  }

  private static Path root(Path from) {
    Path root = from;
    while (!Files.isDirectory(root.resolve("trace-format"))) {
      root = root.getParent();
      if (root == null) {
        throw new IllegalStateException("not inside the project: " + from);
      }
    }
    return root;
  }

  private static List<String> existing(Path root, List<String> files) {
    return files.stream().filter(file -> Files.exists(root.resolve(file))).sorted().toList();
  }

  /// What git answers; nothing where git is missing or does not answer for this folder.
  private static List<String> git(Path root, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of("git", "-c", "safe.directory=*", "-C", root.toString()));
    command.addAll(Arrays.asList(arguments));
    command.add("-z");
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException missing) {
      return List.of();
    }
    String answer;
    try (InputStream out = process.getInputStream()) {
      answer = new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
    try {
      if (process.waitFor() != 0) {
        return List.of();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
    return Stream.of(answer.split("\0")).filter(file -> !file.isEmpty()).distinct().toList();
  }

  private static List<String> walk(Path root) throws IOException {
    var files = new ArrayList<String>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean ours = !NOT_OURS.contains(folder.getFileName().toString());
            return ours || folder.equals(root)
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!file.getFileName().toString().equals(".jqwik-database")) {
              files.add(root.relativize(file).toString().replace('\\', '/'));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(null);
    return List.copyOf(files);
  }
}
