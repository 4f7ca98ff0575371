package dev.corelane.desktop.session;

import dev.corelane.render.view.Bookmark;
import dev.corelane.trace.model.TraceSource;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.stream.Collectors;

/// Keeps the [Bookmarks] of each recording in a properties file of its own. A recording is known by
/// the names and sizes of the files it was read from, not by where they are: bookmarks follow it
/// when it is moved, and to the `.corelane` file made of it, but not to another recording that was
/// written over it. What cannot be read or written means only that nothing is remembered.
public final class BookmarkStore {
  private static final int KEY_BYTES = 16;
  private static final String TIME = ".time";
  private static final String NOTE = ".note";

  private final Path folder;

  /// @param folder receives the files; made when needed
  public BookmarkStore(Path folder) {
    this.folder = folder;
  }

  /// What a recording is known by.
  ///
  /// @param timeline the recording
  /// @return the key, empty for what was not read from files
  public static Optional<String> key(Timeline timeline) {
    if (timeline.sources().isEmpty()) {
      return Optional.empty();
    }
    String what =
        timeline.sources().stream()
            .map(BookmarkStore::describe)
            .sorted()
            .collect(Collectors.joining("\n"));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
      return Optional.of(HexFormat.of().formatHex(hash, 0, KEY_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String describe(TraceSource source) {
    String path = source.path().replace('\\', '/');
    return path.substring(path.lastIndexOf('/') + 1) + ' ' + source.bytes();
  }

  /// Reads what was kept.
  ///
  /// @param key of the recording
  /// @return the bookmarks, none if there is nothing that can be read
  public List<Bookmark> load(String key) {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file(key))) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException unreadable) {
      return List.of();
    }
    List<Bookmark> kept = new ArrayList<>();
    for (int i = 0; properties.getProperty(i + TIME) != null; i++) {
      OptionalLong timeNs = number(properties.getProperty(i + TIME));
      if (timeNs.isPresent()) {
        kept.add(new Bookmark(timeNs.getAsLong(), properties.getProperty(i + NOTE, "")));
      }
    }
    return kept;
  }

  private static OptionalLong number(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException damaged) {
      return OptionalLong.empty();
    }
  }

  /// Keeps bookmarks by replacing the file as a whole; without any, there is no file.
  ///
  /// @param key of the recording
  /// @param bookmarks all of them
  /// @return whether that worked
  public boolean save(String key, List<Bookmark> bookmarks) {
    Path file = file(key);
    try {
      if (bookmarks.isEmpty()) {
        Files.deleteIfExists(file);
        return true;
      }
      var properties = new Properties();
      for (int i = 0; i < bookmarks.size(); i++) {
        properties.setProperty(i + TIME, Long.toString(bookmarks.get(i).timeNs()));
        properties.setProperty(i + NOTE, bookmarks.get(i).note());
      }
      Files.createDirectories(folder);
      Path whole = file.resolveSibling(file.getFileName() + ".new");
      try (Writer writer = Files.newBufferedWriter(whole)) {
        properties.store(writer, "Bookmarks of a recording, times in ns on its own clock");
      }
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
      return true;
    } catch (IOException notWritten) {
      return false;
    }
  }

  private Path file(String key) {
    return folder.resolve(key + ".properties");
  }
}
