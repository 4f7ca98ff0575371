package dev.corelane.desktop.session.replay;

import dev.corelane.desktop.session.SharedTrace;
import dev.corelane.desktop.session.replay.ResultTable.Cell;
import dev.corelane.desktop.session.replay.ResultTable.Column;
import dev.corelane.desktop.session.replay.ResultTable.Row;
import dev.corelane.desktop.session.replay.ResultTable.Tone;
import dev.corelane.desktop.session.replay.Results.Kind;
import dev.corelane.desktop.session.replay.Results.Note;
import dev.corelane.desktop.session.replay.Results.Openable;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.TimeText;
import dev.corelane.replay.fidelity.Measure;
import dev.corelane.replay.fidelity.ModelReplay;
import dev.corelane.replay.fidelity.RecordingReplay;
import dev.corelane.replay.fidelity.ReplayOptions;
import dev.corelane.replay.fidelity.ReplayOutcome;
import dev.corelane.replay.fidelity.ReplayRequest;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.statistics.Band;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Replays of a recording in the words of the window.
final class RecordingResults {
  private static final int FEWEST_RUNS = 4;

  private final SharedTrace trace;
  private final RecordingReplay replay;
  private final ReplayRequest.Prepared prepared;

  /// @param trace the recording; whoever opens a result has to hold a share of it
  /// @param replay replays it
  /// @param prepared what was asked for
  RecordingResults(SharedTrace trace, RecordingReplay replay, ReplayRequest.Prepared prepared) {
    this.trace = trace;
    this.replay = replay;
    this.prepared = prepared;
  }

  /// @param outcome what is known
  /// @return the same in words
  Results of(ReplayOutcome outcome) {
    return new Results(
        lead(outcome), table(outcome), notes(outcome), List.of(), timelines(outcome));
  }

  private static String lead(ReplayOutcome outcome) {
    Machine recorded = outcome.options().recorded();
    return "Recorded on Linux %s, %s, %d CPUs; measured over %s. Ratios are against the replay of the recorded model; the error is how far that is from the recording."
        .formatted(
            recorded.kernel(),
            recorded.model().id(),
            recorded.topology().cpus(),
            TimeText.duration(outcome.measured().durationNs()));
  }

  private ResultTable table(ReplayOutcome outcome) {
    var columns = new ArrayList<Column>();
    columns.add(new Column("recorded", "", false));
    columns.add(
        new Column(
            "identity replay", outcome.options().recorded().model().id() + ", error", false));
    for (Machine machine : prepared.options().others()) {
      columns.add(
          new Column(
              name(machine),
              machine.hypothetical().isEmpty() ? "against identity" : "hypothetical",
              !machine.hypothetical().isEmpty()));
    }
    var rows = new ArrayList<Row>();
    for (Measure measure : Measure.values()) {
      OptionalDouble told = outcome.recorded().value(measure);
      if (told.isEmpty() && outcome.identity().band(measure).isEmpty()) {
        continue;
      }
      var cells = new ArrayList<Cell>();
      cells.add(
          told.isPresent()
              ? Cell.plain(Quantity.rounded(told.getAsDouble(), measure.unit()), "")
              : Cell.NONE);
      cells.add(identity(outcome, measure));
      for (int i = 0; i < prepared.options().others().size(); i++) {
        cells.add(
            i < outcome.others().size()
                ? other(outcome, outcome.others().get(i), measure)
                : Cell.PENDING);
      }
      rows.add(new Row(measure.text(), unit(measure), cells));
    }
    outcome
        .recorded()
        .waitShares()
        .forEach((event, share) -> rows.add(wait(outcome, event, share)));
    return new ResultTable(columns, rows);
  }

  /// Of a statistical replay: the share of the backends' time in a wait event.
  private Row wait(ReplayOutcome outcome, String event, double sampled) {
    var cells = new ArrayList<Cell>();
    cells.add(Cell.plain(percent(sampled), ""));
    cells.add(wait(outcome.identity(), event));
    for (int i = 0; i < prepared.options().others().size(); i++) {
      cells.add(i < outcome.others().size() ? wait(outcome.others().get(i), event) : Cell.PENDING);
    }
    return new Row(event, "of backends' time", cells);
  }

  private static Cell wait(ModelReplay replay, String event) {
    if (replay.bands().isEmpty()) {
      return Cell.PENDING;
    }
    Band share = replay.waitShares().get(event);
    return share == null
        ? Cell.plain(percent(0), "")
        : Cell.plain(
            percent(share.median()), percent(share.low()) + " to " + percent(share.high()));
  }

  private static String percent(double share) {
    return TimeText.number(share * 100, 2) + "\u00A0%";
  }

  private static String unit(Measure measure) {
    return measure.unit().equals("ns") ? "" : measure.unit();
  }

