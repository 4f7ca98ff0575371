package dev.corelane.analysis.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What is known of PostgreSQL's wait events, from the file `wait-events.txt`.
///
/// An entry of the file begins with `Type:Name` in the first column, in the newest spelling, and
/// its lines are indented: a keyword, optionally a range of major versions, and a text. Keywords:
/// `is` (meaning), `cause`, `look`, `fix`, `named` (an older name), `since` and `until` (the
/// versions that have the event), `from` (letters of sources). An event's name is found as
/// importers spell it, which bring the names of all versions to the newest spelling.
public final class WaitEventLibrary {
  private static final String FILE = "wait-events.txt";

  private final Map<String, WaitEventKnowledge> entries;

  private WaitEventLibrary(Map<String, WaitEventKnowledge> entries) {
    this.entries = new LinkedHashMap<>(entries);
  }

  /// Reads the file that comes with the program.
  ///
  /// @return the library
  public static WaitEventLibrary load() {
    try (InputStream in = WaitEventLibrary.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + FILE + " is missing");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the resource " + FILE + " cannot be read", e);
    }
  }

  /// @param text content of such a file
  /// @return the library
  /// @throws IllegalArgumentException if a line is not of the form, naming it
  static WaitEventLibrary parse(String text) {
    return new WaitEventLibrary(new KnowledgeParser().parse(text));
  }

  /// @return all entries in the order of the file
  public Collection<WaitEventKnowledge> all() {
    return entries.values();
  }

  /// @param type wait event type in the newest spelling, as on a timeline
  /// @param name its name in the newest spelling
  /// @return what is known of it
  public Optional<WaitEventKnowledge> find(String type, String name) {
    return Optional.ofNullable(entries.get(type + ':' + name));
  }
}
