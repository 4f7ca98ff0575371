package dev.corelane.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule is seen to catch what it forbids: below the package of its seed stands a small
/// project in which the classes named `Seeded...` break it and all others keep it.
final class SeededViolationsTest {
  /// In every line of a report, the first name in angle brackets is that of the offender.
  private static final Pattern OFFENDER = Pattern.compile("(?m)^[^<\\n]*<([\\w.]+)");

  static List<ArchitectureRule> rules() {
    return ArchitectureRules.all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theRuleNamesEverySeededClassAndNoOther(ArchitectureRule rule) {
    JavaClasses seed = new ClassFileImporter().importPackages(rule.seedPackage());
    EvaluationResult result = rule.over().apply(rule.seedPackage()).evaluate(seed);
    String report = String.join("\n", result.getFailureReport().getDetails());
    Set<String> seeded =
        seed.stream()
            .filter(type -> type.getSimpleName().startsWith("Seeded"))
            .map(JavaClass::getName)
            .collect(Collectors.toSet());

    assertThat(result.hasViolation()).isTrue();
    assertThat(offenders(report, seed)).as(report).isNotEmpty().isEqualTo(seeded);
  }

  @Test
  void everySeedBelongsToARule() {
    var seeds =
        new ClassFileImporter()
            .importPackages("dev.corelane.integration.violations").stream()
                .map(type -> type.getPackageName().split("\\.", 6)[4])
                .collect(Collectors.toCollection(TreeSet::new));

    assertThat(seeds)
        .isEqualTo(
            rules().stream()
                .map(rule -> rule.id().replace("-", ""))
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void noTwoRulesHaveTheSameName() {
    assertThat(rules().stream().map(ArchitectureRule::id)).doesNotHaveDuplicates();
  }

  private static Set<String> offenders(String report, JavaClasses seed) {
    return OFFENDER
        .matcher(report)
        .results()
        .map(found -> found.group(1))
        .flatMap(name -> seed.stream().map(JavaClass::getName).filter(c -> isIn(name, c)))
        .collect(Collectors.toSet());
  }

  /// Whether a name is that of a class or of one of its members.
  private static boolean isIn(String name, String className) {
    return name.equals(className) || name.startsWith(className + ".");
  }
}
