package dev.corelane.desktop.session.replay;

import dev.corelane.analysis.knowledge.KernelVersion;
import dev.corelane.replay.extract.Arrivals;
import dev.corelane.replay.fidelity.RecordedMachine;
import dev.corelane.replay.fidelity.ReplayOptions;
import dev.corelane.replay.fidelity.ReplayRequest;
import dev.corelane.replay.fidelity.ReplaySetting;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.replay.scenario.Range;
import dev.corelane.trace.timeline.Timeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// The form of a recording: its own machine as far as it tells it, and what it is replayed as.
public final class RecordingForm implements ReplayForm, SweepForm {
  private static final int USUAL_SEEDS = 5;
  private static final int MOST_SEEDS = 1_000;
  private static final long LEAST_EXTENSION_NS = 5_000;
  private static final String TOO_SHORT =
      "The kernel extends a slice by 5 to 50 \u00B5s, not by less.";

  /// What settings look like before kernel and model are known.
  private static final KernelVersion NEW_ENOUGH = new KernelVersion(7, 2);

  private final Timeline timeline;
  private final List<Path> files;
  private final String toldKernel;
  private final StringProperty recordedKernel;
  private final ObjectProperty<@Nullable PreemptionModel> recordedModel =
      new SimpleObjectProperty<>();
  private final StringProperty kernel = new SimpleStringProperty("");
  private final ObjectProperty<Arrivals> arrivals = new SimpleObjectProperty<>(Arrivals.CLOSED);
  private final List<Choice> choices = new ArrayList<>();
  private final List<NumberField> numbers = new ArrayList<>();
  private final NumberField part =
      number(
          "part",
          new Range(0.001, 1, false),
          ReplayOptions.DEFAULT_SHARE,
          "the part of the recording that is measured, from its begin; the end is left out because"
              + " threads run out of recorded work");
  private final NumberField seeds =
      number(
          "seeds",
          new Range(1, MOST_SEEDS, true),
          USUAL_SEEDS,
          "runs of each; with fewer than four no difference is told");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final SweepFields sweep = new SweepFields();

  /// @param timeline the recording
  /// @param files where it lies, for the command line; none if nobody knows
  public RecordingForm(Timeline timeline, List<Path> files) {
    this.timeline = timeline;
    this.files = List.copyOf(files);
    toldKernel = RecordedMachine.toldKernel(timeline).map(KernelVersion::toString).orElse("");
    recordedKernel = new SimpleStringProperty(toldKernel);
    for (PreemptionModel model : PreemptionModel.values()) {
      choices.add(new Choice(model.id(), model.id(), Map.of(), "", false));
    }
    Machine usual = RecordedMachine.usual(timeline, PreemptionModel.FULL, NEW_ENOUGH);
    for (ReplaySetting setting : ReplaySetting.values()) {
      boolean byVersion = setting == ReplaySetting.BASE_SLICE || setting == ReplaySetting.HRTICK;
      numbers.add(
          new NumberField(
              new NumberField.Definition(
                  setting.key(),
                  setting.unit(),
                  setting.range(),
                  byVersion ? OptionalDouble.empty() : setting.usual(usual),
                  setting.otherwise(),
                  setting.about(),
                  "",
                  false)));
    }
    recordedKernel.subscribe((before, now) -> changed());
    recordedModel.subscribe((before, now) -> changed());
    kernel.subscribe((before, now) -> changed());
    choices.forEach(choice -> choice.selected().subscribe((before, now) -> changed()));
    numbers.forEach(field -> field.text().subscribe((before, now) -> changed()));
    part.text().subscribe((before, now) -> changed());
    seeds.text().subscribe((before, now) -> changed());
    sweep.parameter().subscribe((before, now) -> changed());
    sweep.values().subscribe((before, now) -> changed());
    changed();
    choices.stream()
        .filter(choice -> choice.variant().equals("full") || choice.variant().equals("lazy"))
        .filter(choice -> choice.hypothetical().get().isEmpty())
        .filter(choice -> toldModel().map(told -> !told.id().equals(choice.variant())).orElse(true))
        .forEach(choice -> choice.selected().set(true));
  }

  private static NumberField number(String key, Range range, double usual, String about) {
    return new NumberField(
        new NumberField.Definition(key, "", range, OptionalDouble.of(usual), "", about, "", false));
  }

  /// @return the version that was recorded, as text; what the recording tells stands there first
  public StringProperty recordedKernel() {
    return recordedKernel;
  }

