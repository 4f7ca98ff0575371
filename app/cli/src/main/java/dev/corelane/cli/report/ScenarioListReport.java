package dev.corelane.cli.report;

import dev.corelane.cli.terminal.Terminal;
import dev.corelane.replay.run.Variant;
import dev.corelane.replay.scenario.Parameter;
import dev.corelane.replay.scenario.Scenario;
import dev.corelane.replay.scenario.ScenarioException;
import dev.corelane.replay.scenario.ScenarioLibrary;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Scenarios and their parameters.
public final class ScenarioListReport implements Report {
  private final List<Scenario> scenarios;

  private ScenarioListReport(List<Scenario> scenarios) {
    this.scenarios = scenarios;
  }

  /// @return the built-in scenarios
  /// @throws ScenarioException never, unless the program is damaged
  public static ScenarioListReport ofLibrary() throws ScenarioException {
    var scenarios = new ArrayList<Scenario>();
    for (String name : ScenarioLibrary.names()) {
      Scenario scenario = ScenarioLibrary.scenario(name);
      scenario.plan(Map.of());
      scenarios.add(scenario);
    }
    return new ScenarioListReport(List.copyOf(scenarios));
  }

  @Override
  public void write(JsonReport json) {
    json.object(
        () ->
            json.array(
                "scenarios",
                scenarios,
                scenario -> {
                  json.field("name", scenario.name());
                  json.field("title", scenario.title());
                  json.field("about", scenario.about());
                  Bands.texts(json, "variants", variants(scenario));
                  json.array(
                      "parameters", scenario.parameters(), parameter -> write(json, parameter));
                }));
  }

  @Override
  public void print(Terminal terminal) {
    PrintStream out = terminal.out();
    for (Scenario scenario : scenarios) {
      out.println(scenario.name() + ": " + scenario.title());
      for (Parameter parameter : scenario.parameters()) {
        double value = parameter.value();
        String number = value == Math.rint(value) ? Long.toString((long) value) : "" + value;
        String unit = parameter.unit().isEmpty() ? "" : " " + parameter.unit();
        out.println("  %s=%s%s  %s".formatted(parameter.name(), number, unit, parameter.about()));
      }
      out.println("  under " + String.join(", ", variants(scenario)));
    }
  }

  private static List<String> variants(Scenario scenario) {
    try {
      return Variant.names(scenario.plan(Map.of()));
    } catch (ScenarioException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(JsonReport json, Parameter parameter) {
    json.field("name", parameter.name());
    json.number("value", parameter.value());
    json.field("unit", parameter.unit());
    json.field("about", parameter.about());
    json.field("source", parameter.source());
    json.field("assumed", parameter.assumed());
  }
}
