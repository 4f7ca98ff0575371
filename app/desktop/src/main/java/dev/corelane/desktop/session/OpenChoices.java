package dev.corelane.desktop.session;

import dev.corelane.importers.ImportOptions;
import dev.corelane.importers.TracePreview;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.task.TaskCancelledException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What of some files is to be opened: which of them, what range of time, which threads. Looks at
/// the files in the background: first what each is, then, by reading it once, what it holds.
///
/// All methods are called on the UI thread.
public final class OpenChoices {
  private static final String TIMELINE = "corelane";

  private final List<Path> paths;
  private final TraceReader reader;
  private final Threads threads;
  private final ReadOnlyObjectWrapper<List<FileChoice>> files =
      new ReadOnlyObjectWrapper<>(List.of());
  private final StringProperty from = new SimpleStringProperty("");
  private final StringProperty to = new SimpleStringProperty("");
  private final StringProperty only = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper complaint = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
  private volatile boolean ended;
  private String failure = "";

  /// @param paths files and folders of one incident, at least one
  /// @param reader looks at them
  /// @param threads where work runs
  public OpenChoices(List<Path> paths, TraceReader reader, Threads threads) {
    this.paths = List.copyOf(paths);
    this.reader = reader;
    this.threads = threads;
    from.subscribe(this::check);
    to.subscribe(this::check);
    only.subscribe(this::check);
  }

  /// Begins to look at the files.
  public void start() {
    status.set("Looking at the files");
    threads.background().execute(this::look);
  }

  /// Ends looking; what was seen stays.
  public void end() {
    ended = true;
    progress.set(1);
  }

  /// @return the files, empty until they were recognised
  public ReadOnlyObjectProperty<List<FileChoice>> files() {
    return files.getReadOnlyProperty();
  }

  /// @return first time wanted, counted from the start of the recording; "" for the start
  public StringProperty from() {
    return from;
  }

  /// @return last time wanted, counted from the start of the recording; "" for the end
  public StringProperty to() {
    return to;
  }

  /// @return names or ids of the threads and processes wanted, set apart by commas; "" for all
  public StringProperty only() {
    return only;
  }

  /// @return why this cannot be opened, "" if it can
  public ReadOnlyStringProperty complaint() {
    return complaint.getReadOnlyProperty();
  }

  /// @return what is being done, or what times count from
  public ReadOnlyStringProperty status() {
    return status.getReadOnlyProperty();
  }

  /// @return how far the look at the files is, 0 to 1, -1 when not known; 1 when it has ended
  public ReadOnlyDoubleProperty progress() {
    return progress.getReadOnlyProperty();
  }

  /// @return the range of the recording that gives the timeline its times, on its own clock; empty
  ///   until it is known
  public Optional<TimeRange> recording() {
    return files.get().stream()
        .filter(file -> file.wanted().get() && file.preview().get().range() != null)
        .findFirst()
        .map(file -> Objects.requireNonNull(file.preview().get().range()));
  }

  /// What is to be opened, while there is nothing to complain about.
  ///
  /// @return the files with what of them is wanted
  public OpenRequest.Files request() {
    return new OpenRequest.Files(paths, options());
  }

  /// @return the same as a command for a shell, which writes one file of it
  public String command() {
    return CommandText.of(request());
  }

  private ImportOptions options() {
    Set<String> dropped =
        files.get().stream()
            .filter(file -> file.readable() && !file.wanted().get())
            .map(FileChoice::name)
            .collect(Collectors.toSet());
    return new ImportOptions(window(), threadsWanted(), dropped, ImportOptions.ALL.clocks());
  }

  private TimeRange window() {
    TimeRange all = ImportOptions.ALL.window();
    long start = recording().map(TimeRange::startNs).orElse(0L);
    OptionalLong first = TimeInput.parse(from.get());
    OptionalLong last = TimeInput.parse(to.get());
    return new TimeRange(
        first.isPresent() ? saturated(start, first.getAsLong()) : all.startNs(),
        last.isPresent() ? saturated(start, last.getAsLong()) : all.endNs());
  }

  private static long saturated(long a, long b) {
    long sum = a + b;
    boolean over = ((a ^ sum) & (b ^ sum)) < 0;
    return over ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }

  private Set<String> threadsWanted() {
    return Arrays.stream(only.get().split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(HashSet::new));
  }

