package dev.corelane.integration.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which part may know which.
final class LayerRules {
  /// The parts of the project and what each may use. A part that does not exist yet is bound as
  /// soon as its package appears.
  static final Map<String, List<String>> MAY_USE = mayUse();

  /// The packages of the importers that are formats; all others are shared by them.
  private static final Set<String> FORMATS =
      Set.of(
          "perf", "perftext", "ftrace", "ftracetext", "postgres", "simulator", "chrome", "rtapp");

  private LayerRules() {}

  static List<ArchitectureRule> all() {
    return List.of(
        new ArchitectureRule("layers", LayerRules::layers),
        new ArchitectureRule("formats-apart", LayerRules::formatsApart),
        new ArchitectureRule("formats-found-by-service", LayerRules::formatsFoundByService),
        new ArchitectureRule("importers-are-formats", LayerRules::importersAreFormats),
        new ArchitectureRule("no-package-cycles", LayerRules::noPackageCycles),
        new ArchitectureRule("store-written-by-producers", LayerRules::storeWrittenByProducers),
        new ArchitectureRule("view-models-without-scene", LayerRules::viewModelsWithoutScene));
  }

  private static Map<String, List<String>> mayUse() {
    var parts = new LinkedHashMap<String, List<String>>();
    parts.put("trace", List.of());
    parts.put("samples", List.of());
    parts.put("importers", List.of("trace"));
    parts.put("analysis", List.of("trace"));
    parts.put("replay", List.of("trace", "analysis"));
    parts.put("render", List.of("trace", "analysis"));
    parts.put("export", List.of("trace", "analysis", "render"));
    List<String> engine =
        List.of("trace", "samples", "importers", "analysis", "replay", "render", "export");
    parts.put("cli", engine);
    parts.put("desktop", engine);
    parts.put("benchmarks", engine);
    return parts;
  }

  private static ArchRule layers(String root) {
    LayeredArchitecture rule =
        layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
    for (String part : MAY_USE.keySet()) {
      rule = rule.layer(part).definedBy(root + "." + part + "..");
    }
    for (var part : MAY_USE.entrySet()) {
      rule =
          part.getValue().isEmpty()
              ? rule.whereLayer(part.getKey()).mayNotAccessAnyLayer()
              : rule.whereLayer(part.getKey())
                  .mayOnlyAccessLayers(part.getValue().toArray(String[]::new));
    }
    return rule.ensureAllClassesAreContainedInArchitecture()
        .because("dependencies point downwards only, and every class belongs to a part");
  }

  private static ArchRule formatsApart(String root) {
    return slices()
        .assignedFrom(new PackageSlices("format", type -> format(root, type.getPackageName())))
        .should()
        .notDependOnEachOther()
        .because("what formats have in common lies in the packages they share");
  }

  private static ArchRule formatsFoundByService(String root) {
    DescribedPredicate<JavaClass> ofFormat =
        describe("belong to a format", type -> !format(root, type.getPackageName()).isEmpty());
    return noClasses()
        .that(
            describe(
                "are outside of formats and benchmarks",
                type ->
                    !ofFormat.test(type)
                        && !type.getPackageName().startsWith(root + ".benchmarks")))
        .should()
        .dependOnClassesThat(ofFormat)
        .because("a format is a service: adding one changes no other class");
  }

  private static ArchRule importersAreFormats(String root) {
    return classes()
        .that()
        .implement(root + ".importers.TraceImporter")
        .should(
            have(
                describe(
                    "their place in the package of a format",
                    (JavaClass type) -> !format(root, type.getPackageName()).isEmpty())))
        .because("the rules about formats bind the packages of " + FORMATS);
  }

  /// @return the format that a package belongs to, or "" if none
  private static String format(String root, String packageName) {
    String prefix = root + ".importers.";
    if (!packageName.startsWith(prefix)) {
      return "";
    }
    String name = packageName.substring(prefix.length()).replaceFirst("\\..*", "");
    return FORMATS.contains(name) ? name : "";
  }

  private static ArchRule noPackageCycles(String root) {
    return slices()
        .matching(root + ".(**)")
        .should()
        .beFreeOfCycles()
        .because("packages that need each other are one package");
  }

  private static ArchRule storeWrittenByProducers(String root) {
    return noClasses()
        .that()
        .resideInAnyPackage(
            root + ".analysis..",
            root + ".render..",
            root + ".export..",
            root + ".cli..",
            root + ".desktop..")
        // Paints a timeline of its own, which nobody sees, before the first recording is there.
        .and()
        .doNotHaveFullyQualifiedName(root + ".desktop.timeline.PaintWarmUp")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(root + ".trace.timeline.TimelineBuilder")
        .because("timelines are made by importers and replays; all others read");
  }

  private static ArchRule viewModelsWithoutScene(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + ".desktop.session..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "javafx.scene..",
            "javafx.stage..",
            "javafx.application..",
            "javafx.animation..",
            "javafx.css..",
            "javafx.fxml..",
            "org.controlsfx..",
            "atlantafx..",
            "org.kordamp..",
            root + ".desktop.shell..",
            root + ".desktop.timeline..",
            root + ".desktop.theme..")
        .because("view models are tested without a display");
  }
}
