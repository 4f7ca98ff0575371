package dev.corelane.integration.architecture;

import java.util.List;
import java.util.stream.Stream;

/// The catalogue of the rules over classes.
final class ArchitectureRules {
  private ArchitectureRules() {}

  static List<ArchitectureRule> all() {
    return Stream.of(LayerRules.all(), PlatformRules.all(), ConductRules.all())
        .flatMap(List::stream)
        .toList();
  }
}
