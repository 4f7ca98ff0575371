package dev.corelane.replay.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corelane.replay.machine.PreemptionModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class ScenarioTest {
  static final List<String> NAMES = ScenarioLibrary.names();

  private static final String SMALL =
      """
      {
        "format": "corelane-scenario", "version": 1,
        "name": "small", "title": "t", "about": "a",
        "parameters": {"hold": {"value": 5, "about": "a", "source": "s"}},
        "machine": {"cpus": 2, "kernel": "6.12", "architecture": "x86", "model": "full"},
        "locks": [{"name": "l", "kind": "lwlock"}],
        "threads": [
          {"name": "t", "program": [{"acquire": "l"}, {"run": "$hold"}, {"release": "l"}]}
        ],
        "durationNs": 1000
      }
      """;

  @ParameterizedTest
  @FieldSource("NAMES")
  void everyBuiltInScenarioCanBeRunAndSaysWhereItsNumbersComeFrom(String name)
      throws ScenarioException {
    Scenario scenario = ScenarioLibrary.scenario(name);

    assertThat(scenario.name()).isEqualTo(name);
    assertThat(scenario.about()).hasSizeGreaterThan(100);
    assertThat(scenario.plan(Map.of()).durationNs()).isPositive();
    assertThat(scenario.parameters())
        .isNotEmpty()
        .allSatisfy(parameter -> assertThat(parameter.source()).isNotBlank());
  }

  /// Every name of a field or choice that the files use stands in the schema.
  @ParameterizedTest
  @FieldSource("NAMES")
  void theSchemaKnowsWhatTheFilesUse(String name) throws ScenarioException {
    String schema = ScenarioLibrary.schema();
    JsonTree.read(schema);
    Node.Tree tree = JsonTree.read(ScenarioLibrary.text(name));
    assertNamed(tree, schema);
  }

  private static void assertNamed(Node node, String schema) {
    switch (node) {
      case Node.Tree tree ->
          tree.fields()
              .forEach(
                  (field, value) -> {
                    if (!tree.path().equals("parameters")) {
                      assertThat(schema).contains("\"" + field + "\"");
                    }
                    assertNamed(value, schema);
                  });
      case Node.Sequence sequence -> sequence.values().forEach(one -> assertNamed(one, schema));
      default -> {}
    }
  }

  @Test
  void parametersCanBeSet() throws ScenarioException {
    Scenario scenario = ScenarioLibrary.scenario("pg-spinlock-7.0");

    var usual = (Plan.Threads) scenario.plan(Map.of());
    var changed = (Plan.Threads) scenario.plan(Map.of("clients", 64.0, "cpus", 8.0));

    assertThat(usual.groups().getFirst().count()).isEqualTo(1_024);
    assertThat(usual.machine().topology().cpus()).isEqualTo(96);
    assertThat(usual.machine().model()).isEqualTo(PreemptionModel.LAZY);
    assertThat(changed.groups().getFirst().count()).isEqualTo(64);
    assertThat(changed.machine().topology().cpus()).isEqualTo(8);
  }

  @Test
  void whatIsSetMustExistAndMakeSense() throws ScenarioException {
    Scenario scenario = ScenarioLibrary.scenario("pg-spinlock-7.0");

    assertThatThrownBy(() -> scenario.plan(Map.of("client", 3.0)))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("no parameter \"client\"")
        .hasMessageContaining("clients");
    assertThatThrownBy(() -> scenario.plan(Map.of("faultProbability", 1.5)))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("threads[0].program[0].do[1].do[2].probability")
        .hasMessageContaining("1.5 is outside of 0 to 1");
    assertThatThrownBy(() -> scenario.plan(Map.of("clients", 2.5)))
        .hasMessageContaining("no whole number");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"durationNs\": 1000 | \"durationNs\": 0 | line 10, column 17, durationNs: 0 is outside",
        "\"cpus\": 2 | \"cpu\": 2 | line 5, column 14, machine: the field \"cpus\" is missing",
        "\"cpus\": 2 | \"cpus\": 2, \"x\": 1 | column 31, machine.x: this field is not known",
        "\"full\" | \"lazzy\" | machine.model: \"lazzy\" is none of none, voluntary, full, lazy",
        "{\"release\": \"l\"} | {\"release\": \"m\"} | program[2].release: there is no lock",
        "{\"run\": \"$hold\"} | {\"run\": \"$hild\"} | program[1].run: there is no parameter",
        "{\"run\": \"$hold\"} | {\"run\": 7} | parameters.hold: this parameter is not used",
        "{\"run\": \"$hold\"} | {\"jump\": 7} | threads[0].program[1]: \"jump\" is no action",
        "\"version\": 1 | \"version\": 2 | version: 2 is outside of 1 to 1",
        "\"lwlock\" | \"mutex\" | locks[0].kind: \"mutex\" is none of pg-spinlock, lwlock",
        "\"6.12\" | \"new\" | machine.kernel: 'new' is no kernel version",
        "\"title\": \"t\" | \"name\": \"t\" | uplicate",
        "\"durationNs\": 1000 | \"durationNs\": | no JSON",
      })
  void mistakesAreNamedAndPlaced(String from, String to, String message) {
    assertThat(SMALL).contains(from);
    assertThatThrownBy(() -> ScenarioReader.parse(SMALL.replace(from, to)))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aProgramWithoutTimeIsRefused() {
    assertThatThrownBy(() -> ScenarioReader.parse(SMALL.replace("{\"run\": \"$hold\"}, ", "")))
        .hasMessageContaining("takes time");
  }

  @Test
  void filesAreReadAndNamed(@TempDir Path folder) throws IOException {
    Path good = Files.writeString(folder.resolve("good.json"), SMALL);
    Path bad = Files.writeString(folder.resolve("bad.json"), "[]");
    Path bytes = Files.write(folder.resolve("bytes.json"), new byte[] {(byte) 0xff, 0});

    assertThat(ScenarioReader.read(good).name()).isEqualTo("small");
    assertThatThrownBy(() -> ScenarioReader.read(bad))
        .hasMessageContaining("bad.json: line 1, column 1")
        .hasMessageContaining("a scenario is an object");
    assertThatThrownBy(() -> ScenarioReader.read(bytes)).hasMessageContaining("UTF-8");
  }

  @Test
  void anUnknownNameTellsTheKnownOnes() {
    assertThatThrownBy(() -> ScenarioLibrary.scenario("pg"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("pg-spinlock-7.0, preemptdb-htap");
  }
}
