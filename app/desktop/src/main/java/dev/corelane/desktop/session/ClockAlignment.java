package dev.corelane.desktop.session;

import dev.corelane.importers.ImportOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// The clocks of the files of an open incident, and where the user wants them to stand. What is
/// wanted holds when the incident is opened again with it.
public final class ClockAlignment {
  private static final String TIMELINE_FILE = ".corelane";

  private final List<ClockRow> rows;
  private final Optional<OpenRequest.Files> origin;
  private final ReadOnlyStringWrapper complaint = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<OpenRequest.@Nullable Files> wanted =
      new ReadOnlyObjectWrapper<>();

  /// @param trace the incident
  public ClockAlignment(SharedTrace trace) {
    origin = trace.origin();
    rows = new ClockPlaces(trace.digest().timeline()).all().stream().map(ClockRow::new).toList();
    for (ClockRow row : rows) {
      row.offset().subscribe(this::check);
      row.move().subscribe(this::check);
    }
    check();
  }

  /// @return the files
  public List<ClockRow> rows() {
    return rows;
  }

  /// @return why the clocks cannot be changed, "" if they can
  public String still() {
    if (origin.isEmpty()) {
      return "This timeline was not made of files, so there are no clocks to align.";
    }
    List<java.nio.file.Path> paths = origin.get().paths();
    if (paths.size() == 1 && paths.getFirst().toString().endsWith(TIMELINE_FILE)) {
      return "A .corelane file is a finished timeline; to move its clocks, open the files that it"
          + " was made from.";
    }
    if (rows.size() <= 1) {
      return "This timeline was made of one file, so there is nothing to align: its times are those"
          + " of its own clock.";
    }
    return "";
  }

  /// @return what cannot be understood of what was typed, "" if all can
  public ReadOnlyStringProperty complaint() {
    return complaint.getReadOnlyProperty();
  }

  /// @return the incident with the clocks as wanted; null while nothing else is wanted than what is
  public ReadOnlyObjectProperty<OpenRequest.@Nullable Files> wanted() {
    return wanted.getReadOnlyProperty();
  }

  /// The incident as its files tell it, without what the user has said of clocks.
  ///
  /// @return empty if nothing was said
  public Optional<OpenRequest.Files> asFilesTell() {
    return origin
        .filter(files -> !files.options().clocks().isEmpty())
        .map(files -> new OpenRequest.Files(files.paths(), with(files.options(), Map.of())));
  }

  /// @return the incident as wanted, as a command for a shell; "" if it was not made of files
  public String command() {
    OpenRequest.Files now = wanted.get();
    return now != null ? CommandText.of(now) : origin.map(CommandText::of).orElse("");
  }

  private void check() {
    complaint.set(
        rows.stream().map(ClockRow::wrong).filter(text -> !text.isEmpty()).findFirst().orElse(""));
    boolean changed = complaint.get().isEmpty() && rows.stream().anyMatch(ClockRow::changed);
    wanted.set(changed && still().isEmpty() ? origin.map(this::moved).orElse(null) : null);
  }

  private OpenRequest.Files moved(OpenRequest.Files files) {
    Map<String, ImportOptions.Clock> clocks = new HashMap<>(files.options().clocks());
    for (ClockRow row : rows) {
      if (row.changed() && row.wanted().isPresent()) {
        clocks.put(row.place().file(), new ImportOptions.Clock(row.wanted().getAsLong(), false));
      }
    }
    return new OpenRequest.Files(files.paths(), with(files.options(), clocks));
  }

  private static ImportOptions with(
      ImportOptions options, Map<String, ImportOptions.Clock> clocks) {
    return new ImportOptions(options.window(), options.processes(), options.dropped(), clocks);
  }
}
