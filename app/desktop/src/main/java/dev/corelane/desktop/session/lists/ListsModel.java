package dev.corelane.desktop.session.lists;

import dev.corelane.desktop.session.Threads;
import dev.corelane.desktop.session.TimelineModel;
import dev.corelane.render.time.TimeText;
import dev.corelane.trace.model.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The lists of a trace. Only the one that is seen follows the selected range; the others catch up
/// when they are seen.
public final class ListsModel {
  private final TimelineModel view;
  private final List<ListModel> lists = new ArrayList<>();
  private final ReadOnlyStringWrapper scope = new ReadOnlyStringWrapper("");
  private final Subscription subscription;
  private @Nullable ListModel seen;
  private TimeRange range;

  /// @param view the timeline
  /// @param threads where work runs
  public ListsModel(TimelineModel view, Threads threads) {
    this.view = view;
    for (ListKind kind : ListKind.values()) {
      if (kind.possibleOn(view.digest().timeline())) {
        lists.add(new ListModel(view, kind, threads));
      }
    }
    range = wanted();
    scope.set(words());
    subscription = view.state().subscribe(this::follow);
  }

  /// @return the lists that the timeline has data for
  public List<ListModel> lists() {
    return List.copyOf(lists);
  }

  /// @return of which time the rows are, in words
  public ReadOnlyStringProperty scope() {
    return scope.getReadOnlyProperty();
  }

  /// Tells which list is seen.
  ///
  /// @param list the list, null for none
  public void see(@Nullable ListModel list) {
    seen = list;
    if (list != null) {
      list.show(range);
    }
  }

  private void follow() {
    TimeRange now = wanted();
    if (!now.equals(range)) {
      range = now;
      scope.set(words());
      see(seen);
    }
  }

  private TimeRange wanted() {
    return view.state().get().selection().orElseGet(() -> view.digest().timeline().range());
  }

  private String words() {
    Optional<TimeRange> selected = view.state().get().selection();
    return selected
        .map(s -> "in the selected " + TimeText.duration(s.durationNs()))
        .orElse("in the whole recording");
  }

  /// Ends its life.
  public void dispose() {
    subscription.unsubscribe();
    lists.forEach(ListModel::dispose);
  }
}
