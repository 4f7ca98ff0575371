package dev.corelane.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.corelane.integration.project.MavenModule;
import dev.corelane.integration.project.Project;
import dev.corelane.integration.project.ProjectReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The product keeps the rules of its architecture.
final class ArchitectureTest {
  private static Project project;
  private static JavaClasses product;

  @BeforeAll
  static void readClasses() throws IOException {
    project = ProjectReader.ofThisBuild();
    product =
        new ClassFileImporter()
            .importPaths(
                project.modules().stream()
                    .map(MavenModule::classes)
                    .filter(Files::isDirectory)
                    .toList());
  }

  static List<ArchitectureRule> rules() {
    return ArchitectureRules.all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theProductKeepsTheRule(ArchitectureRule rule) {
    rule.over().apply(ArchitectureRule.PRODUCT).check(product);
  }

  /// Else a rule could be kept because nothing was looked at.
  @Test
  void theRulesSeeEveryClassOfEveryModule() {
    List<String> seen = product.stream().map(type -> type.getName()).toList();

    assertThat(
            project
                .mainSources()
                .filter(source -> !source.endsWith("-info.java"))
                .map(source -> source.replaceFirst(".*src/main/java/", ""))
                .map(source -> source.replace(".java", "").replace('/', '.')))
        .isNotEmpty()
        .isSubsetOf(seen);
  }
}
