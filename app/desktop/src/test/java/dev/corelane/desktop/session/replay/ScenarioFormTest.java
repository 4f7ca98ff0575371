package dev.corelane.desktop.session.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.replay.run.CaseRuns.Case;
import dev.corelane.replay.scenario.Parameter;
import dev.corelane.replay.scenario.ScenarioException;
import dev.corelane.replay.scenario.ScenarioLibrary;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScenarioFormTest {
  @Test
  void fieldsAreThoseOfTheScenarioWithTheirDefaults() throws ScenarioException {
    ScenarioForm form = form("pg-spinlock-7.0");

    assertThat(form.numbers())
        .extracting(field -> field.definition().key())
        .containsExactlyElementsOf(
            form.scenario().parameters().stream().map(Parameter::name).toList());
    assertThat(form.number("durationNs").text().get()).isEqualTo("300 ms");
    assertThat(form.number("cpus").text().get()).isEqualTo("96");
    assertThat(form.settings()).isEmpty();
    assertThat(form.problem().get()).isEmpty();
    assertThat(form.command())
        .isEqualTo("app/corelane replay --scenario pg-spinlock-7.0 --model lazy --seeds 5");
  }

  @Test
  void whatIsOutOfRangeIsSaidInASentence() throws ScenarioException {
    ScenarioForm form = form("pg-spinlock-7.0");
    NumberField cpus = form.number("cpus");

    cpus.text().set("0");
    assertThat(cpus.problem().get()).isEqualTo("cpus is 1 to 1024, not 0.");
    assertThat(form.problem().get()).isEqualTo(cpus.problem().get());
    assertThat(form.command()).isEmpty();
    cpus.text().set("many");
    assertThat(cpus.problem().get()).isEqualTo("\u201Cmany\u201D is no number.");
    cpus.text().set("1.5");
    assertThat(cpus.problem().get()).isEqualTo("cpus is a whole number.");
    cpus.text().set("");
    assertThat(cpus.problem().get()).isEqualTo("cpus is missing.");
    cpus.reset();
    form.number("extensionNs").set(1_000);
    assertThat(form.problem().get()).contains("0, or 5000 to 50000");
    form.number("extensionNs").reset();
    form.choices().forEach(choice -> choice.selected().set(false));
    assertThat(form.problem().get()).isEqualTo("Choose at least one thing to run.");
  }

  @Test
  void changesAreSettings() throws ScenarioException {
    ScenarioForm form = form("pg-spinlock-7.0");
    form.number("warmUpNs").text().set("0.05 s");
    form.number("faultNs").text().set("8 us");
    select(form, "none", "lazy");

    assertThat(form.settings()).isEqualTo(Map.of("warmUpNs", 5e7, "faultNs", 8e3));
    assertThat(form.cases())
        .containsExactly(
            new Case("none", form.settings(), "none"), new Case("lazy", form.settings(), "lazy"));
    assertThat(form.command())
        .isEqualTo(
            "app/corelane replay --scenario pg-spinlock-7.0 --model none,lazy --set faultNs=8000"
                + " --set warmUpNs=50000000 --seeds 5");
  }

  /// The words are those of the command line.
  @Test
  void whatNoKernelOffersIsSaid() throws ScenarioException {
    ScenarioForm form = form("pg-spinlock-7.0");

    assertThat(hypothetical(form, "lazy")).isEmpty();
    assertThat(hypothetical(form, "none"))
        .containsExactly(
            "Linux 7.0 on arm64 has no preempt=none: since 7.0 there are only full and lazy"
                + " there.");
    form.number("extensionNs").set(5_000);
    assertThat(hypothetical(form, "lazy")).anyMatch(why -> why.contains("slice extension"));
  }

  @Test
  void aSweepIsCheckedPointByPoint() throws ScenarioException {
    ScenarioForm form = form("lock-convoy");
    assertThat(form.sweepProblem().get()).isEqualTo("Choose a parameter to go over.");
    form.suggestSweep("clients");
    assertThat(form.sweepProblem().get()).isEmpty();
    form.sweepValues().set("2, 0");
    assertThat(form.sweepProblem().get()).startsWith("clients is ").endsWith("not 0.");
    form.sweepValues().set("2, 4, x");
    assertThat(form.sweepProblem().get()).isEqualTo("\u201Cx\u201D is no number.");
    form.sweepValues().set("2");
    assertThat(form.sweepProblem().get()).contains("2 to 200 values");
    form.sweepValues().set("2, 4");
    assertThat(form.sweepProblem().get()).isEmpty();
    assertThat(form.sweepCommand())
        .startsWith("app/corelane sweep --scenario lock-convoy --model ")
        .endsWith(" --over clients=2,4");
  }

  @Test
  void everyParameterSuggestsASweepThatCanRun() throws ScenarioException {
    ScenarioForm form = form("pg-spinlock-7.0");
    for (NumberField field : form.numbers()) {
      form.suggestSweep(field.definition().key());
      if (!field.definition().key().equals("extensionNs")) {
        assertThat(form.sweepProblem().get()).as(field.definition().key()).isEmpty();
      }
    }
  }

  /// One click: nothing has to be chosen or corrected first.
  @Test
  void everyStoryCanRunAtOnce() {
    for (GuidedStory story : GuidedStories.all()) {
      var form = (ScenarioForm) ReplaySource.form(new ReplaySource.Guided(story));
      assertThat(form.problem().get()).as(story.id()).isEmpty();
      assertThat(form.cases()).hasSameSizeAs(story.cases());
      assertThat(form.command().lines()).allMatch(line -> line.startsWith("app/corelane replay"));
      story.sliders().forEach(slider -> assertThat(form.number(slider.parameter())).isNotNull());
      assertThat(form.sweepProblem().get()).as(story.id()).isEmpty();
      assertThat(form.points().getFirst().cases())
          .hasSameSizeAs(story.sweep().orElseThrow().cases());
    }
  }

  private static ScenarioForm form(String name) throws ScenarioException {
    return ScenarioForm.of(ScenarioLibrary.scenario(name));
  }

  private static void select(ScenarioForm form, String... names) {
    form.choices().forEach(c -> c.selected().set(List.of(names).contains(c.name())));
  }

  private static List<String> hypothetical(ScenarioForm form, String name) {
    return form.choices().stream()
        .filter(choice -> choice.name().equals(name))
        .findFirst()
        .orElseThrow()
        .hypothetical()
        .get();
  }
}
