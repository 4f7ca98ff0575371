package dev.corelane.integration.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.module.ModuleDescriptor.Exports;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Which part may use which platform and which library.
final class PlatformRules {
  /// Libraries and the parts that may use them. Another part that wants one says so here.
  private static final Map<String, Set<String>> LIBRARIES =
      Map.of(
          "tools.jackson..", Set.of("importers", "replay", "cli"),
          "picocli..", Set.of("cli"),
          "com.github.luben..", Set.of("importers"),
          "org.apache.commons.compress..", Set.of("importers"),
          "org.apache.commons.csv..", Set.of("importers"),
          "org.HdrHistogram..", Set.of("analysis"),
          "org.agrona..", Set.of("importers", "analysis", "replay"),
          "org.openjdk.jmh..", Set.of("benchmarks"));

  /// Packages that every module may use without requiring another one.
  private static final Set<String> JAVA_BASE =
      Object.class.getModule().getDescriptor().exports().stream()
          .filter(exported -> !exported.isQualified())
          .map(Exports::source)
          .collect(Collectors.toUnmodifiableSet());

  private PlatformRules() {}

  static List<ArchitectureRule> all() {
    return List.of(
        new ArchitectureRule("trace-on-java-base", PlatformRules::traceOnJavaBase),
        new ArchitectureRule("javafx-in-desktop", PlatformRules::javafxInDesktop),
        new ArchitectureRule("awt-in-export", PlatformRules::awtInExport),
        new ArchitectureRule("libraries-have-a-home", PlatformRules::librariesHaveAHome),
        new ArchitectureRule("one-logger", PlatformRules::oneLogger),
        new ArchitectureRule("no-internal-apis", PlatformRules::noInternalApis));
  }

  private static ArchRule traceOnJavaBase(String root) {
    return classes()
        .that()
        .resideInAPackage(root + ".trace..")
        .should()
        .onlyDependOnClassesThat(
            describe(
                "belong to java.base, to the trace format or to the nullness annotations",
                type -> mayBeUsedByTrace(root, type)))
        .because("other programs read and write traces with this one jar");
  }

  private static boolean mayBeUsedByTrace(String root, JavaClass type) {
    String name = type.getBaseComponentType().getPackageName();
    return name.isEmpty()
        || JAVA_BASE.contains(name)
        || name.startsWith(root + ".trace")
        || name.startsWith("org.jspecify");
  }

  private static ArchRule javafxInDesktop(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".desktop..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "javafx..", "com.sun.javafx..", "org.controlsfx..", "atlantafx..", "org.kordamp..")
        .because("everything but the desktop runs on a server");
  }

  /// AWT rasterises glyphs without a display; nothing else of it is needed.
  private static ArchRule awtInExport(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".export..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.awt..", "javax.swing..", "javax.imageio..", "javax.print..")
        .because("AWT is used behind an interface of the painters only");
  }

  private static ArchRule librariesHaveAHome(String root) {
    return classes()
        .should(
            new ArchCondition<>("use libraries only where they are at home") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                String part = part(root, type);
                type.getDirectDependenciesFromSelf().stream()
                    .filter(d -> !mayUseLibrary(part, d.getTargetClass()))
                    .forEach(d -> events.add(SimpleConditionEvent.violated(d, d.getDescription())));
              }
            })
        .because("a library can be replaced where it is used in one place");
  }

  private static boolean mayUseLibrary(String part, JavaClass target) {
    return LIBRARIES.entrySet().stream()
        .filter(library -> resideIn(library.getKey()).test(target))
        .allMatch(library -> library.getValue().contains(part));
  }

  private static DescribedPredicate<JavaClass> resideIn(String packages) {
    return JavaClass.Predicates.resideInAPackage(packages);
  }

  private static String part(String root, JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(root + ".")
        ? name.substring(root.length() + 1).replaceFirst("\\..*", "")
        : "";
  }

  private static ArchRule oneLogger(String root) {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.util.logging..", "org.apache.logging..", "org.apache.commons.logging..")
        .because("faults are logged by System.Logger, everything else is shown to the user");
  }

  private static ArchRule noInternalApis(String root) {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("sun..", "jdk.internal..", "com.sun..")
        .because("internals of the platform change without notice");
  }
}