  private void look() {
    try {
      List<TracePreview> glance = reader.recognise(paths, new Watch(false));
      threads.ui().execute(() -> recognised(glance));
      int[] next = new int[1];
      reader.preview(
          paths,
          new Watch(true),
          seen -> {
            int index = next[0]++;
            threads.ui().execute(() -> counted(index, seen));
          });
      threads.ui().execute(this::finished);
    } catch (TaskCancelledException e) {
      threads.ui().execute(() -> progress.set(1));
    } catch (IOException e) {
      String message = e.getMessage();
      threads
          .ui()
          .execute(() -> failed(message == null ? "The files could not be read." : message));
    }
  }

  private void recognised(List<TracePreview> glance) {
    List<FileChoice> choices = glance.stream().map(FileChoice::new).toList();
    for (FileChoice choice : choices) {
      choice
          .wanted()
          .subscribe(
              (before, now) -> {
                // Options know files by name, so that files of one name are wanted or not together.
                choices.stream()
                    .filter(other -> other.readable() && other.name().equals(choice.name()))
                    .forEach(other -> other.wanted().set(now));
                check();
              });
    }
    files.set(choices);
    check();
  }

  private void counted(int index, TracePreview seen) {
    if (index < files.get().size()) {
      files.get().get(index).counted(seen);
      check();
    }
  }

  private void finished() {
    progress.set(1);
    check();
  }

  private void failed(String message) {
    failure = message;
    progress.set(1);
    check();
  }

  private void check() {
    complaint.set(wrong());
    if (progress.get() >= 1) {
      status.set(
          files.get().stream()
              .filter(file -> file.wanted().get() && file.preview().get().range() != null)
              .findFirst()
              .map(file -> "Times count from the first event of " + file.name() + ".")
              .orElse(""));
    }
  }

  private String wrong() {
    if (!failure.isEmpty()) {
      return failure;
    }
    List<FileChoice> all = files.get();
    if (!all.isEmpty() && all.stream().noneMatch(FileChoice::readable)) {
      return all.size() == 1
          ? all.getFirst().name() + " is in no format that Corelane reads."
          : "None of these files is in a format that Corelane reads.";
    }
    if (!all.isEmpty() && all.stream().noneMatch(file -> file.wanted().get())) {
      return "No file is chosen.";
    }
    boolean part = !from.get().isBlank() || !to.get().isBlank() || !threadsWanted().isEmpty();
    boolean timeline = all.stream().anyMatch(f -> f.preview().get().importer().equals(TIMELINE));
    if (timeline && all.size() > 1) {
      return "A .corelane file is a finished timeline, to which nothing can be added; open it by"
          + " itself.";
    }
    if (timeline && part) {
      return "A .corelane file is a finished timeline, which can only be opened whole.";
    }
    return wrongTime();
  }

  private String wrongTime() {
    for (String text : List.of(from.get(), to.get())) {
      if (!text.isBlank() && TimeInput.parse(text).isEmpty()) {
        return "\u201C" + text + "\u201D is no time; write 250 ms or 1.5 s.";
      }
    }
    if (from.get().isBlank() && to.get().isBlank()) {
      return "";
    }
    Optional<TimeRange> recording = recording();
    if (recording.isEmpty()) {
      return progress.get() >= 1
          ? "No file tells when it begins, so that times cannot be counted from there."
          : "Times can be used as soon as the first recording was looked at.";
    }
    OptionalLong first = TimeInput.parse(from.get());
    OptionalLong last = TimeInput.parse(to.get());
    if (first.isPresent() && last.isPresent() && first.getAsLong() >= last.getAsLong()) {
      return "The first time must be before the last.";
    }
    TimeRange wanted = window();
    TimeRange all = recording.get();
    return wanted.startNs() >= all.endNs() || wanted.endNs() <= all.startNs()
        ? "The recording has nothing in this range of time."
        : "";
  }

  /// The progress of the look, told at most once a step so that the window is not flooded.
  private final class Watch implements ProgressMonitor {
    private static final double STEP = 0.01;

    private final boolean reading;
    private double told = -1;

    Watch(boolean reading) {
      this.reading = reading;
    }

    @Override
    public void progress(long done, long total, String what) {
      double now = total > 0 ? Math.min(0.99, (double) done / total) : -1;
      if (Math.abs(now - told) >= STEP) {
        told = now;
        threads
            .ui()
            .execute(
                () -> {
                  if (progress.get() < 1) {
                    progress.set(now);
                    status.set(reading ? "Counting events; no need to wait for it" : "Unpacking");
                  }
                });
      }
    }

    @Override
    public boolean cancelled() {
      return ended;
    }
  }
}
