package dev.corelane.importers.io;

import dev.corelane.trace.task.ProgressMonitor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Temporary files for input that cannot be mapped as it is (standard input, compressed data). They
/// are deleted when the spool is closed. Writing stops with a sentence before the disk is full.
public final class Spool implements AutoCloseable {
  private static final long KEEP_FREE = 256L << 20;
  private static final int BUFFER = 1 << 20;

  /// A trace packs to a tenth, one of all zeros to a thousandth; what gives more is made to fill
  /// the disk.
  private static final long HIGHEST_RATIO = 2000;

  private static final long ALWAYS_ALLOWED = 256L << 20;

  private final Arena arena = Arena.ofShared();
  private final List<Path> files = new ArrayList<>();

  /// Writes what a stream gives to a temporary file and maps it.
  ///
  /// @param in the stream; not closed
  /// @param what what is read, for the progress
  /// @param monitor told of the progress
  /// @return the bytes, valid until the spool is closed
  /// @throws IOException if reading or writing fails, or the disk would be full
  public MemorySegment spool(InputStream in, String what, ProgressMonitor monitor)
      throws IOException {
    return spool(in, what, Long.MAX_VALUE, monitor);
  }

  /// Writes what unpacking gives to a temporary file and maps it. Stops at what no honest file
  /// unpacks to.
  ///
  /// @param in the unpacking stream; not closed
  /// @param what what is unpacked, for the progress
  /// @param packedBytes size of the packed file
  /// @param monitor told of the progress
  /// @return the bytes, valid until the spool is closed
  /// @throws IOException if reading or writing fails, the disk would be full, or the ratio is
  ///   beyond belief
  public MemorySegment unpack(
      InputStream in, String what, long packedBytes, ProgressMonitor monitor) throws IOException {
    long most = Math.max(ALWAYS_ALLOWED, packedBytes * HIGHEST_RATIO);
    return spool(in, what, most, monitor);
  }

  private MemorySegment spool(InputStream in, String what, long most, ProgressMonitor monitor)
      throws IOException {
    Path file = newFile();
    FileStore store = Files.getFileStore(file);
    long total = 0;
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        monitor.checkCancelled();
        if (store.getUsableSpace() < KEEP_FREE + n) {
          throw new IOException(
              "unpacking "
                  + what
                  + " needs more than the "
                  + (total >> 20)
                  + " MiB that the temporary folder has room for");
        }
        if (total + n > most) {
          throw new IOException(
              "it unpacks to more than " + (most >> 20) + " MiB, which no trace of its size does");
        }
        out.write(buffer, 0, n);
        total += n;
        monitor.progress(total, -1, "unpacking " + what);
      }
    }
    return map(file);
  }

  /// Maps a file for reading.
  ///
  /// @param file the file
  /// @return its bytes, valid until the spool is closed
  /// @throws IOException if it cannot be read
  public MemorySegment map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size == 0) {
        return MemorySegment.ofArray(new byte[0]);
      }
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
    }
  }

  /// Makes an empty temporary file.
  ///
  /// @return its path; deleted when the spool is closed
  /// @throws IOException if it cannot be made
  public Path newFile() throws IOException {
    Path file = Files.createTempFile("corelane", ".spool");
    files.add(file);
    return file;
  }

  /// Unmaps and deletes everything.
  @Override
  public void close() {
    arena.close();
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        file.toFile().deleteOnExit();
      }
    }
  }
}
