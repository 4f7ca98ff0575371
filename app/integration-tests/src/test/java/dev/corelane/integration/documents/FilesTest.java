package dev.corelane.integration.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.integration.project.Project;
import dev.corelane.integration.project.ProjectReader;
import dev.corelane.integration.project.ProjectRule;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The files of the project keep the rules.
final class FilesTest {
  private static Project project;

  @BeforeAll
  static void read() throws IOException {
    project = ProjectReader.ofThisBuild();
  }

  static List<ProjectRule> rules() {
    return Stream.concat(DocumentRules.all().stream(), SourceRules.all().stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theProjectKeepsTheRule(ProjectRule rule) {
    assertThat(rule.check().apply(project)).isEmpty();
  }
}
