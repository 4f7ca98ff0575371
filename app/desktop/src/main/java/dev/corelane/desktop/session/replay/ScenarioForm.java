package dev.corelane.desktop.session.replay;

import dev.corelane.replay.run.CaseRuns;
import dev.corelane.replay.run.CaseRuns.Case;
import dev.corelane.replay.run.Variant;
import dev.corelane.replay.scenario.Parameter;
import dev.corelane.replay.scenario.Plan;
import dev.corelane.replay.scenario.Range;
import dev.corelane.replay.scenario.Scenario;
import dev.corelane.replay.scenario.ScenarioException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// The form of a scenario: its parameters as its file defines them, and the models, policies or
/// cases that are compared.
public final class ScenarioForm implements ReplayForm, SweepForm {
  private static final int USUAL_SEEDS = 5;
  private static final int MOST_SEEDS = 1_000;

  private final Scenario scenario;
  private final List<Choice> choices;
  private final List<Choice> ofSweep;
  private final List<NumberField> numbers;
  private final NumberField seeds;
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final SweepFields sweep = new SweepFields();

  /// @param ofSweep what sweeps compare; none if that is what is chosen of the choices
  private ScenarioForm(Scenario scenario, List<Choice> choices, List<Choice> ofSweep, int runs) {
    this.scenario = scenario;
    this.choices = List.copyOf(choices);
    this.ofSweep = List.copyOf(ofSweep);
    numbers = scenario.parameters().stream().map(p -> field(scenario, p)).toList();
    seeds =
        new NumberField(
            new NumberField.Definition(
                "seeds",
                "",
                new Range(1, MOST_SEEDS, true),
                OptionalDouble.of(runs),
                "",
                "runs of each, all with the same random numbers",
                "",
                false));
    choices.forEach(choice -> choice.selected().subscribe((before, now) -> changed()));
    numbers.forEach(field -> field.text().subscribe((before, now) -> changed()));
    seeds.text().subscribe((before, now) -> changed());
    sweep.parameter().subscribe((before, now) -> changed());
    sweep.values().subscribe((before, now) -> changed());
    changed();
  }

  private static NumberField field(Scenario scenario, Parameter parameter) {
    return new NumberField(
        new NumberField.Definition(
            parameter.name(),
            parameter.unit(),
            scenario.range(parameter.name()),
            OptionalDouble.of(parameter.value()),
            "",
            parameter.about(),
            parameter.source(),
            parameter.assumed()));
  }

  /// The form of a scenario as it is: its own model, or all policies.
  ///
  /// @param scenario the scenario
  /// @return the form
  /// @throws ScenarioException if the scenario contradicts itself
  public static ScenarioForm of(Scenario scenario) throws ScenarioException {
    Plan plan = scenario.plan(Map.of());
    List<String> chosen = Variant.of(plan, List.of()).stream().map(Variant::name).toList();
    return new ScenarioForm(
        scenario,
        Variant.names(plan).stream()
            .map(name -> new Choice(name, name, Map.of(), "", chosen.contains(name)))
            .toList(),
        List.of(),
        USUAL_SEEDS);
  }

  /// The form of a guided scenario.
  ///
  /// @param scenario its scenario
  /// @param story the cases it compares
  /// @return the form
  static ScenarioForm of(Scenario scenario, GuidedStory story) {
    var form =
        new ScenarioForm(
            scenario,
            choices(story.cases()),
            story.sweep().map(sweep -> choices(sweep.cases())).orElse(List.of()),
            story.quickSeeds());
    story
        .sweep()
        .ifPresent(
            sweep -> {
              form.sweep.parameter().set(sweep.parameter());
              form.sweep.values().set(sweep.values());
            });
    return form;
  }

  private static List<Choice> choices(List<GuidedStory.StoryCase> cases) {
    return cases.stream()
        .map(c -> new Choice(c.name(), c.variant(), c.settings(), c.about(), true))
        .toList();
  }

  /// @return what runs
  public Scenario scenario() {
    return scenario;
  }

  @Override
  public List<Choice> choices() {
    return choices;
  }

  @Override
  public List<NumberField> numbers() {
    return numbers;
  }

