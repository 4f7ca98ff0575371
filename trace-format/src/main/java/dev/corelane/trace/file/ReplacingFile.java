package dev.corelane.trace.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A temporary file beside another one that takes its place when it is whole: the other file is
/// either the old or the new one at every moment, also when the machine stops.
///
/// The temporary file is locked while it is written, so that what a killed program left behind can
/// be told from what another program writes at this moment.
final class ReplacingFile implements AutoCloseable {
  /// The temporary files of this process: opening one to try its lock would lose the lock.
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private static final String SUFFIX = ".tmp";
  private static final Pattern RANDOM_PART = Pattern.compile("[0-9a-f]{16}");

  private final Path target;
  private final Path temporary;
  private final FileChannel channel;
  private final @Nullable Thread cleanUpAtExit;

  private ReplacingFile(Path target, Path temporary, FileChannel channel) {
    this.target = target;
    this.temporary = temporary;
    this.channel = channel;
    this.cleanUpAtExit = deleteAtExit(temporary);
  }

  /// Starts a file beside `target`, and removes what killed programs left there.
  static ReplacingFile beside(Path target) throws IOException {
    removeLeftovers(target);
    while (true) {
      String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
      Path temporary = target.resolveSibling(target.getFileName() + "." + random + SUFFIX);
      OWN.add(temporary);
      FileChannel channel = null;
      try {
        channel =
            FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (locked(channel) && Files.exists(temporary)) {
          return new ReplacingFile(target, temporary, channel);
        }
        // Another program took it for a leftover between its creation and its lock.
        channel.close();
        OWN.remove(temporary);
      } catch (IOException | RuntimeException e) {
        if (channel != null) {
          channel.close();
          Files.deleteIfExists(temporary);
        }
        OWN.remove(temporary);
        throw e;
      }
    }
  }

  FileChannel channel() {
    return channel;
  }

  /// Puts the file in the place of the old one, on stable storage.
  void commit() throws IOException {
    channel.force(true);
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folder = FileChannel.open(folder(target), StandardOpenOption.READ)) {
      folder.force(true);
    } catch (IOException e) {
      // Windows cannot open a folder; the move itself is done.
      return;
    }
  }

  /// Removes the temporary file unless it has been committed.
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      OWN.remove(temporary);
      keepAtExit();
      Files.deleteIfExists(temporary);
    }
  }

  /// On file systems without locks every program has to trust the others.
  private static boolean locked(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (IOException | UnsupportedOperationException e) {
      return true;
    }
  }

  private static Path folder(Path target) {
    return Objects.requireNonNull(target.toAbsolutePath().getParent());
  }

  private static void removeLeftovers(Path target) {
    String prefix = target.getFileName() + ".";
    DirectoryStream.Filter<Path> leftover =
        p -> {
          String name = p.getFileName().toString();
          int random = name.length() - SUFFIX.length();
          return name.startsWith(prefix)
              && name.endsWith(SUFFIX)
              && random > prefix.length()
              && RANDOM_PART.matcher(name.substring(prefix.length(), random)).matches();
        };
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder(target), leftover)) {
      for (Path path : found) {
        removeUnlessLocked(path);
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      // What cannot be removed does no harm but take space.
      return;
    }
  }

  private static void removeUnlessLocked(Path path) {
    if (OWN.contains(path)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        Files.delete(path);
      }
    } catch (IOException | UnsupportedOperationException | OverlappingFileLockException e) {
      // It is in use, or locks are not to be had here.
      return;
    }
  }

  private static @Nullable Thread deleteAtExit(Path temporary) {
    Thread hook =
        new Thread(
            () -> {
              try {
                Files.deleteIfExists(temporary);
              } catch (IOException e) {
                // The next write of the same name removes it.
                return;
              }
            },
            "remove " + temporary.getFileName());
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return hook;
    } catch (IllegalStateException e) {
      return null;
    }
  }

  private void keepAtExit() {
    if (cleanUpAtExit == null) {
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(cleanUpAtExit);
    } catch (IllegalStateException e) {
      // The program is ending: the hook runs.
      return;
    }
  }
}
