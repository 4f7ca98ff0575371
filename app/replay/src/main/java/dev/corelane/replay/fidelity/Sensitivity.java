package dev.corelane.replay.fidelity;

import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.recorded.KernelShare;
import dev.corelane.trace.task.ProgressMonitor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;

/// What the replay of a recording on its own machine owes to one number that was assumed: the same
/// replay with another value of it.
///
/// @param what which number is what, in words
/// @param effects by measure, those that both replays tell
public record Sensitivity(String what, Map<Measure, Effect> effects) {
  /// Keeps a copy.
  public Sensitivity {
    effects = Collections.unmodifiableMap(new EnumMap<>(effects));
  }

  /// @param ratio of the medians, changed by unchanged
  /// @param differs whether the replays tell a difference, as [ReplayOutcome#differs] has it
  public record Effect(double ratio, boolean differs) {}

  private record Variant(ReplaySetting setting, double value) {
    String what() {
      return String.format(
          Locale.ROOT, "%s = %s (%s)", setting.key(), plain(value), setting.about());
    }

    private static String plain(double value) {
      return value == Math.rint(value)
          ? Long.toString((long) value)
          : String.format(Locale.ROOT, "%.3g", value);
    }
  }

  /// Replays with half and twice of each cost, no and twice the cost of cold caches, and no and
  /// twice the work in the kernel.
  ///
  /// @param replay replays of the recording
  /// @param options how it is replayed; other machines are left out
  /// @param executor does the runs
  /// @param monitor told of the progress and asked whether to go on
  /// @return one entry per changed number
  /// @throws dev.corelane.trace.task.TaskCancelledException if cancelled
  public static List<Sensitivity> of(
      RecordingReplay replay, ReplayOptions options, Executor executor, ProgressMonitor monitor) {
    List<Variant> variants = variants(options.recorded());
    List<Machine> machines =
        variants.stream().map(v -> v.setting.apply(options.recorded(), v.value)).toList();
    ReplayOutcome outcome =
        replay.run(with(options, machines, options.kernel()), executor, monitor);
    List<Sensitivity> found = new ArrayList<>();
    for (int i = 0; i < variants.size(); i++) {
      found.add(new Sensitivity(variants.get(i).what(), effects(outcome, outcome.others().get(i))));
    }
    for (double share : new double[] {0, Math.min(1, 2 * options.kernel().share())}) {
      var kernel = new KernelShare(share, options.kernel().segmentNs(), options.kernel().basis());
      ReplayOutcome changed = replay.run(with(options, List.of(), kernel), executor, monitor);
      var variant = new Variant(ReplaySetting.KERNEL_SHARE, share);
      found.add(new Sensitivity(variant.what(), effects(outcome, changed.identity())));
    }
    return List.copyOf(found);
  }

  private static List<Variant> variants(Machine machine) {
    List<Variant> variants = new ArrayList<>();
    for (ReplaySetting cost :
        List.of(ReplaySetting.SWITCH, ReplaySetting.IPI, ReplaySetting.TICK)) {
      double usual = cost.usual(machine).orElseThrow();
      variants.add(new Variant(cost, usual / 2));
      variants.add(new Variant(cost, usual * 2));
    }
    variants.add(new Variant(ReplaySetting.REFILL, 0));
    variants.add(new Variant(ReplaySetting.REFILL, 2));
    return variants;
  }

  private static ReplayOptions with(
      ReplayOptions options, List<Machine> others, KernelShare kernel) {
    return new ReplayOptions(
        options.recorded(), others, options.arrivals(), kernel, options.seeds(), options.share());
  }

  private static Map<Measure, Effect> effects(ReplayOutcome outcome, ModelReplay changed) {
    Map<Measure, Effect> effects = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      outcome
          .change(changed, measure)
          .ifPresent(
              ratio -> effects.put(measure, new Effect(ratio, outcome.differs(changed, measure))));
    }
    return effects;
  }
}
