package dev.corelane.desktop.session;

import dev.corelane.render.time.TimeText;
import java.util.OptionalLong;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// One file of an incident: where its times stand on the timeline, how sure that is, and where the
/// user wants them to stand. The wish is told in two ways that follow each other: the offset
/// itself, and by how much that moves the file.
public final class ClockRow {
  /// What the timeline says of a file.
  ///
  /// @param file its name without folders
  /// @param format what a person calls its format
  /// @param clock name of its clock
  /// @param offsetNs what is added to its times to get timeline time, ns; empty if it has no place
  /// @param uncertaintyNs half width of the interval in which the offset lies, ns; -1 unknown
  /// @param evidence by what it was placed, or why it was not
  /// @param movable whether its place can be changed; the clock of the timeline stands still
  public record Place(
      String file,
      String format,
      String clock,
      OptionalLong offsetNs,
      long uncertaintyNs,
      String evidence,
      boolean movable) {
    /// @return the uncertainty as text, "" for a file without a place
    public String uncertainty() {
      if (offsetNs.isEmpty()) {
        return "";
      }
      return uncertaintyNs < 0
          ? "unknown"
          : uncertaintyNs == 0 ? "exact" : "\u00B1 " + TimeText.duration(uncertaintyNs);
    }
  }

  private final Place place;
  private final StringProperty offset;
  private final StringProperty move = new SimpleStringProperty("");
  private boolean following;

  ClockRow(Place place) {
    this.place = place;
    offset = new SimpleStringProperty(text(place.offsetNs()));
    offset.subscribe((before, now) -> follow(this::moveFollows));
    move.subscribe((before, now) -> follow(this::offsetFollows));
  }

  /// @return what the timeline says
  public Place place() {
    return place;
  }

  /// @return the wanted offset, as [TimeInput] reads it
  public StringProperty offset() {
    return offset;
  }

  /// @return by how much the wanted offset is more than the present one; "" for nothing
  public StringProperty move() {
    return move;
  }

  /// @return whether something else is wanted than what is
  public boolean changed() {
    return !wanted().equals(place.offsetNs());
  }

  /// @return what cannot be understood, "" if all can
  String wrong() {
    boolean nowhere = offset.get().isBlank() && place.offsetNs().isEmpty();
    if (!nowhere && TimeInput.parse(offset.get()).isEmpty()) {
      return "\u201C" + offset.get() + "\u201D is no offset; write it in ns or s.";
    }
    return !move.get().isBlank() && TimeInput.parse(move.get()).isEmpty()
        ? "\u201C" + move.get() + "\u201D is no time; write 250 us or -1.5 ms."
        : "";
  }

  /// @return the wanted offset, empty for a file that stays without a place
  OptionalLong wanted() {
    return TimeInput.parse(offset.get());
  }

  private void follow(Runnable other) {
    if (!following) {
      following = true;
      other.run();
      following = false;
    }
  }

  private void moveFollows() {
    OptionalLong wanted = wanted();
    if (wanted.isPresent() && place.offsetNs().isPresent()) {
      long by = wanted.getAsLong() - place.offsetNs().getAsLong();
      move.set(by == 0 ? "" : TimeInput.text(by));
    }
  }

  private void offsetFollows() {
    OptionalLong by = move.get().isBlank() ? OptionalLong.of(0) : TimeInput.parse(move.get());
    if (by.isPresent() && place.offsetNs().isPresent()) {
      offset.set(TimeInput.text(place.offsetNs().getAsLong() + by.getAsLong()));
    }
  }

  private static String text(OptionalLong offset) {
    return offset.isPresent() ? TimeInput.text(offset.getAsLong()) : "";
  }
}
