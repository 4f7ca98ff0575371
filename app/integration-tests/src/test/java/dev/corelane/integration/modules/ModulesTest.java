package dev.corelane.integration.modules;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.Importers;
import dev.corelane.integration.project.MavenModule;
import dev.corelane.integration.project.Project;
import dev.corelane.integration.project.ProjectReader;
import dev.corelane.integration.project.ProjectRule;
import java.io.File;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The modules are as planned, fit together, and their services are found.
final class ModulesTest {
  private static Project project;

  @BeforeAll
  static void read() throws IOException {
    project = ProjectReader.ofThisBuild();
  }

  static List<ProjectRule> rules() {
    return ModuleRules.all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theProjectKeepsTheRule(ProjectRule rule) {
    assertThat(rule.check().apply(project)).isEmpty();
  }

  @Test
  void everyModuleThatShouldHasADescriptor() {
    assertThat(described().stream().map(MavenModule::folder))
        .contains("trace-format", "importers", "app/cli", "app/desktop")
        .containsAll(
            project
                .filesEnding("src/main/java/module-info.java")
                .map(file -> file.replace("/src/main/java/module-info.java", ""))
                .toList());
  }

  /// The tests run on the class path; this is where a package in two modules, or a module that
  /// cannot be read, shows.
  @Test
  void theModulesCanBeResolved() {
    Configuration resolved = resolve(described());

    assertThat(resolved.modules().stream().map(module -> module.name()))
        .containsAll(names(described()));
  }

  @Test
  void theTraceFormatNeedsOnlyTheJavaPlatformsBase() {
    List<MavenModule> trace =
        described().stream().filter(module -> module.folder().equals("trace-format")).toList();

    assertThat(resolve(trace).modules().stream().map(module -> module.name()))
        .containsExactlyInAnyOrder("dev.corelane.trace");
  }

  @Test
  void everyServiceIsFoundOnTheClassPath() throws ClassNotFoundException {
    int services = 0;
    for (MavenModule module : described()) {
      for (var provides : module.descriptor().orElseThrow().provides()) {
        Class<?> service = Class.forName(provides.service());
        assertThat(implementations(ServiceLoader.load(service))).containsAll(provides.providers());
        services++;
      }
    }
    assertThat(services).isPositive();
    assertThat(Importers.all()).isNotEmpty();
  }

  @Test
  void everyServiceIsFoundOnTheModulePath() throws ClassNotFoundException {
    List<MavenModule> providers =
        described().stream()
            .filter(module -> !module.descriptor().orElseThrow().provides().isEmpty())
            .toList();
    ModuleLayer layer =
        ModuleLayer.boot()
            .defineModulesWithOneLoader(resolve(providers), ClassLoader.getPlatformClassLoader());
    for (MavenModule module : providers) {
      ModuleDescriptor descriptor = module.descriptor().orElseThrow();
      for (var provides : descriptor.provides()) {
        // The layer's own class: the one of the class path is another.
        Class<?> service = layer.findLoader(descriptor.name()).loadClass(provides.service());
        assertThat(implementations(ServiceLoader.load(layer, use(service))))
            .containsAll(provides.providers());
      }
    }
  }

  /// A service may be looked up only by a module that says so.
  private static <T> Class<T> use(Class<T> service) {
    ModulesTest.class.getModule().addUses(service);
    return service;
  }

  private static Set<String> implementations(ServiceLoader<?> loader) {
    return loader.stream().map(found -> found.type().getName()).collect(toSet());
  }

  private static List<MavenModule> described() {
    return project.modules().stream().filter(module -> module.descriptor().isPresent()).toList();
  }

  private static List<String> names(List<MavenModule> modules) {
    return modules.stream().map(module -> module.descriptor().orElseThrow().name()).toList();
  }

  private static Configuration resolve(List<MavenModule> roots) {
    Path[] ours = described().stream().map(MavenModule::classes).toArray(Path[]::new);
    Path[] libraries =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar"))
            .map(Path::of)
            .filter(ModulesTest::isModule)
            .toArray(Path[]::new);
    ModuleFinder finder = ModuleFinder.compose(ModuleFinder.of(ours), ModuleFinder.of(libraries));
    return ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), names(roots));
  }

  /// Leaves the test libraries out: jars that are no modules by themselves and that no module of
  /// the project requires. One of them would bring all others with it.
  private static boolean isModule(Path jar) {
    try {
      return Files.isRegularFile(jar)
          && ModuleFinder.of(jar).findAll().stream()
              .map(ModuleReference::descriptor)
              .anyMatch(d -> !d.isAutomatic() || isRequired(d.name()));
    } catch (FindException noModule) {
      return false;
    }
  }

  private static boolean isRequired(String name) {
    return described().stream()
        .flatMap(module -> module.descriptor().orElseThrow().requires().stream())
        .anyMatch(required -> required.name().equals(name));
  }
}
