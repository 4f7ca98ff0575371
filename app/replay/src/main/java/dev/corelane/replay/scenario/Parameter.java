package dev.corelane.replay.scenario;

/// A number of a scenario that has a name.
///
/// @param name its name
/// @param value its value unless another one is set
/// @param unit its unit, "" if it has none
/// @param about what it is
/// @param source where the value comes from
/// @param assumed whether the source is an assumption: it is varied or told with every result
public record Parameter(
    String name, double value, String unit, String about, String source, boolean assumed) {}
