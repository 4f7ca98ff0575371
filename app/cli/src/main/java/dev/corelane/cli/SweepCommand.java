package dev.corelane.cli;

import dev.corelane.cli.report.JsonReport;
import dev.corelane.cli.report.SweepReport;
import dev.corelane.cli.terminal.ProgressLine;
import dev.corelane.replay.scenario.Scenario;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "sweep",
    description = "Run a scenario for several values of one parameter: the curve and its cliff.")
final class SweepCommand implements Callable<Integer> {
  private static final int MOST_VALUES = 200;

  private final Session session;

  @Mixin private ScenarioChoices choices = new ScenarioChoices();

  @Option(
      names = "--over",
      required = true,
      paramLabel = "KEY=V1,V2",
      description = "The parameter and its values.")
  private String over = "";

  @Option(names = "--json", description = "Print JSON; times are nanoseconds.")
  private boolean json;

  SweepCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Scenario scenario = choices.scenario();
    int equals = over.indexOf('=');
    if (equals < 1) {
      throw choices.wrong("--over must be a parameter, = and its values with commas between them");
    }
    String parameter = over.substring(0, equals);
    List<Double> values = values(over.substring(equals + 1));
    for (double value : values) {
      choices.campaign(scenario, Map.of(parameter, value));
    }
    var campaign = choices.campaign(scenario, Map.of());
    try (ProgressLine progress = session.progress();
        var workers = new Workers()) {
      var report = new SweepReport(campaign.sweep(parameter, values, workers.threads(), progress));
      progress.wipe();
      if (json) {
        try (JsonReport out = new JsonReport(session.terminal().results())) {
          report.write(out);
        }
      } else {
        report.print(session.terminal());
        session.terminal().out().flush();
      }
    }
    return ExitCode.OK;
  }

  private List<Double> values(String text) {
    var values = new ArrayList<Double>();
    for (String value : text.split(",", -1)) {
      try {
        values.add(Double.valueOf(value));
      } catch (NumberFormatException e) {
        throw choices.wrong("--over: \"" + value + "\" is no number");
      }
    }
    if (values.size() > MOST_VALUES) {
      throw choices.wrong("--over: at most " + MOST_VALUES + " values");
    }
    return values;
  }
}
