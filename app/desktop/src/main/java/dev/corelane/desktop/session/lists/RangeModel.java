package dev.corelane.desktop.session.lists;

import dev.corelane.desktop.session.Moments;
import dev.corelane.desktop.session.Target;
import dev.corelane.desktop.session.Threads;
import dev.corelane.desktop.session.TimelineModel;
import dev.corelane.render.digest.DelayCloud;
import dev.corelane.render.time.TimeText;
import dev.corelane.trace.model.TimeRange;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// What happened in the selected range of time, or in the whole recording; and, if wanted, in
/// another range that was kept to hold this one against it. All methods are called on the UI
/// thread.
public final class RangeModel {
  private final TimelineModel view;
  private final Latest work;
  private final ReadOnlyObjectWrapper<@Nullable RangeReport> report = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable RangeReport> kept = new ReadOnlyObjectWrapper<>();
  private final Subscription subscription;
  private @Nullable TimeRange wanted;
  private Set<String> wantedLanes = Set.of();
  private boolean seen;

  /// @param view the timeline
  /// @param threads where work runs
  public RangeModel(TimelineModel view, Threads threads) {
    this.view = view;
    work = new Latest(threads);
    subscription = view.state().subscribe(this::follow);
  }

  /// @return what happened, null before it is known
  public ReadOnlyObjectProperty<@Nullable RangeReport> report() {
    return report.getReadOnlyProperty();
  }

  /// @return what happened in the range that was kept, null if none was
  public ReadOnlyObjectProperty<@Nullable RangeReport> kept() {
    return kept.getReadOnlyProperty();
  }

  /// @return how far the work in the background is, 0 to 1, -1 if that is not known, less when none
  ///   runs
  public ReadOnlyDoubleProperty progress() {
    return work.progress();
  }

  /// @return why nothing is known, "" when nothing failed
  public ReadOnlyStringProperty failure() {
    return work.failure();
  }

  /// Tells whether anybody looks; nothing is calculated while nobody does.
  ///
  /// @param now whether it is on the screen
  public void see(boolean now) {
    seen = now;
    follow();
  }

  /// Keeps what is shown, so that the next range can be held against it.
  public void keep() {
    kept.set(report.get());
  }

  /// The range that was kept, and the one that is shown if it is another.
  ///
  /// @return two ranges, empty if there are not two
  public Optional<List<TimeRange>> ranges() {
    RangeReport before = kept.get();
    RangeReport now = report.get();
    return before == null || now == null || before.range().equals(now.range())
        ? Optional.empty()
        : Optional.of(List.of(before.range(), now.range()));
  }

  /// Forgets what was kept.
  public void forget() {
    kept.set(null);
  }

  /// Stops looking.
  public void cancel() {
    work.cancel();
  }

  /// Goes to a wait for a CPU.
  ///
  /// @param point the wait
  public void goTo(DelayCloud.Point point) {
    view.goTo(new Target.StateRef(point.task(), point.state()));
  }

  /// Which range is meant, in words.
  ///
  /// @param range a range
  /// @return such as `3.00 ms from 1.204 s`
  public String words(TimeRange range) {
    TimeRange all = view.digest().timeline().range();
    return range.equals(all)
        ? "whole recording, " + TimeText.duration(all.durationNs())
        : TimeText.duration(range.durationNs())
            + " from "
            + Moments.exact(view.digest().timeline(), range.startNs());
  }

  /// Which range of what is meant, in words.
  ///
  /// @param of what is known of it
  /// @return such as `3.00 ms from 1.204 s, of CPU 0 and postgres 11`
  public String words(RangeReport of) {
    String scope = of.scope().words(view.digest(), of.range());
    return scope.isEmpty() ? words(of.range()) : words(of.range()) + ", of " + scope;
  }

  private void follow() {
    TimeRange all = view.digest().timeline().range();
    Optional<TimeRange> selected = view.state().get().selection();
    TimeRange now = selected.orElse(all);
    Set<String> lanes = view.state().get().selectedLanes();
    if (!seen || now.equals(wanted) && lanes.equals(wantedLanes)) {
      return;
    }
    wanted = now;
    wantedLanes = lanes;
    RangeScope scope = RangeScope.of(view.digest(), lanes);
    work.start(monitor -> RangeReport.of(view.digest(), now, scope, monitor), report::set);
  }

  /// Ends its life.
  public void dispose() {
    subscription.unsubscribe();
    work.cancel();
  }
}
