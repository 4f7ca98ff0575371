package dev.corelane.trace.file;

import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.StoredTimeline;
import dev.corelane.trace.timeline.TableSet;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Writes and opens timelines as `.corelane` files.
public final class TimelineFile {
  /// Ending of the file names.
  public static final String EXTENSION = ".corelane";

  /// Version of the format. Files of another major version cannot be read; those of a higher minor
  /// version can, without what came with it.
  public static final int MAJOR = 1;

  /// Minor version of the format that is written.
  public static final int MINOR = 0;

  /// Number of leading bytes that [#recognises(byte\[\])] wants to see.
  public static final int MAGIC_BYTES = 8;

  /// Files up to this size are verified from the first byte to the last when they are opened.
  public static final long VERIFIED_AT_OPEN_BYTES = 64L << 20;

  private TimelineFile() {}

  /// Whether a file is meant to be a Corelane timeline, of whatever version and however damaged.
  ///
  /// @param first the first bytes of the file, 8 or more unless it is shorter
  /// @return true if they are those of a timeline
  public static boolean recognises(byte[] first) {
    return FileHeader.hasMagic(first);
  }

  /// Writes a timeline in the place of whatever file is there. The old file stays whole until the
  /// new one is; when this fails, is cancelled or killed, the old file is left as it was.
  ///
  /// The timeline must not be closed meanwhile. It may be one that was opened from the same file.
  ///
  /// @param timeline what to write
  /// @param file where to; its folder must exist
  /// @param monitor told of the bytes written
  /// @throws TimelineFileException if it cannot be written; nothing is left behind
  /// @throws dev.corelane.trace.task.TaskCancelledException if cancelled; nothing is left behind
  public static void write(Timeline timeline, Path file, ProgressMonitor monitor)
      throws TimelineFileException {
    var refusal = new Refusal(file.toString());
    try {
      boolean exists = Files.exists(file);
      if (exists && !Files.isRegularFile(file)) {
        throw refusal.cannot("written", "it is not a regular file");
      }
      Path target = exists ? file.toRealPath() : file.toAbsolutePath();
      try (var replacement = ReplacingFile.beside(target)) {
        TimelineWriter.write(timeline.tables(), replacement.channel(), monitor);
        monitor.checkCancelled();
        replacement.commit();
      }
    } catch (TimelineFileException e) {
      throw e;
    } catch (IOException e) {
      throw refusal.cannot("written", e);
    }
  }

  /// Opens a timeline by mapping its file. What a large file holds is read when it is asked for, so
  /// opening takes the same time however long the recording; damage in its large columns is found
  /// by [#verify(Path, ProgressMonitor)], and until then read as unknown.
  ///
  /// While it is open, the file may be replaced by [#write] but must not be changed in place.
  ///
  /// @param file the file
  /// @return the timeline; closing it ends the mapping
  /// @throws TimelineFileException if it is no timeline, of another version, or damaged
  public static Timeline open(Path file) throws TimelineFileException {
    return open(file, VERIFIED_AT_OPEN_BYTES);
  }

  static Timeline open(Path file, long verifiedAtOpenBytes) throws TimelineFileException {
    var refusal = new Refusal(file.toString());
    try (FileChannel channel = channel(file, refusal)) {
      var reader = new TimelineReader(channel, refusal);
      if (reader.size() <= verifiedAtOpenBytes) {
        reader.verifyAll(ProgressMonitor.NONE);
      } else {
        reader.verifyFirst(verifiedAtOpenBytes);
      }
      return map(reader, refusal);
    } catch (TimelineFileException e) {
      throw e;
    } catch (IOException e) {
      throw refusal.cannot("read", e);
    }
  }

  /// Verifies a file from the first byte to the last.
  ///
  /// @param file the file
  /// @param monitor told of the bytes verified
  /// @throws TimelineFileException if it is no timeline, of another version, or damaged
  /// @throws dev.corelane.trace.task.TaskCancelledException if cancelled
  public static void verify(Path file, ProgressMonitor monitor) throws TimelineFileException {
    var refusal = new Refusal(file.toString());
    try (FileChannel channel = channel(file, refusal)) {
      new TimelineReader(channel, refusal).verifyAll(monitor);
    } catch (TimelineFileException e) {
      throw e;
    } catch (IOException e) {
      throw refusal.cannot("read", e);
    }
  }

  private static FileChannel channel(Path file, Refusal refusal) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw refusal.cannot("read", "it is not a regular file");
    }
    return FileChannel.open(file, StandardOpenOption.READ);
  }

  private static Timeline map(TimelineReader reader, Refusal refusal) throws IOException {
    Arena arena = Arena.ofShared();
    try {
      TableSet tables = reader.map(arena);
      return new StoredTimeline(tables, arena::close);
    } catch (IllegalArgumentException e) {
      arena.close();
      throw refusal.damaged(String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }
}
