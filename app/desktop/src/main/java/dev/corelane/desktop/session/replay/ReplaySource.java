package dev.corelane.desktop.session.replay;

import dev.corelane.desktop.session.OpenRequest;
import dev.corelane.desktop.session.SharedTrace;
import dev.corelane.importers.ImportOptions;
import dev.corelane.replay.scenario.ScenarioException;
import dev.corelane.replay.scenario.ScenarioLibrary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What is replayed.
public sealed interface ReplaySource {
  /// @return what a list of choices calls it
  String title();

  /// A recording.
  ///
  /// @param trace the recording
  record Recording(SharedTrace trace) implements ReplaySource {
    /// Where it lies, for the command line.
    ///
    /// @return its files; none if nobody knows, or if only a part of them was opened
    public List<Path> files() {
      return trace
          .origin()
          .filter(origin -> origin.options().equals(ImportOptions.ALL))
          .map(OpenRequest.Files::paths)
          .orElse(List.of());
    }

    @Override
    public String title() {
      return trace.title();
    }
  }

  /// A scenario of the library.
  ///
  /// @param name its name
  record OfScenario(String name) implements ReplaySource {
    @Override
    public String title() {
      return "Scenario " + name;
    }
  }

  /// A guided scenario.
  ///
  /// @param story which
  record Guided(GuidedStory story) implements ReplaySource {
    @Override
    public String title() {
      return story.title();
    }
  }

  /// @return all guided scenarios, then all scenarios of the library
  static List<ReplaySource> builtIn() {
    var all = new ArrayList<ReplaySource>();
    GuidedStories.all().forEach(story -> all.add(new Guided(story)));
    ScenarioLibrary.names().forEach(name -> all.add(new OfScenario(name)));
    return all;
  }

  /// @param source a recording, scenario or guided scenario
  /// @return its form, with what the recording or the file says
  static ReplayForm form(ReplaySource source) {
    try {
      return switch (source) {
        case Recording recording ->
            new RecordingForm(recording.trace().digest().timeline(), recording.files());
        case OfScenario scenario -> ScenarioForm.of(ScenarioLibrary.scenario(scenario.name()));
        case Guided guided ->
            ScenarioForm.of(ScenarioLibrary.scenario(guided.story().scenario()), guided.story());
      };
    } catch (ScenarioException e) {
      throw new IllegalStateException("a scenario of the library is broken", e);
    }
  }
}
