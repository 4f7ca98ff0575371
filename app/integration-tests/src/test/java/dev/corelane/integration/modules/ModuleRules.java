package dev.corelane.integration.modules;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import dev.corelane.integration.project.MavenModule;
import dev.corelane.integration.project.Project;
import dev.corelane.integration.project.ProjectRule;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Provides;
import java.lang.module.ModuleDescriptor.Requires;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/// What the poms and the compiled module descriptors say, against [PlannedModule].
final class ModuleRules {
  private static final String NULLNESS = "org.jspecify";
  private static final String EVERYWHERE = "java.base";

  private ModuleRules() {}

  static List<ProjectRule> all() {
    return List.of(
        new ProjectRule("modules-as-planned", ModuleRules::modulesAsPlanned),
        new ProjectRule("poms-in-the-reactor", ModuleRules::pomsInTheReactor),
        new ProjectRule("requires-as-planned", described(ModuleRules::requires)),
        new ProjectRule("exports-as-planned", described(ModuleRules::exports)),
        new ProjectRule("opens-to-one-module", described(ModuleRules::opens)),
        new ProjectRule("poms-and-descriptors-agree", ModuleRules::pomsAndDescriptorsAgree),
        new ProjectRule("services-in-both-places", described(ModuleRules::services)),
        new ProjectRule("no-empty-modules", ModuleRules::noEmptyModules));
  }

  private static List<String> modulesAsPlanned(Project project) {
    return project.modules().stream()
        .filter(module -> !module.aggregator())
        .flatMap(
            module ->
                PlannedModule.of(module)
                    .map(planned -> nameIs(module, planned.moduleName()))
                    .orElseGet(() -> Stream.of(module.folder() + ": is not planned")))
        .toList();
  }

  private static Stream<String> nameIs(MavenModule module, String planned) {
    String name = module.descriptor().map(ModuleDescriptor::name).orElse("");
    return name.equals(planned)
        ? Stream.of()
        : Stream.of("%s: is named '%s', not '%s'".formatted(module.folder(), name, planned));
  }

  private static List<String> pomsInTheReactor(Project project) {
    Set<String> listed =
        project.modules().stream().map(module -> module.path("pom.xml")).collect(toSet());
    return project
        .filesEnding("pom.xml")
        .filter(file -> file.equals("pom.xml") || file.endsWith("/pom.xml"))
        .filter(file -> !listed.contains(file))
        .map(file -> file + ": no other pom lists this module")
        .toList();
  }

  private static Stream<String> requires(MavenModule module, ModuleDescriptor descriptor) {
    PlannedModule planned = PlannedModule.of(module).orElseThrow();
    var found =
        descriptor.requires().stream()
            .filter(required -> !required.name().equals(EVERYWHERE))
            .filter(required -> !isNullness(required))
            .map(Requires::name)
            .collect(toCollection(TreeSet::new));
    found.removeAll(planned.requires());
    return found.stream().map(name -> module.folder() + ": requires " + name);
  }

  private static boolean isNullness(Requires required) {
    return required.name().equals(NULLNESS)
        && required.modifiers().contains(Requires.Modifier.STATIC);
  }

  private static Stream<String> exports(MavenModule module, ModuleDescriptor descriptor) {
    PlannedModule planned = PlannedModule.of(module).orElseThrow();
    Set<String> exported =
        descriptor.exports().stream()
            .filter(exports -> !exports.isQualified())
            .map(Exports::source)
            .collect(toCollection(TreeSet::new));
    Stream<String> tooMany =
        exported.stream()
            .filter(name -> !planned.exports().contains(name))
            .map(name -> module.folder() + ": exports " + name);
    Stream<String> missing =
        planned.exports().stream()
            .filter(name -> !exported.contains(name))
            .map(name -> module.folder() + ": does not export " + name);
    return Stream.concat(tooMany, missing);
  }

  private static Stream<String> opens(MavenModule module, ModuleDescriptor descriptor) {
    if (descriptor.isOpen()) {
      return Stream.of(module.folder() + ": is open");
    }
    return descriptor.opens().stream()
        .filter(opens -> opens.targets().size() != 1)
        .map(opens -> module.folder() + ": opens " + opens.source());
  }

  /// A dependency that no `requires` asks for is one that nothing uses.
  private static List<String> pomsAndDescriptorsAgree(Project project) {
    return project.modules().stream()
        .filter(module -> module.descriptor().isPresent())
        .flatMap(
            module -> {
              Set<String> required =
                  module.descriptor().orElseThrow().requires().stream()
                      .map(Requires::name)
                      .collect(toSet());
              return module.dependencies().stream()
                  .sorted()
                  .filter(name -> !required.contains(moduleName(name)))
                  .map(name -> module.path("pom.xml") + ": needs no dependency on " + name);
            })
        .toList();
  }

  private static String moduleName(String artifact) {
    return PlannedModule.ALL.stream()
        .filter(planned -> planned.artifact().equals(artifact))
        .map(PlannedModule::moduleName)
        .findFirst()
        .orElse("");
  }

  /// Tests and the launcher run on the class path, where only `META-INF/services` counts.
  private static Stream<String> services(MavenModule module, ModuleDescriptor descriptor) {
    Set<String> declared = new TreeSet<>();
    for (Provides provides : descriptor.provides()) {
      provides.providers().forEach(name -> declared.add(provides.service() + " with " + name));
    }
    Set<String> listed = new TreeSet<>();
    module
        .services()
        .forEach((service, names) -> names.forEach(name -> listed.add(service + " with " + name)));
    Stream<String> unlisted =
        declared.stream()
            .filter(provided -> !listed.contains(provided))
            .map(provided -> module.folder() + ": META-INF/services lacks " + provided);
    Stream<String> undeclared =
        listed.stream()
            .filter(provided -> !declared.contains(provided))
            .map(provided -> module.folder() + ": module-info lacks " + provided);
    return Stream.concat(unlisted, undeclared);
  }

  private static List<String> noEmptyModules(Project project) {
    return project.modules().stream()
        .filter(module -> !module.aggregator())
        .flatMap(module -> emptiness(project, module))
        .toList();
  }

  private static Stream<String> emptiness(Project project, MavenModule module) {
    boolean tests = project.files().stream().anyMatch(f -> isTest(module, f));
    boolean product =
        project
            .mainSources()
            .anyMatch(f -> f.startsWith(module.path("src/main/")) && !f.endsWith("-info.java"));
    var planned = PlannedModule.of(module);
    boolean onlyTests = planned.map(PlannedModule::onlyTests).orElse(false);
    boolean mayLackTests = planned.map(PlannedModule::mayLackTests).orElse(false);
    return Stream.of(
            product || onlyTests ? "" : module.folder() + ": has no class",
            tests || mayLackTests ? "" : module.folder() + ": has no test")
        .filter(finding -> !finding.isEmpty());
  }

  private static boolean isTest(MavenModule module, String file) {
    return file.startsWith(module.path("src/test/java/")) && file.endsWith("Test.java");
  }

  private static Function<Project, List<String>> described(
      BiFunction<MavenModule, ModuleDescriptor, Stream<String>> check) {
    return project ->
        project.modules().stream()
            .filter(module -> module.descriptor().isPresent())
            .filter(module -> PlannedModule.of(module).isPresent())
            .flatMap(module -> check.apply(module, module.descriptor().orElseThrow()))
            .toList();
  }
}
