package dev.corelane.integration.documents;

import static java.util.stream.Collectors.toSet;

import dev.corelane.integration.project.Project;
import dev.corelane.integration.project.ProjectRule;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the documents say is true: links lead somewhere, named files, packages and classes exist.
final class DocumentRules {
  /// `[text](target)` and `![text](target "title")`.
  private static final Pattern LINK = Pattern.compile("!?\\[[^]\\n]*]\\(\\s*<?([^)\\s>]+)");

  private static final Pattern FENCED = Pattern.compile("(?ms)^\\s*```.*?^\\s*```");
  private static final Pattern INDENTED = Pattern.compile("(?m)^ {4}.*$");
  private static final Pattern QUOTED = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern EXTERNAL = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:.*|#.*");

  /// A path of at least two names; `*` stands for any part of a name.
  private static final Pattern PATH = Pattern.compile("\\.{0,2}[\\w.*-]+(?:/[\\w.*-]+)+/?");

  private static final Pattern PACKAGE_OR_CLASS =
      Pattern.compile("dev\\.corelane(?:\\.[a-z]\\w*)*(?:\\.[A-Z]\\w*)?");

  private static final Pattern CLASS_FILE = Pattern.compile("[A-Z]\\w*\\.java");

  private DocumentRules() {}

  static List<ProjectRule> all() {
    return List.of(
        new ProjectRule("links-lead-somewhere", DocumentRules::linksLeadSomewhere),
        new ProjectRule("named-paths-exist", DocumentRules::namedPathsExist),
        new ProjectRule("named-classes-exist", DocumentRules::namedClassesExist));
  }

  private static List<String> linksLeadSomewhere(Project project) {
    return project
        .filesEnding(".md")
        .flatMap(
            file ->
                matches(LINK, prose(project.read(file)))
                    .filter(target -> !EXTERNAL.matcher(target).matches())
                    .map(target -> target.replaceFirst("#.*", ""))
                    .filter(target -> !project.has(resolve(file, target)))
                    .map(target -> file + ": links to " + target + ", which is not there"))
        .toList();
  }

  /// A quoted path counts as one of the project's when it begins with a name that stands in the
  /// project's folder or beside the document. `*` must match something; what holds `<`, `{` or `$`
  /// is an example and not looked at.
  private static List<String> namedPathsExist(Project project) {
    Set<String> top = project.files().stream().map(DocumentRules::firstName).collect(toSet());
    return project
        .filesEnding(".md")
        .flatMap(
            file ->
                matches(QUOTED, project.read(file))
                    .filter(quoted -> PATH.matcher(quoted).matches())
                    .filter(
                        path ->
                            top.contains(firstName(path))
                                || project.has(resolve(file, firstName(path))))
                    .filter(path -> !exists(project, file, path))
                    .map(path -> file + ": names " + path + ", which is not there"))
        .toList();
  }

  /// Classes count when they are named with their package or as a file.
  private static List<String> namedClassesExist(Project project) {
    Set<String> sources =
        project
            .filesEnding(".java")
            .map(file -> file.replaceFirst(".*src/(main|test)/java/", ""))
            .collect(toSet());
    return project
        .filesEnding(".md")
        .flatMap(
            file ->
                matches(QUOTED, project.read(file))
                    .filter(quoted -> !isThere(sources, quoted))
                    .map(quoted -> file + ": names " + quoted + ", which is not there"))
        .toList();
  }

  private static boolean isThere(Set<String> sources, String quoted) {
    if (CLASS_FILE.matcher(quoted).matches()) {
      return sources.stream().anyMatch(source -> source.endsWith("/" + quoted));
    }
    if (!PACKAGE_OR_CLASS.matcher(quoted).matches()) {
      return true;
    }
    String path = quoted.replace('.', '/');
    return sources.stream().anyMatch(s -> s.startsWith(path + "/") || s.equals(path + ".java"));
  }

  private static boolean exists(Project project, String document, String path) {
    return Stream.of(resolve("", path), resolve(document, path))
        .anyMatch(
            candidate ->
                candidate.contains("*") ? some(project, candidate) : project.has(candidate));
  }

  private static boolean some(Project project, String glob) {
    Pattern pattern = Pattern.compile(glob.replace(".", "\\.").replace("*", "[^/]*") + "(?:/.*)?");
    return project.files().stream().anyMatch(file -> pattern.matcher(file).matches());
  }

  private static String firstName(String path) {
    return path.replaceFirst("/.*", "");
  }

  /// @return a target as a path of the project
  private static String resolve(String document, String target) {
    int slash = document.lastIndexOf('/');
    var path = new ArrayDeque<String>();
    String whole = slash < 0 ? target : document.substring(0, slash) + "/" + target;
    for (String name : whole.split("/", -1)) {
      if (name.equals("..")) {
        path.pollLast();
      } else if (!name.equals(".") && !name.isEmpty()) {
        path.addLast(name);
      }
    }
    return String.join("/", path);
  }

  /// The text without examples of code, in which brackets mean something else.
  private static String prose(String markdown) {
    String withoutFences = FENCED.matcher(markdown).replaceAll("");
    return QUOTED.matcher(INDENTED.matcher(withoutFences).replaceAll("")).replaceAll("code");
  }

  private static Stream<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1));
  }
}