  /// @return the model that a person tells, null for what the recording tells
  public ObjectProperty<@Nullable PreemptionModel> recordedModel() {
    return recordedModel;
  }

  /// @return the model that the recording tells, empty if a person has to
  public Optional<PreemptionModel> toldModel() {
    return version(recordedKernel).flatMap(known -> RecordedMachine.toldModel(timeline, known));
  }

  /// @return the version that it is replayed on, "" for the recorded one
  public StringProperty kernel() {
    return kernel;
  }

  /// @return what becomes of what came from outside
  public ObjectProperty<Arrivals> arrivals() {
    return arrivals;
  }

  /// @return the part that is measured, 0 to 1
  public NumberField part() {
    return part;
  }

  /// @return how many CPUs were recorded
  public int cpus() {
    return timeline.cpus().size();
  }

  @Override
  public List<Choice> choices() {
    return List.copyOf(choices);
  }

  @Override
  public List<NumberField> numbers() {
    return List.copyOf(numbers);
  }

  @Override
  public NumberField seeds() {
    return seeds;
  }

  @Override
  public ReadOnlyStringProperty problem() {
    return problem.getReadOnlyProperty();
  }

  /// What is asked for.
  ///
  /// @return the request
  /// @throws IllegalStateException if there is a [#problem()]
  public ReplayRequest request() {
    if (!problem.get().isEmpty()) {
      throw new IllegalStateException(problem.get());
    }
    return request(settings());
  }

  private ReplayRequest request(Map<String, Double> settings) {
    boolean sameKernel = recordedKernel.get().strip().equals(toldKernel);
    return new ReplayRequest(
        selected().map(choice -> PreemptionModel.of(choice.variant())).toList(),
        version(kernel).orElse(null),
        recordedModel.get(),
        sameKernel ? null : version(recordedKernel).orElse(null),
        settings,
        arrivals.get(),
        (int) seeds.known(),
        part.known());
  }

  private Stream<Choice> selected() {
    return choices.stream().filter(choice -> choice.selected().get());
  }

  private Map<String, Double> settings() {
    Map<String, Double> settings = new LinkedHashMap<>();
    for (NumberField field : numbers) {
      field.changed().ifPresent(value -> settings.put(field.definition().key(), value));
    }
    return settings;
  }

  @Override
  public String command() {
    if (!problem.get().isEmpty()) {
      return "";
    }
    return command(request());
  }

  /// The replay and what it owes to assumed costs, by the command line.
  ///
  /// @return one command, "" while there is a problem
  public String sensitivityCommand() {
    return problem.get().isEmpty() ? command(request()) + " --sensitivity" : "";
  }

  private String command(ReplayRequest request) {
    var command = new CommandText("replay");
    if (files.isEmpty()) {
      command.word("FILE");
    }
    files.forEach(file -> command.word(file.toString()));
    if (request.recordedModel() != null) {
      command.option("--recorded-model", request.recordedModel().id());
    }
    if (request.recordedKernel() != null) {
      command.option("--recorded-kernel", request.recordedKernel().toString());
    }
    if (!request.models().isEmpty()) {
      command.option(
          "--model", String.join(",", request.models().stream().map(PreemptionModel::id).toList()));
    }
    if (request.kernel() != null) {
      command.option("--kernel", request.kernel().toString());
    }
    if (request.arrivals() != Arrivals.CLOSED) {
      command.option("--arrivals", request.arrivals().name().toLowerCase(Locale.ROOT));
    }
    if (part.changed().isPresent()) {
      command.option("--part", Range.plain(request.share()));
    }
    return command
        .settings(request.settings())
        .option("--seeds", Integer.toString(request.seeds()))
        .toString();
  }

  @Override
  public SweepFields sweepFields() {
    return sweep;
  }

  /// Proposes values around what the setting is on the recorded machine, or all there are.
  @Override
  public void suggestSweep(String key) {
    ReplaySetting setting = ReplaySetting.of(key);
    KernelVersion version = version(recordedKernel).orElse(NEW_ENOUGH);
    PreemptionModel model =
        Optional.ofNullable(recordedModel.get()).or(this::toldModel).orElse(PreemptionModel.FULL);
    double usual = setting.usual(RecordedMachine.usual(timeline, model, version)).orElse(0);
    NumberField field = field(key);
    sweep.suggest(
        field,
        switch (setting) {
          case HRTICK, AUTOGROUP -> List.of(0.0, 1.0);
          case KERNEL_SHARE -> List.of(0.0, 0.2, 0.4, 0.6, 0.8, 1.0);
          case EXTENSION -> List.of(0.0, 5e3, 10e3, 20e3, 30e3, 50e3);
          case HZ -> List.of(100.0, 250.0, 300.0, 1000.0);
          case REFILL -> List.of(0.0, 0.5, 1.0, 2.0, 4.0);
          case CPUS -> Stream.of(0.5, 1.0, 2.0, 4.0).map(times -> times * cpus()).toList();
          case BASE_SLICE, SWITCH, IPI, TICK ->
              Stream.of(0.25, 0.5, 1.0, 2.0, 4.0).map(times -> usual * times).toList();
        });
  }