  /// @param key name of a parameter
  /// @return its field
  public NumberField number(String key) {
    return numbers.stream()
        .filter(field -> field.definition().key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no parameter " + key));
  }

  @Override
  public NumberField seeds() {
    return seeds;
  }

  @Override
  public ReadOnlyStringProperty problem() {
    return problem.getReadOnlyProperty();
  }

  @Override
  public SweepFields sweepFields() {
    return sweep;
  }

  /// Proposes values around the parameter's own.
  @Override
  public void suggestSweep(String key) {
    NumberField field = number(key);
    double least = field.definition().range().least();
    double middle = field.value().orElse(0);
    sweep.suggest(
        field,
        DoubleStream.of(0.25, 0.5, 0.75, 1, 1.5, 2, 4)
            .map(times -> middle == 0 ? least + times : middle * times)
            .boxed()
            .toList());
  }

  /// @return what is compared, in the order of the choices
  List<Case> cases() {
    return choices.stream()
        .filter(choice -> choice.selected().get())
        .map(choice -> new Case(choice.name(), settings(choice), choice.variant()))
        .toList();
  }

  /// The points of a sweep, each with a case per choice; a case is called as its choice.
  List<SweepPoint> points() {
    var points = new ArrayList<SweepPoint>();
    for (double value : values()) {
      List<Case> cases =
          swept()
              .map(
                  choice -> {
                    Map<String, Double> changed = settings(choice);
                    changed.put(sweep.parameter().get(), value);
                    return new Case(choice.name(), changed, choice.variant());
                  })
              .toList();
      points.add(new SweepPoint(value, cases));
    }
    return points;
  }

  record SweepPoint(double value, List<Case> cases) {}

  /// What a person has changed; cases have settings of their own besides.
  ///
  /// @return values by name
  public Map<String, Double> settings() {
    Map<String, Double> settings = new LinkedHashMap<>();
    for (NumberField field : numbers) {
      field.changed().ifPresent(value -> settings.put(field.definition().key(), value));
    }
    return settings;
  }

  private Map<String, Double> settings(Choice choice) {
    Map<String, Double> all = settings();
    all.putAll(choice.settings());
    return all;
  }

  private Stream<Choice> swept() {
    return (ofSweep.isEmpty() ? choices : ofSweep)
        .stream()
            .filter(choice -> choice.selected().get())
            .filter(choice -> !choice.settings().containsKey(sweep.parameter().get()));
  }

  private List<Double> values() {
    return sweep.known(sweep.parameter().get().isEmpty() ? "" : unit());
  }

  private String unit() {
    return number(sweep.parameter().get()).definition().unit();
  }

  @Override
  public String command() {
    return problem.get().isEmpty()
        ? lines("replay", choices.stream().filter(choice -> choice.selected().get()).toList(), "")
        : "";
  }

  @Override
  public String sweepCommand() {
    if (!problem.get().isEmpty() || !sweep.problem().get().isEmpty()) {
      return "";
    }
    String over =
        sweep.parameter().get()
            + "="
            + String.join(",", values().stream().map(Range::plain).toList());
    return lines("sweep", swept().toList(), over);
  }

  /// A command has one value for each parameter, so cases with settings of their own have their
  /// own.
  private String lines(String command, List<Choice> chosen, String over) {
    Map<Map<String, Double>, List<String>> groups = new LinkedHashMap<>();
    for (Choice choice : chosen) {
      List<String> variants =
          groups.computeIfAbsent(settings(choice), settings -> new ArrayList<>());
      if (!variants.contains(choice.variant())) {
        variants.add(choice.variant());
      }
    }
    var lines = new ArrayList<String>();
    groups.forEach(
        (settings, variants) -> {
          var line =
              new CommandText(command)
                  .option("--scenario", scenario.name())
                  .option("--model", String.join(",", variants))
                  .settings(settings)
                  .option("--seeds", Long.toString((long) seeds.known()));
          if (!over.isEmpty()) {
            line.option("--over", over);
          }
          lines.add(line.toString());
        });
    return String.join("\n", lines);
  }

  private void changed() {
    problem.set(sentence());
    sweep.refuse(sweepSentence());
  }

  private String sentence() {
    for (NumberField field : numbers) {
      if (!field.problem().get().isEmpty()) {
        return field.problem().get();
      }
    }
    if (!seeds.problem().get().isEmpty()) {
      return seeds.problem().get();
    }
    try {
      for (Choice choice : choices) {
        Case one = new Case(choice.name(), settings(choice), choice.variant());
        choice.hypothetical(CaseRuns.of(scenario, List.of(one), 1).hypothetical().getFirst());
      }
    } catch (ScenarioException e) {
      return sentence(e);
    }
    return choices.stream().noneMatch(choice -> choice.selected().get())
        ? "Choose at least one thing to run."
        : "";
  }

  private String sweepSentence() {
    if (sweep.parameter().get().isEmpty()) {
      return "Choose a parameter to go over.";
    }
    String wrong = sweep.sentence(number(sweep.parameter().get()).definition());
    if (!wrong.isEmpty()) {
      return wrong;
    }
    if (swept().findAny().isEmpty()) {
      return "All chosen cases set " + sweep.parameter().get() + " themselves.";
    }
    try {
      for (SweepPoint point : points()) {
        CaseRuns.of(scenario, point.cases(), 1);
      }
    } catch (ScenarioException e) {
      return sentence(e);
    }
    return "";
  }

  private static String sentence(ScenarioException e) {
    return Optional.ofNullable(e.getMessage()).orElse("This makes no sense") + ".";
  }
}
