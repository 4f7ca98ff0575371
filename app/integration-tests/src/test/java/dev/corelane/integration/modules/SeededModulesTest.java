package dev.corelane.integration.modules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.integration.project.MavenModule;
import dev.corelane.integration.project.ProjectRule;
import dev.corelane.integration.project.ProjectSeed;
import dev.corelane.integration.project.ProjectSeed.Expectation;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule over modules is seen to find what it is for, and nothing else.
final class SeededModulesTest {
  private static final Map<String, Expectation> SEEDS = seeds();

  @TempDir private Path folder;

  static List<ProjectRule> rules() {
    return ModuleRules.all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theRuleFindsWhatItIsFor(ProjectRule rule) throws IOException {
    var seed = new ProjectSeed(folder);
    Expectation expected = SEEDS.get(rule.id());
    expected.maker().make(seed);

    assertThat(rule.check().apply(seed.project())).containsExactlyElementsOf(expected.offenders());
  }

  @Test
  void everyRuleHasASeed() {
    assertThat(rules().stream().map(ProjectRule::id))
        .containsExactlyInAnyOrderElementsOf(SEEDS.keySet());
  }

  private static Map<String, Expectation> seeds() {
    var seeds = new TreeMap<String, Expectation>();
    reactor(seeds);
    descriptors(seeds);
    services(seeds);
    return seeds;
  }

  private static void reactor(Map<String, Expectation> seeds) {
    seeds.put(
        "modules-as-planned",
        Expectation.of(
            seed ->
                seed.module(module("app/query", b -> b))
                    .module(plain("app/benchmarks"))
                    .module(module("trace-format", "dev.corelane.trace", b -> b))
                    .module(module("importers", "dev.corelane.readers", b -> b))
                    .module(plain("app/render")),
            "app/query: is not planned",
            "importers: is named 'dev.corelane.readers', not 'dev.corelane.importers'",
            "app/render: is named '', not 'dev.corelane.render'"));
    seeds.put(
        "poms-in-the-reactor",
        Expectation.of(
            seed ->
                seed.module(plain("app/cli"))
                    .file("app/cli/pom.xml", "<project/>")
                    .file("app/query/pom.xml", "<project/>"),
            "app/query/pom.xml: no other pom lists this module"));
    seeds.put(
        "no-empty-modules",
        Expectation.of(
            seed ->
                seed.module(plain("app/replay"))
                    .file("app/replay/src/main/java/module-info.java", "module x {}")
                    .module(plain("app/render"))
                    .file("app/render/src/main/java/Surface.java", "interface Surface {}")
                    .module(plain("app/export"))
                    .file("app/export/src/main/java/Csv.java", "class Csv {}")
                    .file("app/export/src/test/java/CsvTest.java", "class CsvTest {}")
                    .module(plain("app/integration-tests"))
                    .file("app/integration-tests/src/test/java/RuleTest.java", "class X {}"),
            "app/replay: has no class",
            "app/replay: has no test",
            "app/render: has no test"));
    seeds.put(
        "poms-and-descriptors-agree",
        Expectation.of(
            seed ->
                seed.module(
                    module(
                        "app/render",
                        b -> b.requires("dev.corelane.trace"),
                        Set.of("trace-format", "analysis"),
                        Map.of())),
            "app/render/pom.xml: needs no dependency on analysis"));
  }

  private static void descriptors(Map<String, Expectation> seeds) {
    seeds.put(
        "requires-as-planned",
        Expectation.of(
            seed ->
                seed.module(
                        module(
                            "trace-format",
                            b ->
                                b.requires("java.logging")
                                    .requires(Set.of(Requires.Modifier.STATIC), "org.jspecify")))
                    .module(
                        module(
                            "app/cli",
                            b -> b.requires("dev.corelane.desktop").requires("dev.corelane.trace")))
                    .module(module("app/render", b -> b.requires("org.jspecify"))),
            "trace-format: requires java.logging",
            "app/cli: requires dev.corelane.desktop",
            "app/render: requires org.jspecify"));
    seeds.put(
        "exports-as-planned",
        Expectation.of(
            seed ->
                seed.module(
                        module(
                            "importers",
                            b ->
                                b.exports("dev.corelane.importers")
                                    .exports("dev.corelane.importers.perf")))
                    .module(module("sample-traces", b -> b))
                    .module(
                        module(
                            "app/desktop",
                            b -> b.exports("dev.corelane.desktop", Set.of("javafx.graphics")))),
            "importers: exports dev.corelane.importers.perf",
            "sample-traces: does not export dev.corelane.samples"));
    seeds.put(
        "opens-to-one-module",
        Expectation.of(
            seed ->
                seed.module(
                        module("app/cli", b -> b.opens("dev.corelane.cli", Set.of("info.picocli"))))
                    .module(module("app/render", b -> b.opens("dev.corelane.render")))
                    .module(open("app/export")),
            "app/render: opens dev.corelane.render",
            "app/export: is open"));
  }

  private static void services(Map<String, Expectation> seeds) {
    String service = "dev.corelane.importers.TraceImporter";
    seeds.put(
        "services-in-both-places",
        Expectation.of(
            seed ->
                seed.module(
                    module(
                        "importers",
                        b -> b.provides(service, List.of("a.Perf", "a.Both")),
                        Set.of(),
                        Map.of(service, List.of("a.Both", "a.Ftrace")))),
            "importers: META-INF/services lacks " + service + " with a.Perf",
            "importers: module-info lacks " + service + " with a.Ftrace"));
  }

  private static MavenModule plain(String folder) {
    return module(folder, Optional.empty(), Set.of(), Map.of());
  }

  private static MavenModule open(String folder) {
    return module(
        folder,
        Optional.of(ModuleDescriptor.newOpenModule("dev.corelane.export").build()),
        Set.of(),
        Map.of());
  }

  private static MavenModule module(
      String folder, UnaryOperator<ModuleDescriptor.Builder> content) {
    return module(folder, content, Set.of(), Map.of());
  }

  private static MavenModule module(
      String folder, String name, UnaryOperator<ModuleDescriptor.Builder> content) {
    ModuleDescriptor.Builder builder = content.apply(ModuleDescriptor.newModule(name));
    return module(folder, Optional.of(builder.build()), Set.of(), Map.of());
  }

  private static MavenModule module(
      String folder,
      UnaryOperator<ModuleDescriptor.Builder> content,
      Set<String> dependencies,
      Map<String, List<String>> services) {
    String part = folder.replaceFirst("^app/", "").replace("-", "");
    ModuleDescriptor.Builder builder =
        content.apply(ModuleDescriptor.newModule("dev.corelane." + part));
    return module(folder, Optional.of(builder.build()), dependencies, services);
  }

  private static MavenModule module(
      String folder,
      Optional<ModuleDescriptor> descriptor,
      Set<String> dependencies,
      Map<String, List<String>> services) {
    String name = folder.substring(folder.lastIndexOf('/') + 1);
    return new MavenModule(
        folder, name, false, dependencies, descriptor, services, Path.of(folder, "target"));
  }
}