  private NumberField field(String key) {
    return numbers.stream()
        .filter(number -> number.definition().key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no setting " + key));
  }

  /// @return the values of the sweep
  List<Double> sweptValues() {
    return sweep.known(field(sweep.parameter().get()).definition().unit());
  }

  /// @return what is asked for at each value of the sweep
  List<ReplayRequest> sweep() {
    return sweptValues().stream()
        .map(
            value -> {
              Map<String, Double> changed = settings();
              changed.put(sweep.parameter().get(), value);
              return request(changed);
            })
        .toList();
  }

  @Override
  public String sweepCommand() {
    return problem.get().isEmpty() && sweep.problem().get().isEmpty()
        ? String.join("\n", sweep().stream().map(this::command).toList())
        : "";
  }

  private String sweepSentence() {
    if (sweep.parameter().get().isEmpty()) {
      return "Choose a parameter to go over.";
    }
    String wrong = sweep.sentence(field(sweep.parameter().get()).definition());
    boolean shortened =
        wrong.isEmpty()
            && sweep.parameter().get().equals(ReplaySetting.EXTENSION.key())
            && sweptValues().stream().anyMatch(RecordingForm::tooShort);
    return shortened ? TOO_SHORT : wrong;
  }

  private static boolean tooShort(double extensionNs) {
    return extensionNs > 0 && extensionNs < LEAST_EXTENSION_NS;
  }

  private void changed() {
    tellHypothetical();
    problem.set(sentence());
    sweep.refuse(sweepSentence());
  }

  private void tellHypothetical() {
    Optional<KernelVersion> on = version(kernel).or(() -> version(recordedKernel));
    boolean extended =
        numbers.stream()
            .filter(f -> f.definition().key().equals(ReplaySetting.EXTENSION.key()))
            .anyMatch(f -> f.changed().orElse(0) > 0);
    for (Choice choice : choices) {
      PreemptionModel model = PreemptionModel.of(choice.variant());
      choice.hypothetical(
          on.map(
                  known -> {
                    Machine machine = RecordedMachine.usual(timeline, model, known);
                    // Any length will do: that there is none at all is what is told.
                    return (extended ? machine.withExtensionNs(LEAST_EXTENSION_NS) : machine)
                        .hypothetical();
                  })
              .orElse(List.of()));
    }
  }

  private String sentence() {
    if (version(recordedKernel).isEmpty()) {
      return recordedKernel.get().isBlank()
          ? "The recording does not tell its kernel; write its version, such as 6.12."
          : "\u201C"
              + recordedKernel.get().strip()
              + "\u201D is no kernel version; one looks like 6.12.";
    }
    if (recordedModel.get() == null && toldModel().isEmpty()) {
      return "The recording does not tell its preemption model; choose it.";
    }
    if (!kernel.get().isBlank() && version(kernel).isEmpty()) {
      return "\u201C" + kernel.get().strip() + "\u201D is no kernel version; one looks like 7.2.";
    }
    for (NumberField field : numbers) {
      if (!field.problem().get().isEmpty()) {
        return field.problem().get();
      }
      boolean cpus = field.definition().key().equals(ReplaySetting.CPUS.key());
      if (cpus && cpus() == 0 && field.changed().isEmpty()) {
        return "The samples do not tell how many CPUs their machine has; write it as cpus.";
      }
      if (cpus && cpus() > 0 && field.changed().isPresent()) {
        return "The recording tells its CPUs; cpus is for those that do not.";
      }
      double extension = field.changed().orElse(0);
      if (field.definition().key().equals(ReplaySetting.EXTENSION.key()) && tooShort(extension)) {
        return TOO_SHORT;
      }
    }
    return part.problem().get().isEmpty() ? seeds.problem().get() : part.problem().get();
  }

  private static Optional<KernelVersion> version(StringProperty text) {
    try {
      return text.get().isBlank()
          ? Optional.empty()
          : Optional.of(KernelVersion.parse(text.get().strip()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
