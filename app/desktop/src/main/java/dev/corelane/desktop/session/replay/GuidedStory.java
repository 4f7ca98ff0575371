package dev.corelane.desktop.session.replay;

import dev.corelane.replay.run.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A scenario with what to compare and what to look at, for somebody who knows only the news about
/// it.
///
/// @param id its name in the program
/// @param title its name for a person
/// @param summary one or two sentences for the start page
/// @param scenario name of the scenario of the library
/// @param quickSeeds runs of each for a first answer
/// @param fullSeeds runs of each for bands that can be relied on
/// @param cases what is compared
/// @param first the measures that it is about; they stand first
/// @param steps what to look at, in this order
/// @param sliders numbers that are worth moving
/// @param sweep a curve that belongs to it
/// @param tradeOff one measure against another
/// @param pictures what follows from rules alone, without a run
public record GuidedStory(
    String id,
    String title,
    String summary,
    String scenario,
    int quickSeeds,
    int fullSeeds,
    List<StoryCase> cases,
    List<Metric> first,
    List<Step> steps,
    List<Slider> sliders,
    Optional<Sweep> sweep,
    Optional<TradeOff> tradeOff,
    List<Plot> pictures) {
  /// Copies.
  public GuidedStory {
    cases = List.copyOf(cases);
    first = List.copyOf(first);
    steps = List.copyOf(steps);
    sliders = List.copyOf(sliders);
    pictures = List.copyOf(pictures);
  }

  /// One column.
  ///
  /// @param name its heading
  /// @param variant preemption model or policy
  /// @param settings values of parameters that belong to it
  /// @param about what it is
  public record StoryCase(String name, String variant, Map<String, Double> settings, String about) {
    /// Copies.
    public StoryCase {
      settings = Map.copyOf(settings);
    }
  }

  /// Something to look at.
  ///
  /// @param title in a few words
  /// @param text what it shows and why
  public record Step(String title, String text) {}

  /// A number that is moved by hand, on a logarithmic scale.
  ///
  /// @param parameter its name
  /// @param least the least value
  /// @param most the greatest value
  /// @param title what it is
  public record Slider(String parameter, double least, double most, String title) {}

  /// A curve.
  ///
  /// @param parameter over which parameter
  /// @param values its values with commas between them
  /// @param cases what is compared along it
  public record Sweep(String parameter, String values, List<StoryCase> cases) {
    /// Copies.
    public Sweep {
      cases = List.copyOf(cases);
    }
  }

  /// A picture of one measure against another.
  ///
  /// @param title what it shows
  /// @param x to the right
  /// @param xTitle what that is
  /// @param y upwards
  /// @param yTitle what that is
  public record TradeOff(String title, Metric x, String xTitle, Metric y, String yTitle) {}
}
