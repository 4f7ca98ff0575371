package dev.corelane.integration.documents;

import static java.util.stream.Collectors.toCollection;

import dev.corelane.integration.project.Project;
import dev.corelane.integration.project.ProjectRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What files may be there and what may stand in them.
final class SourceRules {
  /// Longest source file, in lines.
  private static final int LONGEST = 600;

  /// What lies in the project's folder, besides files whose names begin with a dot.
  private static final Set<String> TOP_LEVEL =
      Set.of(
          "LICENSE", "README.md", "app", "importers", "pom.xml", "sample-traces", "trace-format");

  private static final Pattern PUBLIC_TYPE =
      Pattern.compile(
          "^public (?:(?:static|final|abstract|sealed|non-sealed) )*"
              + "(?:class|record|enum|interface|@interface) \\w+.*");

  /// Folders of the machine that a file was written on.
  private static final Pattern MACHINE_PATH =
      Pattern.compile(
          "(?<![\\w.~}\\])-])(?:/(?:work|tmp|home|root|Users)/\\w|[A-Z]:\\\\Users\\\\)");

  /// Where packages come from is a matter of the builder's settings.
  private static final Pattern REGISTRY =
      Pattern.compile(
          "(?i)\\brepo1?\\.maven\\b|\\brepo\\.maven\\.apache\\b|\\bregistry\\.npmjs\\b|\\bpypi\\.org"
              + "|\\bproxy\\.golang\\b|\\bartifactory\\b|<(?:mirror|repositories|pluginRepositories)>"
              + "|\\blocalhost:\\d|\\bhttps?://\\d+\\.\\d+");

  private static final Pattern UNFINISHED = Pattern.compile("\\b(?:TODO|FIXME|XXX|HACK)\\b");
  private static final Pattern VERSION = Pattern.compile("<version>\\s*[^$<\\s]");
  private static final Pattern PARENT = Pattern.compile("(?s)<parent>.*?</parent>");

  private SourceRules() {}

  static List<ProjectRule> all() {
    return List.of(
        new ProjectRule("top-level-is-small", SourceRules::topLevelIsSmall),
        new ProjectRule("nothing-ignored-is-tracked", SourceRules::nothingIgnoredIsTracked),
        new ProjectRule("no-machine-paths", p -> lines(p, MACHINE_PATH, "path of a machine")),
        new ProjectRule("no-registries", p -> lines(p, REGISTRY, "place that packages come from")),
        new ProjectRule("nothing-unfinished", p -> lines(p, UNFINISHED, "note of unfinished work")),
        new ProjectRule("sources-are-short", SourceRules::sourcesAreShort),
        new ProjectRule("packages-are-described", SourceRules::packagesAreDescribed),
        new ProjectRule("public-types-are-described", SourceRules::publicTypesAreDescribed),
        new ProjectRule("versions-in-the-root-pom", SourceRules::versionsInTheRootPom));
  }

  private static List<String> topLevelIsSmall(Project project) {
    return project.files().stream()
        .map(file -> file.replaceFirst("/.*", ""))
        .distinct()
        .filter(name -> !name.startsWith(".") && !TOP_LEVEL.contains(name))
        .map(name -> name + ": does not belong into the project's folder")
        .toList();
  }

  private static List<String> nothingIgnoredIsTracked(Project project) {
    return project.ignoredFiles().stream()
        .map(file -> file + ": is tracked, but ignored by git's settings")
        .toList();
  }

  private static List<String> lines(Project project, Pattern forbidden, String what) {
    return project
        .textFiles()
        // These rules and their seeds spell what they forbid.
        .filter(file -> !file.contains("dev/corelane/integration/documents/"))
        .flatMap(
            file -> {
              List<String> lines = project.read(file).lines().toList();
              return IntStream.range(0, lines.size())
                  .filter(i -> forbidden.matcher(lines.get(i)).find())
                  .mapToObj(i -> "%s:%d: holds a %s".formatted(file, i + 1, what));
            })
        .toList();
  }

  private static List<String> sourcesAreShort(Project project) {
    return project
        .filesEnding(".java")
        .flatMap(
            file -> {
              long lines = project.read(file).lines().count();
              return lines > LONGEST
                  ? Stream.of("%s: has %d lines, more than %d".formatted(file, lines, LONGEST))
                  : Stream.of();
            })
        .toList();
  }

  private static List<String> packagesAreDescribed(Project project) {
    Set<String> packages =
        project
            .mainSources()
            .filter(file -> !file.endsWith("module-info.java"))
            .map(file -> file.substring(0, file.lastIndexOf('/') + 1))
            .collect(toCollection(TreeSet::new));
    return packages.stream()
        .map(folder -> folder + "package-info.java")
        .filter(file -> !project.has(file) || !project.read(file).startsWith("///"))
        .map(file -> file + ": does not say what the package is for")
        .toList();
  }

  private static List<String> publicTypesAreDescribed(Project project) {
    return project
        .mainSources()
        .flatMap(
            file -> {
              List<String> lines = project.read(file).lines().toList();
              return IntStream.range(0, lines.size())
                  .filter(i -> PUBLIC_TYPE.matcher(lines.get(i)).matches())
                  .filter(i -> !isDescribed(lines, i))
                  .mapToObj(i -> "%s:%d: has no documentation".formatted(file, i + 1));
            })
        .toList();
  }

  /// Whether the nearest lines above a declaration, its annotations left out, are documentation.
  private static boolean isDescribed(List<String> lines, int declaration) {
    int above = declaration - 1;
    while (above >= 0 && !lines.get(above).isBlank() && !lines.get(above).startsWith("///")) {
      above--;
    }
    return above >= 0 && lines.get(above).startsWith("///");
  }

  private static List<String> versionsInTheRootPom(Project project) {
    return project
        .filesEnding("/pom.xml")
        .filter(file -> VERSION.matcher(PARENT.matcher(project.read(file)).replaceAll("")).find())
        .map(file -> file + ": holds a version")
        .toList();
  }
}
