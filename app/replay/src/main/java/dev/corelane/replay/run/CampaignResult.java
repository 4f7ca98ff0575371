package dev.corelane.replay.run;

import java.util.List;
import java.util.Map;

/// What a [Campaign] gave.
///
/// @param scenario name of the scenario
/// @param settings parameters that were set
/// @param seeds runs per variant
/// @param variants results by variant
/// @param sensitivity the same under other costs, empty if that was not asked for
/// @param assumptions numbers that nobody measured, in words
/// @param unknown what is not known and matters
public record CampaignResult(
    String scenario,
    Map<String, Double> settings,
    int seeds,
    List<VariantResult> variants,
    List<Changed> sensitivity,
    List<String> assumptions,
    List<String> unknown) {
  /// Copies all of them.
  public CampaignResult {
    settings = Map.copyOf(settings);
    variants = List.copyOf(variants);
    sensitivity = List.copyOf(sensitivity);
    assumptions = List.copyOf(assumptions);
    unknown = List.copyOf(unknown);
  }

  /// The results under another assumption.
  ///
  /// @param what was changed
  /// @param variants results by variant
  public record Changed(String what, List<VariantResult> variants) {}
}
