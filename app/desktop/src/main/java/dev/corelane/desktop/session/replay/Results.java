package dev.corelane.desktop.session.replay;

import dev.corelane.desktop.session.SharedTrace;
import dev.corelane.trace.task.ProgressMonitor;
import java.util.List;
import java.util.function.Function;

/// What came of runs so far.
///
/// @param lead a sentence above the table
/// @param table the numbers
/// @param notes what has to be known to read them
/// @param plots pictures of them
/// @param timelines what can be looked at as a timeline
public record Results(
    String lead, ResultTable table, List<Note> notes, List<Plot> plots, List<Openable> timelines) {
  /// Name of the recording among the timelines.
  public static final String RECORDING = "recording";

  /// Copies.
  public Results {
    notes = List.copyOf(notes);
    plots = List.copyOf(plots);
    timelines = List.copyOf(timelines);
  }

  /// Sentences under a heading.
  ///
  /// @param kind how much it matters
  /// @param heading the heading
  /// @param sentences at least one
  public record Note(Kind kind, String heading, List<String> sentences) {
    /// Copies.
    public Note {
      sentences = List.copyOf(sentences);
    }
  }

  /// How much a note matters.
  public enum Kind {
    /// The numbers are less than they seem.
    WARNING,
    /// How they came about.
    INFO
  }

  /// A run that can be looked at.
  ///
  /// @param name what it is called
  /// @param opener makes the timeline, or shares one that is there; takes as long as a run
  public record Openable(String name, Function<ProgressMonitor, SharedTrace> opener) {}
}
