package dev.corelane.integration.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.integration.project.Project;
import dev.corelane.integration.project.ProjectRule;
import dev.corelane.integration.project.ProjectSeed;
import dev.corelane.integration.project.ProjectSeed.Expectation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule over files is seen to find what it is for, and nothing else, in a small project that
/// breaks it.
final class SeededFilesTest {
  private static final Map<String, Expectation> SEEDS = seeds();

  @TempDir private Path folder;

  static List<ProjectRule> rules() {
    return FilesTest.rules();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theRuleFindsWhatItIsFor(ProjectRule rule) throws IOException {
    var seed = new ProjectSeed(folder);
    Expectation expected = SEEDS.get(rule.id());
    expected.maker().make(seed);
    Project project = seed.project();

    List<String> findings = rule.check().apply(project);

    assertThat(findings).hasSameSizeAs(expected.offenders());
    for (int i = 0; i < findings.size(); i++) {
      assertThat(findings.get(i)).startsWith(expected.offenders().get(i) + ":");
    }
  }

  @Test
  void everyRuleHasASeed() {
    assertThat(rules().stream().map(ProjectRule::id))
        .containsExactlyInAnyOrderElementsOf(SEEDS.keySet());
  }

  private static Map<String, Expectation> seeds() {
    var seeds = new TreeMap<String, Expectation>();
    documents(seeds);
    texts(seeds);
    sources(seeds);
    return seeds;
  }

  private static void documents(Map<String, Expectation> seeds) {
    seeds.put(
        "links-lead-somewhere",
        Expectation.of(
            seed ->
                seed.file("README.md", "[there](app/README.md#use) [not](app/MISSING.md)")
                    .file("app/README.md", "![picture](../lanes.png) [web](https://example.org)")
                    .file("app/CODE.md", "```", "[not](a link)", "```", "`[nor](this)`")
                    .file("app/FOLDER.md", "[folder](../app) [itself](#here)"),
            "README.md",
            "app/README.md"));
    seeds.put(
        "named-paths-exist",
        Expectation.of(
            seed ->
                seed.file("README.md", "`app/corelane` and `app/missing`, `text/plain`")
                    .file("app/README.md", "`cli/Gone.java`, `cli/*.java`, `cli/<name>.java`")
                    .file("app/cli/Main.java", "final class Main {}")
                    .file("app/corelane", "#!/bin/sh"),
            "README.md",
            "app/README.md"));
    seeds.put(
        "named-classes-exist",
        Expectation.of(
            seed ->
                seed.file("README.md", "`Main.java`, `dev.corelane.cli`, `dev.corelane.cli.Main`")
                    .file("app/README.md", "`dev.corelane.gone` `dev.corelane.cli.Gone`")
                    .file("app/MORE.md", "`Gone.java`")
                    .file("app/cli/src/main/java/dev/corelane/cli/Main.java", "class Main {}"),
            "app/README.md",
            "app/README.md",
            "app/MORE.md"));
  }

  private static void texts(Map<String, Expectation> seeds) {
    seeds.put(
        "top-level-is-small",
        Expectation.of(
            seed ->
                seed.file("notes.txt", "later")
                    .file("docs/README.md", "elsewhere")
                    .file(".ci/run", "#!/bin/sh")
                    .file("app/pom.xml", "<project/>"),
            "notes.txt",
            "docs"));
    seeds.put(
        "nothing-ignored-is-tracked",
        Expectation.of(
            seed -> seed.ignoredFile("importers/.database").file("README.md", "kept"),
            "importers/.database"));
    seeds.put(
        "no-machine-paths",
        Expectation.of(
            seed ->
                seed.file("README.md", "fine: app/work/x, ~/tmp/y, $HOME/tmp/z", "see /home/me/x")
                    .file("app/run", "#!/bin/sh", "cp x /tmp/y")
                    .file("app/Main.java", "// C:\\Users\\me"),
            "README.md:2",
            "app/run:2",
            "app/Main.java:1"));
    seeds.put(
        "no-registries",
        Expectation.of(
            seed ->
                seed.file("pom.xml", "<repositories>", "xmlns='https://maven.apache.org/POM/4.0.0'")
                    .file(".mvn/settings.xml", "<url>https://repo.maven.apache.org/maven2</url>"),
            "pom.xml:1",
            ".mvn/settings.xml:1"));
    seeds.put(
        "nothing-unfinished",
        Expectation.of(
            seed ->
                seed.file("app/Main.java", "// finished", "// TODO later")
                    .file("README.md", "ToDos are kept elsewhere"),
            "app/Main.java:2"));
    seeds.put(
        "versions-in-the-root-pom",
        Expectation.of(
            seed ->
                seed.file("pom.xml", "<version>1.0</version>")
                    .file("app/pom.xml", "<parent><version>1.0</version></parent>")
                    .file("app/cli/pom.xml", "<version>${project.version}</version>")
                    .file("app/desktop/pom.xml", "<version>26.0.2</version>"),
            "app/desktop/pom.xml"));
  }

  private static void sources(Map<String, Expectation> seeds) {
    String main = "app/cli/src/main/java/dev/corelane/cli/";
    seeds.put(
        "sources-are-short",
        Expectation.of(
            seed -> seed.file(main + "Short.java", lines(600)).file(main + "Long.java", lines(601)),
            main + "Long.java"));
    seeds.put(
        "packages-are-described",
        Expectation.of(
            seed ->
                seed.file(main + "Main.java", "final class Main {}")
                    .file(main + "report/Report.java", "interface Report {}")
                    .file(main + "report/package-info.java", "package dev.corelane.cli.report;")
                    .file(main + "terminal/Terminal.java", "final class Terminal {}")
                    .file(main + "terminal/package-info.java", "/// Streams.", "package x;"),
            main + "package-info.java",
            main + "report/package-info.java"));
    seeds.put(
        "public-types-are-described",
        Expectation.of(
            seed ->
                seed.file(main + "Bare.java", "package x;", "", "public final class Bare {}")
                    .file(
                        main + "Annotated.java", "", "@Deprecated", "public record Annotated() {}")
                    .file(main + "Good.java", "/// Good.", "@Deprecated", "public class Good {}")
                    .file(main + "Hidden.java", "", "final class Hidden {}"),
            main + "Bare.java:3",
            main + "Annotated.java:3"));
  }

  private static String[] lines(int count) {
    return Collections.nCopies(count, "//").toArray(String[]::new);
  }
}
