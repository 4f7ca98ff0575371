package dev.corelane.desktop.session.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.knowledge.KernelVersion;
import dev.corelane.replay.extract.Arrivals;
import dev.corelane.replay.fidelity.ReplayRequest;
import dev.corelane.replay.fidelity.ReplaySetting;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordingFormTest {
  @Test
  void whatTheRecordingTellsStandsInTheForm() {
    try (Timeline timeline =
        recording(
            Map.of(
                Properties.KERNEL_RELEASE,
                "7.2.13+deb14",
                Properties.HOST_ARCH,
                "x86_64",
                Properties.KERNEL_PREEMPTION,
                "lazy"))) {
      var form = new RecordingForm(timeline, List.of(Path.of("perf.data")));

      assertThat(form.recordedKernel().get()).isEqualTo("7.2");
      assertThat(form.toldModel()).contains(PreemptionModel.LAZY);
      assertThat(form.cpus()).isEqualTo(2);
      assertThat(form.numbers()).hasSameSizeAs(ReplaySetting.values());
      assertThat(form.problem().get()).isEmpty();
      assertThat(form.command()).isEqualTo("app/corelane replay perf.data --model full --seeds 5");
    }
  }

  @Test
  void aSweepIsProposedAndCopiedAsACommandForEachValue() {
    try (Timeline timeline =
        recording(
            Map.of(
                Properties.KERNEL_RELEASE,
                "6.12.107",
                Properties.HOST_ARCH,
                "x86_64",
                Properties.KERNEL_PREEMPTION,
                "none"))) {
      var form = new RecordingForm(timeline, List.of(Path.of("perf.data")));
      assertThat(form.sweepProblem().get()).isEqualTo("Choose a parameter to go over.");
      for (ReplaySetting setting : ReplaySetting.values()) {
        form.suggestSweep(setting.key());
        assertThat(form.sweepProblem().get()).as(setting.key()).isEmpty();
        assertThat(form.sweptValues()).as(setting.key()).hasSizeGreaterThan(1);
      }
      form.suggestSweep("hrtick");
      assertThat(form.sweepCommand().lines())
          .allMatch(line -> line.startsWith("app/corelane replay perf.data --model "))
          .hasSize(2);
      assertThat(form.sweepCommand()).contains(" --set hrtick=0 ", " --set hrtick=1 ");
      form.sweepParameter().set("extensionNs");
      form.sweepValues().set("0, 2 us");
      assertThat(form.sweepProblem().get()).contains("5 to 50");
      form.sweepValues().set("0, 90 us");
      assertThat(form.sweepProblem().get()).startsWith("extensionNs is 0 to 50000");
    }
  }

  @Test
  void whatTheRecordingDoesNotTellIsAskedFor() {
    try (Timeline timeline = recording(Map.of())) {
      var form = new RecordingForm(timeline, List.of());

      assertThat(form.problem().get()).contains("does not tell its kernel");
      form.recordedKernel().set("old");
      assertThat(form.problem().get())
          .isEqualTo("\u201Cold\u201D is no kernel version; one looks like 6.12.");
      form.recordedKernel().set("6.12");
      assertThat(form.problem().get()).contains("does not tell its preemption model");
      form.recordedModel().set(PreemptionModel.NONE);
      assertThat(form.problem().get()).isEmpty();
      form.kernel().set("7");
      assertThat(form.problem().get()).contains("\u201C7\u201D is no kernel version");
    }
  }

  @Test
  void everythingAskedForIsInTheRequestAndInTheCommand() {
    try (Timeline timeline = recording(Map.of(Properties.KERNEL_RELEASE, "6.12"))) {
      var form = new RecordingForm(timeline, List.of(Path.of("it's here.data")));
      form.recordedModel().set(PreemptionModel.NONE);
      form.choices().forEach(c -> c.selected().set(List.of("none", "lazy").contains(c.name())));
      form.kernel().set("7.2");
      form.arrivals().set(Arrivals.OPEN);
      form.part().set(0.5);
      form.seeds().set(3);
      number(form, ReplaySetting.HZ).set(1_000);
      number(form, ReplaySetting.SWITCH).text().set("2 us");

      assertThat(form.request())
          .isEqualTo(
              new ReplayRequest(
                  List.of(PreemptionModel.NONE, PreemptionModel.LAZY),
                  new KernelVersion(7, 2),
                  PreemptionModel.NONE,
                  null,
                  Map.of("hz", 1_000.0, "switchNs", 2_000.0),
                  Arrivals.OPEN,
                  3,
                  0.5));
      assertThat(form.command())
          .isEqualTo(
              "app/corelane replay 'it'\\''s here.data' --recorded-model none --model none,lazy"
                  + " --kernel 7.2 --arrivals open --part 0.5 --set hz=1000 --set switchNs=2000"
                  + " --seeds 3");
    }
  }

  @Test
  void whatNoKernelOffersIsSaidWhenTheKernelIsChosen() {
    try (Timeline timeline =
        recording(Map.of(Properties.KERNEL_RELEASE, "6.12", Properties.HOST_ARCH, "x86_64"))) {
      var form = new RecordingForm(timeline, List.of());
      Choice none = form.choices().get(PreemptionModel.NONE.ordinal());
      Choice lazy = form.choices().get(PreemptionModel.LAZY.ordinal());

      assertThat(none.hypothetical().get()).isEmpty();
      assertThat(lazy.hypothetical().get())
          .containsExactly("Linux 6.12 has no preempt=lazy: it came with 6.13.");
      form.kernel().set("7.2");
      assertThat(lazy.hypothetical().get()).isEmpty();
      assertThat(none.hypothetical().get()).hasSize(1);
    }
  }

  @Test
  void rangesAreThoseOfTheSettings() {
    try (Timeline timeline = recording(Map.of(Properties.KERNEL_RELEASE, "7.2"))) {
      var form = new RecordingForm(timeline, List.of());
      number(form, ReplaySetting.HZ).set(20_000);
      assertThat(form.problem().get()).isEqualTo("hz is 1 to 10000, not 20000.");
      number(form, ReplaySetting.HZ).reset();
      number(form, ReplaySetting.EXTENSION).set(100);
      assertThat(form.problem().get()).contains("5 to 50 \u00B5s");
    }
  }

  private static NumberField number(RecordingForm form, ReplaySetting setting) {
    return form.numbers().get(setting.ordinal());
  }

  private static Timeline recording(Map<String, String> properties) {
    try (var builder = new TimelineBuilder()) {
      builder.cpu(0);
      builder.cpu(1);
      builder.cover(0);
      builder.cover(1000);
      properties.forEach(builder::property);
      return builder.build(ProgressMonitor.NONE);
    }
  }
}
