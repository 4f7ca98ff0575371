package dev.corelane.desktop.session;

import dev.corelane.render.view.Bookmark;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// What all windows share: the settings, which are saved whenever one changes, and the samples.
public final class AppModel {
  private final SettingsStore store;
  private final SampleCatalog samples;
  private final TraceReader reader;
  private final Executor saving;
  private final BookmarkStore bookmarks;
  private final Map<String, List<Bookmark>> unkept = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Settings> unsaved = new AtomicReference<>();
  private final ObjectProperty<ThemeChoice> theme;
  private final ObjectProperty<ColorChoice> colors;
  private final ObjectProperty<TimeChoice> times;
  private final BooleanProperty legend;
  private final BooleanProperty inspector;
  private final ReadOnlyObjectWrapper<RecentTraces> recent;
  private Optional<Path> folder;
  private WindowPlace window;

  /// @param store where the settings are kept
  /// @param samples the samples
  /// @param reader opens files
  /// @param saving runs what writes the settings
  public AppModel(SettingsStore store, SampleCatalog samples, TraceReader reader, Executor saving) {
    this.store = store;
    this.samples = samples;
    this.reader = reader;
    this.saving = saving;
    bookmarks = store.bookmarks();
    Settings settings = store.load();
    theme = new SimpleObjectProperty<>(settings.theme());
    colors = new SimpleObjectProperty<>(settings.colors());
    times = new SimpleObjectProperty<>(settings.times());
    legend = new SimpleBooleanProperty(settings.legend());
    inspector = new SimpleBooleanProperty(settings.inspector());
    recent = new ReadOnlyObjectWrapper<>(settings.recent());
    folder = settings.folder();
    window = settings.window();
    theme.subscribe(this::changed);
    colors.subscribe(this::changed);
    times.subscribe(Moments::use);
    times.subscribe(this::changed);
    legend.subscribe(this::changed);
    inspector.subscribe(this::changed);
    recent.subscribe(this::changed);
  }

  /// @return the wanted theme
  public ObjectProperty<ThemeChoice> theme() {
    return theme;
  }

  /// @return what the colours of threads tell apart
  public ObjectProperty<ColorChoice> colors() {
    return colors;
  }

  /// @return what the times on the ruler are
  public ObjectProperty<TimeChoice> times() {
    return times;
  }

  /// @return whether the legend is shown
  public BooleanProperty legend() {
    return legend;
  }

  /// @return whether the inspector is shown
  public BooleanProperty inspector() {
    return inspector;
  }

  /// @return what was opened lately
  public ReadOnlyObjectProperty<RecentTraces> recent() {
    return recent.getReadOnlyProperty();
  }

  /// @return the samples
  public SampleCatalog samples() {
    return samples;
  }

  /// @return opens files
  public TraceReader reader() {
    return reader;
  }

  /// @return the folder in which the next file dialog starts
  public Optional<Path> folder() {
    return folder;
  }

  /// @return the size of the next window
  public WindowPlace window() {
    return window;
  }

  /// Remembers files that were opened.
  ///
  /// @param paths the files of one incident
  public void opened(List<Path> paths) {
    folder = Optional.ofNullable(paths.getFirst().toAbsolutePath().normalize().getParent());
    recent.set(recent.get().with(paths));
  }

  /// Forgets files that could not be found any more.
  ///
  /// @param paths the files of one incident
  public void forget(List<Path> paths) {
    recent.set(recent.get().without(paths));
  }

  /// Forgets everything that was opened.
  public void clearRecent() {
    recent.set(RecentTraces.NONE);
  }

  /// @return where the bookmarks of recordings are kept
  public BookmarkStore bookmarks() {
    return bookmarks;
  }

  /// Keeps the bookmarks of a recording.
  ///
  /// @param key of the recording
  /// @param now all of them
  public void keep(String key, List<Bookmark> now) {
    unkept.put(key, now);
    saving.execute(() -> keepNewest(key));
  }

  private void keepNewest(String key) {
    synchronized (store) {
      List<Bookmark> newest = unkept.remove(key);
      if (newest != null) {
        bookmarks.save(key, newest);
      }
    }
  }

  /// Remembers the size of a window that is closed.
  ///
  /// @param place its size
  public void closed(WindowPlace place) {
    window = place;
    changed();
  }

  private void changed() {
    unsaved.set(
        new Settings(
            theme.get(),
            colors.get(),
            times.get(),
            legend.get(),
            inspector.get(),
            recent.get(),
            folder,
            window));
    saving.execute(this::saveNewest);
  }

  /// Of several changes in quick succession only the newest is written, and never an older one
  /// after it.
  private void saveNewest() {
    synchronized (store) {
      Settings newest = unsaved.getAndSet(null);
      if (newest != null) {
        store.save(newest);
      }
    }
  }
}
