package dev.corelane.cli;

import dev.corelane.replay.run.Campaign;
import dev.corelane.replay.run.Variant;
import dev.corelane.replay.scenario.Scenario;
import dev.corelane.replay.scenario.ScenarioException;
import dev.corelane.replay.scenario.ScenarioLibrary;
import dev.corelane.replay.scenario.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// Which scenario is run, and how.
final class ScenarioChoices {
  @Spec(Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description = "A built-in scenario, or the file of one.")
  private @Nullable String name;

  @Option(
      names = {"--model", "--policy"},
      split = ",",
      paramLabel = "A,B",
      description =
          "Preemption models (none, voluntary, full, lazy, rt, rt-lazy) or policies (wait,"
              + " cooperative, user-interrupts, os-nice, os-fifo, os-slice, parallel).")
  private List<String> variants = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Another value of a parameter; may be given several times.")
  private Map<String, Double> settings = new LinkedHashMap<>();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many runs of each, 1 to 1000; 5 unless given.")
  private int seeds = 5;

  /// @return names of preemption models or policies
  List<String> variants() {
    return variants;
  }

  /// @return values of parameters by name
  Map<String, Double> settings() {
    return settings;
  }

  /// @return how many runs of each
  int seeds() {
    if (seeds < 1 || seeds > 1_000) {
      throw wrong("--seeds must be 1 to 1000, not " + seeds);
    }
    return seeds;
  }

  /// @return whether a scenario was named
  boolean named() {
    return name != null;
  }

  Scenario scenario() throws IOException {
    if (name == null) {
      throw wrong(
          "--scenario is missing; there are " + String.join(", ", ScenarioLibrary.names()) + ".");
    }
    if (ScenarioLibrary.names().contains(name)) {
      return ScenarioLibrary.scenario(name);
    }
    Path file = Path.of(name);
    if (!Files.exists(file)) {
      throw wrong(
          "there is no scenario or file \"%s\"; there are %s."
              .formatted(name, String.join(", ", ScenarioLibrary.names())));
    }
    return ScenarioReader.read(file);
  }

  /// @param scenario what was chosen
  /// @param also values that will be tried besides those that were set
  Campaign campaign(Scenario scenario, Map<String, Double> also) {
    int runs = seeds();
    try {
      Map<String, Double> all = new LinkedHashMap<>(settings);
      all.putAll(also);
      var unused = Variant.of(scenario.plan(all), variants);
      if (unused.isEmpty()) {
        throw wrong("nothing is left to compare");
      }
    } catch (ScenarioException e) {
      throw wrong(e.getMessage());
    }
    return new Campaign(scenario, settings, variants, runs);
  }

  /// @return the failure of an argument
  ParameterException wrong(@Nullable String message) {
    CommandSpec spec = command;
    if (spec == null) {
      throw new IllegalStateException("the command has not been parsed");
    }
    return new ParameterException(spec.commandLine(), message == null ? "" : message);
  }
}
