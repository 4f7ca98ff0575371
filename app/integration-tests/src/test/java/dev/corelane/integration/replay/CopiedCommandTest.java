package dev.corelane.integration.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.cli.Program;
import dev.corelane.cli.terminal.Terminal;
import dev.corelane.desktop.session.OpenRequest;
import dev.corelane.desktop.session.SharedTrace;
import dev.corelane.desktop.session.Threads;
import dev.corelane.desktop.session.replay.Quantity;
import dev.corelane.desktop.session.replay.RecordingForm;
import dev.corelane.desktop.session.replay.ReplayModel;
import dev.corelane.desktop.session.replay.ReplaySource;
import dev.corelane.desktop.session.replay.ResultTable;
import dev.corelane.desktop.session.replay.ScenarioForm;
import dev.corelane.importers.ImportOptions;
import dev.corelane.importers.Importers;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.samples.SampleTraces;
import dev.corelane.trace.task.ProgressMonitor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the replay window copies as a command line is understood by the command line, and gives the
/// numbers that stand in the window.
class CopiedCommandTest {
  private static final Pattern MEDIAN =
      Pattern.compile(
          "\"id\"\\s*:\\s*\"([a-z0-9-]+)\",\\s*\"unit\"\\s*:\\s*\"([^\"]*)\",\\s*\"median\"\\s*:\\s*([^,\\s]+)");

  private static final Threads HERE = new Threads(Runnable::run, Runnable::run, System::nanoTime);

  @TempDir private Path folder;

  @Test
  void ofAScenario() {
    var model =
        new ReplayModel(new ReplaySource.OfScenario("pg-spinlock-7.0"), HERE, Runnable::run);
    var form = (ScenarioForm) model.form().get();
    form.number("cpus").set(4);
    form.number("clients").set(32);
    form.number("durationNs").text().set("20 ms");
    form.number("warmUpNs").text().set("5 ms");
    form.number("faultProbability").set(0.97);
    form.seeds().set(2);
    form.choices().forEach(c -> c.selected().set(List.of("none", "lazy").contains(c.name())));
    model.run();

    assertThat(medians(run(form.command()))).isEqualTo(columns(model, 0));
  }

  @Test
  void ofASweep() {
    var model = new ReplayModel(new ReplaySource.OfScenario("lock-convoy"), HERE, Runnable::run);
    var form = (ScenarioForm) model.form().get();
    form.seeds().set(1);
    form.sweepParameter().set("clients");
    form.sweepValues().set("2, 8");
    model.sweep();

    List<String> throughput =
        model.curves().get().getFirst().series().getFirst().points().stream()
            .map(point -> "throughput " + Quantity.rounded(point.y().median(), "1/s"))
            .toList();
    assertThat(throughput).hasSize(2);
    assertThat(medians(run(form.sweepCommand())))
        .filteredOn(text -> text.startsWith("throughput "))
        .isEqualTo(throughput);
  }

  @Test
  void ofARecording() throws IOException {
    Path file = SampleTraces.of("spinlock-7.2-lazy-sched").orElseThrow().copyTo(folder);
    List<Path> files = List.of(file);
    var trace =
        new SharedTrace(
            "sample",
            TraceDigest.of(Importers.open(files, ImportOptions.ALL, ProgressMonitor.NONE)),
            Optional.of(new OpenRequest.Files(files)));
    var model = new ReplayModel(new ReplaySource.Recording(trace), HERE, Runnable::run);
    var form = (RecordingForm) model.form().get();
    form.part().set(0.1);
    form.seeds().set(1);
    form.kernel().set("6.12");
    form.numbers().getFirst().set(1_000);
    form.choices().forEach(c -> c.selected().set(List.of("none", "full").contains(c.name())));
    assertThat(form.command()).contains(" --kernel 6.12 ", " --set hz=1000 ", " --part 0.1 ");
    model.run();

    assertThat(medians(run(form.command()))).isEqualTo(columns(model, 1));
    model.close();
    trace.release();
  }

  /// Numbers of the window, column by column, without bands, errors and ratios.
  private static List<String> columns(ReplayModel model, int first) {
    ResultTable table = model.results().get().table();
    var all = new ArrayList<String>();
    for (int column = first; column < table.columns().size(); column++) {
      for (ResultTable.Row row : table.rows()) {
        String number = row.cells().get(column).text().replaceFirst("  .*", "");
        if (!number.equals("\u2013")) {
          all.add(number);
        }
      }
    }
    if (first > 0) {
      return all;
    }
    // Of a scenario, with the names of the metrics.
    var named = new ArrayList<String>();
    int next = 0;
    for (int column = 0; column < table.columns().size(); column++) {
      for (ResultTable.Row row : table.rows()) {
        if (!row.cells().get(column).text().equals("\u2013")) {
          named.add(row.name().replace(' ', '-') + " " + all.get(next++));
        }
      }
    }
    return named;
  }

  private static List<String> medians(String json) {
    boolean recording = json.contains("\"identity\"");
    return MEDIAN
        .matcher(json)
        .results()
        .map(
            found -> {
              String number = Quantity.rounded(Double.parseDouble(found.group(3)), found.group(2));
              return recording ? number : found.group(1) + " " + number;
            })
        .toList();
  }

  private static String run(String command) {
    var words = new ArrayList<>(List.of(command.split(" ")));
    assertThat(words.removeFirst()).isEqualTo("app/corelane");
    words.add("--json");
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int code =
        new Program(Terminal.of(out, err), new AtomicBoolean()).run(words.toArray(String[]::new));
    assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }
}
