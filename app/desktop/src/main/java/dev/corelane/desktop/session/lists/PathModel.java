package dev.corelane.desktop.session.lists;

import dev.corelane.analysis.criticalpath.CriticalPath;
import dev.corelane.analysis.criticalpath.CriticalPathAnalysis;
import dev.corelane.analysis.criticalpath.PathClass;
import dev.corelane.analysis.criticalpath.PathSegment;
import dev.corelane.desktop.session.Located;
import dev.corelane.desktop.session.Target;
import dev.corelane.desktop.session.Threads;
import dev.corelane.desktop.session.TimelineModel;
import dev.corelane.desktop.session.TraceModel;
import dev.corelane.render.view.PathPiece;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.Optional;
import javafx.util.Subscription;

/// Finds the critical path of the selected span, has it drawn through the lanes and told beside its
/// facts; of anything else that a thread did, when asked.
public final class PathModel {
  private final TraceModel trace;
  private final TimelineModel view;
  private final Latest work;
  private final Subscription subscription;

  private record Drawn(CriticalPath path, List<PathPiece> pieces) {}

  /// @param trace the recording
  /// @param threads where work runs
  public PathModel(TraceModel trace, Threads threads) {
    this.trace = trace;
    view = trace.view();
    work = new Latest(threads);
    subscription = view.target().subscribe(this::selected);
  }

  private void selected(Optional<Target> target) {
    work.cancel();
    target.filter(t -> t instanceof Target.SpanRef).ifPresent(this::find);
  }

  /// Shows the critical path of what is selected, or takes it away.
  public void toggle() {
    if (view.state().get().overlay().path().isEmpty()) {
      view.target().get().ifPresent(this::find);
    } else {
      work.cancel();
      view.showPath(List.of());
    }
  }

  private void find(Target target) {
    Timeline timeline = view.digest().timeline();
    Located place = Located.of(timeline, target);
    int task = place.task();
    if (task <= Task.UNKNOWN || place.startNs() >= place.endNs()) {
      return;
    }
    TimeRange range = new TimeRange(place.startNs(), place.endNs());
    work.start(
        monitor -> {
          CriticalPath path = new CriticalPathAnalysis(task).run(timeline, range, monitor);
          return new Drawn(path, pieces(timeline, path));
        },
        drawn -> {
          view.showPath(drawn.pieces());
          trace.tell(target, drawn.path());
        });
  }

  private static List<PathPiece> pieces(Timeline timeline, CriticalPath path) {
    return path.segments().stream()
        .filter(s -> s.task() > Task.UNKNOWN)
        .map(s -> piece(timeline, s))
        .toList();
  }

  private static PathPiece piece(Timeline timeline, PathSegment segment) {
    TaskStates states = timeline.states(segment.task());
    int cpu = states.cpu(states.at(segment.startNs()));
    boolean running = segment.kind() == PathClass.RUNNING || segment.kind() == PathClass.SPINNING;
    return new PathPiece(
        "thread/" + segment.task(),
        cpu < 0 ? "" : "cpu/" + timeline.cpus().get(cpu).number(),
        segment.startNs(),
        segment.endNs(),
        running);
  }

  /// Ends its life.
  public void dispose() {
    subscription.unsubscribe();
    work.cancel();
  }
}
