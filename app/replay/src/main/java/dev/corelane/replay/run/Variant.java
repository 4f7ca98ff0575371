package dev.corelane.replay.run;

import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.replay.scenario.Plan;
import dev.corelane.replay.scenario.ScenarioException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What is compared: the same work under another preemption model or another policy.
public sealed interface Variant {
  /// @return its name, such as `lazy` or `user-interrupts`
  String name();

  /// A preemption model of the kernel.
  ///
  /// @param model which
  record Model(PreemptionModel model) implements Variant {
    @Override
    public String name() {
      return spelt(model);
    }
  }

  /// A policy of a database that schedules its own transactions.
  ///
  /// @param policy which
  record Urgent(UrgentPolicy policy) implements Variant {
    @Override
    public String name() {
      return spelt(policy);
    }
  }

  /// @param plan what is run
  /// @return the names that fit it
  static List<String> names(Plan plan) {
    return switch (plan) {
      case Plan.Threads threads -> spelt(PreemptionModel.values());
      case Plan.Policies policies -> spelt(UrgentPolicy.values());
    };
  }

  /// @param plan what is run
  /// @param names which variants; none for that of the file, or all policies
  /// @return the variants
  /// @throws ScenarioException if a name does not fit the plan
  static List<Variant> of(Plan plan, List<String> names) throws ScenarioException {
    var variants = new ArrayList<Variant>();
    if (names.isEmpty()) {
      switch (plan) {
        case Plan.Threads threads -> variants.add(new Model(threads.machine().model()));
        case Plan.Policies policies ->
            Arrays.stream(UrgentPolicy.values()).map(Urgent::new).forEach(variants::add);
      }
    }
    List<String> known = names(plan);
    for (String name : names) {
      int index = known.indexOf(name);
      if (index < 0) {
        throw new ScenarioException(
            "\"%s\" is none of %s".formatted(name, String.join(", ", known)));
      }
      variants.add(
          switch (plan) {
            case Plan.Threads threads -> new Model(PreemptionModel.values()[index]);
            case Plan.Policies policies -> new Urgent(UrgentPolicy.values()[index]);
          });
    }
    return variants;
  }

  private static List<String> spelt(Enum<?>... constants) {
    return Arrays.stream(constants).map(Variant::spelt).toList();
  }

  private static String spelt(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
