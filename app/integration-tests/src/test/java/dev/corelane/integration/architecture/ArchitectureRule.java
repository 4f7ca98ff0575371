package dev.corelane.integration.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;

/// A rule over the compiled classes of the project.
///
/// @param id its name; its seeded violation stands in the package of this name without hyphens
/// @param over the rule for the classes below a root package: the product's, or a seed's
public record ArchitectureRule(String id, Function<String, ArchRule> over) {
  /// Package of the product.
  public static final String PRODUCT = "dev.corelane";

  private static final String SEEDS = "dev.corelane.integration.violations";

  /// @return the package in which the rule is violated on purpose
  public String seedPackage() {
    return SEEDS + "." + id.replace("-", "");
  }

  @Override
  public String toString() {
    return id;
  }
}
