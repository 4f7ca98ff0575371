package dev.corelane.desktop.session;

import dev.corelane.render.view.Bookmark;
import dev.corelane.trace.model.TimeRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The moments of a recording that the user marked, by time.
public final class Bookmarks {
  private final TimeRange bounds;
  private final ReadOnlyObjectWrapper<List<Bookmark>> all = new ReadOnlyObjectWrapper<>(List.of());

  /// @param bounds the range of the recording
  Bookmarks(TimeRange bounds) {
    this.bounds = bounds;
  }

  /// @return all of them, by time
  public ReadOnlyObjectProperty<List<Bookmark>> all() {
    return all.getReadOnlyProperty();
  }

  /// Takes over bookmarks that were kept; those outside of the recording are left out.
  ///
  /// @param kept the bookmarks
  public void restore(List<Bookmark> kept) {
    set(
        kept.stream()
            .filter(b -> b.timeNs() >= bounds.startNs() && b.timeNs() <= bounds.endNs())
            .toList());
  }

  /// Sets a bookmark, or changes the note of the one at that time.
  ///
  /// @param timeNs timeline time; clamped to the recording
  /// @param note what the user says about it
  public void put(long timeNs, String note) {
    long time = Math.clamp(timeNs, bounds.startNs(), bounds.endNs());
    List<Bookmark> next = without(time);
    next.add(new Bookmark(time, note.strip()));
    set(next);
  }

  /// Takes a bookmark away.
  ///
  /// @param timeNs its time
  public void remove(long timeNs) {
    set(without(timeNs));
  }

  /// The bookmark nearest to a moment.
  ///
  /// @param timeNs the moment
  /// @param reachNs how far away it may be
  /// @return the bookmark, empty if there is none so near
  public Optional<Bookmark> near(long timeNs, long reachNs) {
    return all.get().stream()
        .filter(b -> Math.abs(b.timeNs() - timeNs) <= reachNs)
        .min(Comparator.comparingLong(b -> Math.abs(b.timeNs() - timeNs)));
  }

  /// The next bookmark.
  ///
  /// @param step 1 for the next one, -1 for the one before
  /// @param fromNs the moment to go from
  /// @return the bookmark, empty if there is none there
  public Optional<Bookmark> from(int step, long fromNs) {
    return step > 0
        ? all.get().stream().filter(b -> b.timeNs() > fromNs).findFirst()
        : all.get().stream().filter(b -> b.timeNs() < fromNs).reduce((before, last) -> last);
  }

  private List<Bookmark> without(long timeNs) {
    List<Bookmark> others = new ArrayList<>(all.get());
    others.removeIf(b -> b.timeNs() == timeNs);
    return others;
  }

  private void set(List<Bookmark> next) {
    all.set(next.stream().sorted(Comparator.comparingLong(Bookmark::timeNs)).toList());
  }
}
