package dev.corelane.importers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The README names what the code has, and nothing else.
class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern KIND =
      Pattern.compile(
          "new ProblemKind\\(\\s*\"([^\"]+)\",\\s*Severity\\.(\\w+),((?:[^\"]|\"[^\"]*\")*?)\\);");
  private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z]+\\.[a-z-]+)` \\| ([A-Z_]+) \\| ([^|]+) \\| ([^|]+) \\|");

  /// Severity and advice of every problem by its id: as the code and as the table say them.
  @Test
  void everyProblemIsInTheTable() throws IOException {
    Map<String, String> code = new TreeMap<>();
    for (String source : sources()) {
      Matcher kind = KIND.matcher(source);
      while (kind.find()) {
        String advice =
            LITERAL
                .matcher(kind.group(3))
                .results()
                .map(r -> r.group(1))
                .collect(Collectors.joining());
        code.put(kind.group(1), kind.group(2) + ": " + advice);
      }
    }
    Map<String, String> table = new TreeMap<>();
    for (String line : Files.readAllLines(README)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        assertThat(row.group(3).strip()).as("meaning of %s", row.group(1)).isNotEmpty();
        table.put(row.group(1), row.group(2) + ": " + row.group(4).strip());
      }
    }
    assertThat(code).hasSizeGreaterThan(20);
    assertThat(table).isEqualTo(code);
  }

  /// Every problem tells what it means for the conclusions, and nothing else does.
  @Test
  void everyProblemHasAConsequence() throws IOException {
    Set<String> ids = new TreeSet<>();
    for (String source : sources()) {
      KIND.matcher(source).results().map(kind -> kind.group(1)).forEach(ids::add);
    }
    Map<String, Consequence> all = Consequence.all();
    assertThat(all.keySet()).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(all.values()).allSatisfy(c -> assertThat(c.sentence()).matches("[A-Z].{20,}\\."));
    assertThat(Consequence.of("perf.lost").orElseThrow().findings())
        .contains(Finding.RUN_DELAYS, Finding.LOCK_HOLDS);
    assertThat(Consequence.of("perf.trailing-bytes").orElseThrow().findings()).isEmpty();
    assertThat(Consequence.of("unheard.of")).isEmpty();
  }

  @Test
  void everyImporterIsNamed() throws IOException {
    String readme = Files.readString(README);
    assertThat(Importers.all())
        .isNotEmpty()
        .allSatisfy(importer -> assertThat(readme).contains("`" + importer.id() + "`"));
  }

  private static List<String> sources() throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(SOURCES)) {
      files = walk.filter(p -> p.toString().endsWith(".java")).toList();
    }
    List<String> texts = new ArrayList<>();
    for (Path file : files) {
      texts.add(Files.readString(file));
    }
    return texts;
  }
}
