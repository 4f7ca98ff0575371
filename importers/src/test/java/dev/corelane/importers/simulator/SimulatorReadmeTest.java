package dev.corelane.importers.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.kernel.testing.Facts;
import dev.corelane.importers.testing.Traces;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The document of the schema tells what the code reads.
class SimulatorReadmeTest {
  private static final Path README = Path.of("simulator/README.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z]+)` \\| ((?:`[a-z]+` ?)+)\\| ((?:`[a-z]+` ?)*)\\| .*");
  private static final Pattern WORD = Pattern.compile("`([a-z]+)`");

  @TempDir Path folder;

  private Timeline open(String form) throws IOException {
    String readme = Files.readString(README);
    int from = readme.indexOf("```" + form + "\n") + form.length() + 4;
    Path file = folder.resolve(form);
    Files.writeString(file, readme.substring(from, readme.indexOf("```", from)));
    return Traces.open(file);
  }

  @Test
  void bothExamplesAreTheSameTimeline() throws IOException {
    List<List<String>> facts = new ArrayList<>();
    for (String form : List.of("json", "csv")) {
      try (Timeline timeline = open(form)) {
        assertThat(Traces.problems(timeline)).as(form).isEmpty();
        assertThat(timeline.slices(0).count()).isEqualTo(5);
        assertThat(Facts.waits(timeline))
            .containsExactly("buffer 4 12 6000-9000 shared held by 11 had synthetic");
        assertThat(Facts.holds(timeline))
            .containsExactly(
                "buffer 4 11 1000-9000 exclusive synthetic",
                "buffer 4 12 9000-11000 shared synthetic");
        assertThat(Facts.spans(timeline))
            .containsExactly("transaction 'update' 11 0-9500 commit synthetic");
        assertThat(timeline.counters().size()).isEqualTo(1);
        assertThat(timeline.properties()).containsEntry("recorder.version", "mysim 0.3, seed 7");
        List<String> all = new ArrayList<>();
        for (int task = 2; task < timeline.taskCount(); task++) {
          for (long i = 0; i < timeline.states(task).count(); i++) {
            all.add(timeline.states(task).get(i).toString());
          }
        }
        facts.add(all);
      }
    }
    assertThat(facts.getFirst()).hasSizeGreaterThan(8).isEqualTo(facts.getLast());
  }

  @Test
  void everyEventStandsInTheTableWithItsFields() throws IOException {
    Map<String, Set<Set<String>>> table = new TreeMap<>();
    for (String line : Files.readAllLines(README)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        Set<String> required = words(row.group(2));
        Set<String> all = words(row.group(2) + row.group(3));
        all.add("event");
        table.put(row.group(1), Set.of(required, all));
      }
    }
    Map<String, Set<Set<String>>> code = new TreeMap<>();
    for (EventKind kind : EventKind.values()) {
      code.put(kind.word(), Set.of(new LinkedHashSet<>(kind.required()), kind.fields()));
    }
    assertThat(table).isEqualTo(code);
  }

  private static Set<String> words(String text) {
    Set<String> words = new LinkedHashSet<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      words.add(word.group(1));
    }
    return words;
  }
}