  private static Cell identity(ReplayOutcome outcome, Measure measure) {
    Optional<Band> band = outcome.identity().band(measure);
    if (band.isEmpty()) {
      return outcome.identity().bands().isEmpty() ? Cell.PENDING : Cell.NONE;
    }
    OptionalDouble error = outcome.identityError(measure);
    String text = Quantity.rounded(band.get().median(), measure.unit());
    String off = error.isEmpty() ? "" : "  " + signed(error.getAsDouble() * 100) + "\u00A0%";
    Tone tone = error.isPresent() && !outcome.trusted(measure) ? Tone.DOUBTFUL : Tone.PLAIN;
    return new Cell(text + off, Bands.around(band.get(), measure.unit()), tone);
  }

  private static String signed(double value) {
    return (value > 0 ? "+" : "") + TimeText.number(value, 0);
  }

  private static Cell other(ReplayOutcome outcome, ModelReplay other, Measure measure) {
    Optional<Band> band = other.band(measure);
    if (band.isEmpty()) {
      return Cell.NONE;
    }
    String text = Quantity.rounded(band.get().median(), measure.unit());
    OptionalDouble change = outcome.change(other, measure);
    String ratio = change.isEmpty() ? "" : "  \u00D7" + TimeText.number(change.getAsDouble(), 2);
    boolean differs = outcome.differs(other, measure);
    boolean trusted = outcome.trusted(measure);
    return new Cell(
        text + ratio + (differs ? " *" : "") + (trusted ? "" : " ?"),
        Bands.around(band.get(), measure.unit()),
        !trusted ? Tone.DOUBTFUL : differs ? Tone.DIFFERS : Tone.PLAIN);
  }

  private List<Note> notes(ReplayOutcome outcome) {
    var notes = new ArrayList<Note>();
    var warnings = new ArrayList<String>();
    outcome.warnings().forEach(warning -> warnings.add(warning + "."));
    for (Machine machine : prepared.options().others()) {
      machine
          .hypothetical()
          .forEach(why -> warnings.add(name(machine) + " is hypothetical: " + why));
    }
    long doubtful =
        outcome.recorded().values().keySet().stream().filter(m -> !outcome.trusted(m)).count();
    if (!outcome.identity().bands().isEmpty() && doubtful > 0) {
      warnings.add(
          "%d of %d measures are marked with ?: there the replay of the recorded model is off by more than 15 % (99th percentiles 30 %), so what other models do to them is not to be believed."
              .replace(" % (", " %% (")
              .replace("30 %)", "30 %%)")
              .formatted(doubtful, outcome.recorded().values().size()));
    }
    if (outcome.options().seeds() < FEWEST_RUNS) {
      warnings.add("With fewer than four runs of each no difference is told.");
    }
    if (!warnings.isEmpty()) {
      notes.add(new Note(Kind.WARNING, "Read with care", warnings));
    }
    notes.add(
        new Note(
            Kind.INFO,
            "How to read it",
            List.of(
                "The large number is the median over the runs, the small ones below are the values"
                    + " of rank 5 % and 95 %.",
                "*: differs by 2 % or more from the identity replay, in every run. ?: the identity"
                    + " replay is too far off.")));
    notes.add(new Note(Kind.INFO, "Assumed", prepared.assumptions()));
    notes.add(
        new Note(
            Kind.INFO,
            "What the recording does not tell",
            outcome.missing().stream().map(m -> m.what() + ". " + m.effect() + ".").toList()));
    return notes;
  }

  private String name(Machine machine) {
    return name(machine, prepared.options().recorded());
  }

  /// @param machine what is replayed on
  /// @param recorded what was recorded on
  /// @return the model, with the kernel where that is another one
  static String name(Machine machine, Machine recorded) {
    boolean sameKernel = machine.kernel().equals(recorded.kernel());
    String id = machine.model().id();
    return sameKernel ? id : id + " " + machine.kernel();
  }

  private List<Openable> timelines(ReplayOutcome outcome) {
    var all = new ArrayList<Openable>();
    all.add(new Openable(Results.RECORDING, monitor -> trace.share()));
    if (!outcome.identity().bands().isEmpty()) {
      all.add(run("identity replay", prepared.options().recorded()));
    }
    outcome.others().forEach(other -> all.add(run(name(other.machine()), other.machine())));
    return all;
  }

  private Openable run(String name, Machine machine) {
    return new Openable(name, monitor -> once(name, machine, monitor));
  }

  private SharedTrace once(String name, Machine machine, ProgressMonitor monitor) {
    ReplayOptions options = prepared.options();
    Timeline replayed = replay.once(options, machine, 1, monitor);
    return shared(trace.title() + ", " + name, replayed);
  }

  /// @param title what it is called
  /// @param timeline a new timeline
  /// @return it, for the caller to release
  static SharedTrace shared(String title, Timeline timeline) {
    try {
      TraceDigest digest = TraceDigest.of(timeline);
      digest.facts().prepare();
      return new SharedTrace(title, digest);
    } catch (RuntimeException | Error e) {
      timeline.close();
      throw e;
    }
  }
}
