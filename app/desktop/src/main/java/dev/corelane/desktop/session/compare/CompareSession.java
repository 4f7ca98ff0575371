package dev.corelane.desktop.session.compare;

import dev.corelane.analysis.knowledge.WaitEventLibrary;
import dev.corelane.desktop.session.AppModel;
import dev.corelane.desktop.session.OpenRequest;
import dev.corelane.desktop.session.Threads;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The life of one window of comparison: first it opens what is not open yet, then it compares. All
/// methods are called on the UI thread.
public final class CompareSession {
  private final AppModel app;
  private final Threads threads;
  private final SideOpening opening;
  private final ReadOnlyObjectWrapper<Phase> phase;
  private boolean closed;

  /// What a window of comparison shows.
  public sealed interface Phase {
    /// Sides are being opened.
    ///
    /// @param step what is being done, in a few words
    /// @param fraction 0 to 1, -1 while that is not known
    record Opening(String step, double fraction) implements Phase {}

    /// A side could not be opened.
    ///
    /// @param text why, in a sentence
    record Failed(String text) implements Phase {}

    /// All sides are open.
    ///
    /// @param model the comparison
    record Comparing(CompareModel model) implements Phase {}
  }

  /// Takes a share of what is open and begins to open the rest.
  ///
  /// @param app opens files
  /// @param threads where work runs
  /// @param sources the sides in order
  /// @throws IllegalArgumentException if there are too few or too many
  public CompareSession(AppModel app, Threads threads, List<CompareSource> sources) {
    if (sources.size() < CompareModel.FEWEST || sources.size() > CompareModel.MOST) {
      throw new IllegalArgumentException(sources.size() + " things cannot be compared");
    }
    this.app = app;
    this.threads = threads;
    phase = new ReadOnlyObjectWrapper<>(new Phase.Opening("Opening", -1));
    opening = new SideOpening(app, threads, sources, this::progress, this::opened, this::failed);
    threads.background().execute(opening);
  }

  /// @return what is shown
  public ReadOnlyObjectProperty<Phase> phase() {
    return phase.getReadOnlyProperty();
  }

  /// Ends everything; the session is not used any more.
  public void close() {
    closed = true;
    opening.cancel();
    if (phase.get() instanceof Phase.Comparing(CompareModel model)) {
      model.dispose();
      threads.background().execute(model::release);
    }
  }

  private void progress(Phase.Opening now) {
    if (!closed && phase.get() instanceof Phase.Opening) {
      phase.set(now);
    }
  }

  private void opened(List<ComparedPart> parts, WaitEventLibrary knowledge) {
    if (closed) {
      threads.background().execute(() -> parts.forEach(part -> part.trace().release()));
      return;
    }
    for (CompareSource source : opening.sources()) {
      if (source instanceof CompareSource.ToOpen(OpenRequest.Files files)) {
        app.opened(files.paths());
      }
    }
    phase.set(new Phase.Comparing(new CompareModel(parts, threads, knowledge)));
  }

  private void failed(String text) {
    if (!closed) {
      phase.set(new Phase.Failed(text));
    }
  }
}
