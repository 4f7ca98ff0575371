package dev.corelane.desktop.session.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corelane.desktop.session.ManualThreads;
import dev.corelane.desktop.session.SharedTrace;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.TimeText;
import dev.corelane.replay.fidelity.Measure;
import dev.corelane.replay.fidelity.RecordingReplay;
import dev.corelane.replay.fidelity.Sensitivity;
import dev.corelane.replay.run.Campaign;
import dev.corelane.replay.run.Metric;
import dev.corelane.replay.scenario.ScenarioException;
import dev.corelane.replay.scenario.ScenarioLibrary;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class ReplayModelTest {
  private final ManualThreads threads = new ManualThreads();

  @Test
  void aScenarioGivesTheNumbersOfTheCommandLine() throws ScenarioException {
    ReplayModel model = convoy(Runnable::run);
    model.run();
    assertThat(model.progress().get().state()).isEqualTo(Progress.State.RUNNING);
    threads.runAll();

    assertThat(model.progress().get().state()).isEqualTo(Progress.State.DONE);
    Results results = model.results().get();
    double median =
        new Campaign(
                ScenarioLibrary.scenario("lock-convoy"),
                Map.of("clients", 6.0),
                List.of("full", "lazy"),
                2)
            .run(false, Runnable::run, ProgressMonitor.NONE)
            .variants()
            .getLast()
            .metrics()
            .get(Metric.THROUGHPUT)
            .median();
    assertThat(results.table().columns())
        .extracting(ResultTable.Column::title)
        .containsExactly("full", "lazy");
    ResultTable.Row throughput = results.table().rows().getFirst();
    assertThat(throughput.name()).isEqualTo("throughput");
    assertThat(throughput.cells().getLast().text()).isEqualTo(Quantity.rounded(median, "1/s"));
    assertThat(results.notes().getFirst().sentences())
        .anyMatch(text -> text.startsWith("lazy is hypothetical: Linux 6.12 has no preempt=lazy"));
    assertThat(results.notes())
        .anyMatch(
            note ->
                note.heading().equals("Assumed")
                    && note.sentences().stream()
                        .anyMatch(
                            text -> text.startsWith("clients = 6: threads (set by the user)")));
  }

  @Test
  void resultsComeOneByOne() {
    var runs = new ArrayList<Runnable>();
    ReplayModel model = convoy(runs::add);
    model.run();
    var work = new Thread(threads.background.removeFirst());
    work.start();
    await(() -> runs.size() == 4);
    runs.getFirst().run();
    threads.runUi();

    List<ResultTable.Cell> cells = model.results().get().table().rows().getFirst().cells();
    assertThat(cells.getFirst().text()).endsWith("/s");
    assertThat(cells.getLast()).isEqualTo(ResultTable.Cell.PENDING);
    assertThat(model.progress().get())
        .extracting(Progress::done, Progress::total)
        .containsExactly(1L, 4L);
    runs.subList(1, 4).forEach(Runnable::run);
    await(() -> !work.isAlive());
    threads.runAll();
    assertThat(model.results().get().table().rows().getFirst().cells())
        .allMatch(cell -> cell.text().endsWith("/s"));
  }

  @Test
  void whatIsCancelledIsNotHeardOfAgain() {
    ReplayModel model = convoy(Runnable::run);
    model.run();
    model.cancel();
    threads.runAll();

    assertThat(model.results().get()).isNull();
    assertThat(model.progress().get().state()).isEqualTo(Progress.State.CANCELLED);
  }

  @Test
  void twoResultsOpenSideBySide() {
    ReplayModel model = convoy(Runnable::run);
    model.run();
    threads.runAll();
    var opened = new ArrayList<SharedTrace>();
    model.open(List.of("full", "lazy"), opened::addAll);
    threads.runAll();

    assertThat(opened)
        .extracting(SharedTrace::title)
        .containsExactly("lock-convoy, full", "lock-convoy, lazy");
    assertThat(opened).allMatch(trace -> trace.digest().switches() > 0);
    opened.forEach(SharedTrace::release);
    model.open(List.of("full"), opened::addAll);
    assertThat(threads.background).isEmpty();
  }

  @Test
  void timelinesThatNobodyWantsAnyMoreAreClosed() {
    ReplayModel model = convoy(Runnable::run);
    model.run();
    threads.runAll();
    var opened = new ArrayList<SharedTrace>();
    model.open(List.of("full", "lazy"), opened::addAll);
    threads.runBackground();
    model.close();
    threads.runAll();

    assertThat(opened).isEmpty();
    assertThat(threads.background).isEmpty();
  }

  @Test
  void aRecordingStaysOpenUntilTheWorkOnItHasEnded() throws ScenarioException {
    SharedTrace trace = recording();
    var model =
        new ReplayModel(new ReplaySource.Recording(trace), threads.threads(), Runnable::run);
    var form = (RecordingForm) model.form().get();
    form.seeds().set(1);
    assertThat(form.problem().get()).isEmpty();
    model.run();
    model.close();
    trace.release();
    Runnable replay = threads.background.removeFirst();
    threads.runAll();
    assertThat(trace.share()).as("the work still holds it").isSameAs(trace);
    trace.release();
    replay.run();
    threads.runAll();

    assertThatThrownBy(trace::share).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aRecordingIsReplayedOnItsOwnMachineFirstAndErrorsStandBeside() throws ScenarioException {
    SharedTrace trace = recording();
    var model =
        new ReplayModel(new ReplaySource.Recording(trace), threads.threads(), Runnable::run);
    var form = (RecordingForm) model.form().get();
    form.seeds().set(1);
    form.choices().forEach(c -> c.selected().set(c.name().equals("full")));
    model.run();
    threads.runAll();

    Results results = model.results().get();
    assertThat(results.table().columns())
        .extracting(ResultTable.Column::title)
        .containsExactly("recorded", "identity replay", "full");
    ResultTable.Row utilisation = results.table().rows().getFirst();
    assertThat(utilisation.name()).isEqualTo("CPU time per second");
    assertThat(utilisation.cells().get(1).text()).matches(".*[+\u2212]\\d+\u00A0%");
    assertThat(utilisation.cells().get(2).text()).contains("\u00D7");
    assertThat(results.timelines())
        .extracting(Results.Openable::name)
        .containsExactly("recording", "identity replay", "full");
    assertThat(results.notes())
        .extracting(Results.Note::heading)
        .contains("Read with care", "Assumed", "What the recording does not tell");
    var opened = new ArrayList<SharedTrace>();
    model.open(List.of("full", "recording"), opened::addAll);
    threads.runAll();
    assertThat(opened.getFirst()).isSameAs(trace);
    opened.forEach(SharedTrace::release);
    model.close();
    threads.runAll();
    trace.release();
    assertThatThrownBy(trace::share)
        .as("nobody holds it any more")
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aSweepIsACurveForEachWithItsCliff() {
    ReplayModel model = model("pg-multixact-storm");
    var form = (ScenarioForm) model.form().get();
    form.number("clients").set(16);
    form.number("memberPages").set(1);
    form.number("readNs").text().set("2 ms");
    form.seeds().set(1);
    form.sweepParameter().set("pages");
    form.sweepValues().set("2, 4, 6, 40");
    model.sweep();
    threads.runAll();

    Plot throughput = model.curves().get().getFirst();
    assertThat(throughput.y().unit()).isEqualTo("1/s");
    Plot.Series series = throughput.series().getFirst();
    assertThat(series.points())
        .extracting(p -> p.x().median())
        .containsExactly(2.0, 4.0, 6.0, 40.0);
    assertThat(series.cliff()).contains(new Plot.Cliff(6, 40));
    assertThat(model.cliffs().get()).anyMatch(text -> text.endsWith("between pages = 6 and 40."));
  }

  @Test
  void aSweepOfARecordingHasACurveForEachModelAndWhatWasRecorded() throws ScenarioException {
    SharedTrace trace = recording();
    var model =
        new ReplayModel(new ReplaySource.Recording(trace), threads.threads(), Runnable::run);
    var form = (RecordingForm) model.form().get();
    form.seeds().set(2);
    form.part().set(0.1);
    form.choices().forEach(c -> c.selected().set(c.name().equals("full")));
    form.sweepParameter().set("switchNs");
    form.sweepValues().set("1 us, 2 us, 1 ms");
    model.sweep();
    var totals = new TreeSet<Long>();
    model.progress().subscribe(p -> totals.add(p.total()));
    threads.runAll();

    assertThat(model.progress().get().state()).isEqualTo(Progress.State.DONE);
    assertThat(totals).as("runs of all values together").contains(12L);
    Plot work = model.curves().get().getFirst();
    assertThat(work.title()).isEqualTo("throughput over switchNs");
    assertThat(work.series())
        .extracting(Plot.Series::name)
        .containsExactly("recording", "none (identity)", "full");
    Plot.Series full = work.series().getLast();
    assertThat(full.points())
        .extracting(p -> p.x().median())
        .containsExactly(1_000.0, 2_000.0, 1_000_000.0);
    assertThat(full.points()).allMatch(p -> p.y().n() == 2);
    assertThat(full.cliff())
        .as("a switch of a millisecond is another machine")
        .contains(new Plot.Cliff(2_000, 1_000_000));
    assertThat(model.cliffs().get())
        .anyMatch(text -> text.endsWith("between switchNs = 2 \u00B5s and 1 ms."));
    model.close();
    trace.release();
    threads.runAll();
  }

  @Test
  void whatARecordingsReplayOwesToAssumedCostsIsTold() throws ScenarioException {
    SharedTrace trace = recording();
    var model =
        new ReplayModel(new ReplaySource.Recording(trace), threads.threads(), Runnable::run);
    var form = (RecordingForm) model.form().get();
    form.seeds().set(1);
    form.part().set(0.02);
    assertThat(form.sensitivityCommand()).isEqualTo(form.command() + " --sensitivity");
    assertThat(model.owedTable().getValue().rows()).isEmpty();
    model.owe();
    model.cancel();
    threads.runAll();
    assertThat(model.owedText().getValue()).isEmpty();
    model.owe();
    threads.runAll();

    List<Sensitivity> told =
        Sensitivity.of(
            new RecordingReplay(trace.digest().timeline()),
            form.request().prepare(trace.digest().timeline()).options(),
            Runnable::run,
            ProgressMonitor.NONE);
    ResultTable table = model.owedTable().getValue();
    assertThat(table.columns()).hasSameSizeAs(told);
    assertThat(table.columns().getFirst().title()).isEqualTo("switchNs = 750");
    ResultTable.Row first = table.rows().getFirst();
    assertThat(first.name()).isEqualTo(Measure.UTILISATION.text());
    assertThat(first.cells().getFirst().text())
        .startsWith(
            "\u00D7"
                + TimeText.number(told.getFirst().effects().get(Measure.UTILISATION).ratio(), 2));
    assertThat(model.owedText().getValue()).endsWith(".");
    model.close();
    trace.release();
    threads.runAll();
  }

  @Test
  void anotherSourceBeginsAnew() {
    ReplayModel model = convoy(Runnable::run);
    model.run();
    threads.runAll();
    ReplaySource story =
        model.sources().stream().filter(ReplaySource.Guided.class::isInstance).findFirst().get();
    model.choose(story);

    assertThat(model.results().get()).isNull();
    assertThat(model.story()).isPresent();
    assertThat(model.form().get().choices()).hasSameSizeAs(model.story().get().cases());
  }

  @Test
  void theTradeOffHasAPointForEveryPolicy() {
    ReplaySource.Guided urgent = new ReplaySource.Guided(UrgentStory.STORY);
    var model = new ReplayModel(urgent, threads.threads(), Runnable::run);
    var form = (ScenarioForm) model.form().get();
    form.number("durationNs").text().set("50 ms");
    form.seeds().set(1);
    form.choices().forEach(c -> c.selected().set(!c.variant().startsWith("os")));
    model.run();
    threads.runAll();

    Plot plot = model.results().get().plots().getFirst();
    assertThat(plot.series())
        .extracting(Plot.Series::name)
        .containsExactly("wait", "cooperative", "user interrupts", "queries in pieces");
    assertThat(plot.series()).allMatch(series -> series.points().size() == 1);
    double wait = plot.series().getFirst().points().getFirst().x().median();
    double interrupts = plot.series().get(2).points().getFirst().x().median();
    assertThat(wait).isGreaterThan(20 * interrupts);
  }

  private ReplayModel convoy(Executor workers) {
    var model =
        new ReplayModel(new ReplaySource.OfScenario("lock-convoy"), threads.threads(), workers);
    var form = (ScenarioForm) model.form().get();
    form.number("clients").set(6);
    form.seeds().set(2);
    form.choices().forEach(c -> c.selected().set(List.of("full", "lazy").contains(c.name())));
    return model;
  }

  private ReplayModel model(String scenario) {
    return new ReplayModel(new ReplaySource.OfScenario(scenario), threads.threads(), Runnable::run);
  }

  /// A run of the engine, taken for a recording.
  private static SharedTrace recording() throws ScenarioException {
    var campaign =
        new Campaign(
            ScenarioLibrary.scenario("lock-convoy"), Map.of("clients", 4.0), List.of("none"), 1);
    Timeline timeline = campaign.timeline("none", ProgressMonitor.NONE);
    assertThat(timeline.properties()).containsKey(Properties.KERNEL_RELEASE);
    return new SharedTrace("run", TraceDigest.of(timeline));
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }
}
