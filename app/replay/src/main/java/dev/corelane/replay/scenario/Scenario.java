package dev.corelane.replay.scenario;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// A scenario as its file has it.
public final class Scenario {
  private final String name;
  private final String title;
  private final String about;
  private final List<Parameter> parameters;
  private final Map<String, Range> ranges;
  private final List<String> unknown;
  private final Node.Tree tree;

  Scenario(
      String name,
      String title,
      String about,
      List<Parameter> parameters,
      Map<String, Range> ranges,
      List<String> unknown,
      Node.Tree tree) {
    this.name = name;
    this.title = title;
    this.about = about;
    this.parameters = List.copyOf(parameters);
    this.ranges = Map.copyOf(ranges);
    this.unknown = List.copyOf(unknown);
    this.tree = tree;
  }

  /// @return its name
  public String name() {
    return name;
  }

  /// @return one line about it
  public String title() {
    return title;
  }

  /// @return what it shows
  public String about() {
    return about;
  }

  /// @return its parameters in the order of the file
  public List<Parameter> parameters() {
    return parameters;
  }

  /// @return what is not known about what it describes, and matters to the result
  public List<String> unknown() {
    return unknown;
  }

  /// @param parameter a name
  /// @return the parameter of that name
  public Optional<Parameter> parameter(String parameter) {
    return parameters.stream().filter(one -> one.name().equals(parameter)).findFirst();
  }

  /// What a parameter may be, as the places that use it say. One may depend on the value of
  /// another: then it is the range while all have the values of the file.
  ///
  /// @param parameter a name
  /// @return its range
  /// @throws IllegalArgumentException if there is no parameter of that name
  public Range range(String parameter) {
    Range range = ranges.get(parameter);
    if (range == null) {
      throw new IllegalArgumentException("there is no parameter \"" + parameter + "\"");
    }
    return range;
  }

  /// Puts the parameters in.
  ///
  /// @param settings values by name, instead of those of the file
  /// @return what is to be run
  /// @throws ScenarioException if a name is unknown or a value makes no sense
  public Plan plan(Map<String, Double> settings) throws ScenarioException {
    Map<String, Double> values = new HashMap<>();
    parameters.forEach(parameter -> values.put(parameter.name(), parameter.value()));
    for (Map.Entry<String, Double> setting : settings.entrySet()) {
      if (values.put(setting.getKey(), setting.getValue()) == null) {
        var names = new TreeSet<>(values.keySet());
        names.remove(setting.getKey());
        throw new ScenarioException(
            "the scenario %s has no parameter \"%s\"; it has %s"
                .formatted(name, setting.getKey(), String.join(", ", names)));
      }
    }
    return new PlanReader(values).read(tree);
  }
}
