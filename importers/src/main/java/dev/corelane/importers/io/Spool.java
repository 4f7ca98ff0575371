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
import org.jspecify.annotations.Nullable;

/// Temporary files for input that cannot be mapped as it is (standard input, compressed data). They
/// are deleted when the spool is closed. Writing stops with a sentence before the disk is full.
public final class Spool implements AutoCloseable {
  private static final long KEEP_FREE = 256L << 20;

  /// Small, because an unpacker that meets damage gives none of the bytes that it was asked for.
  private static final int BUFFER = 1 << 14;

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
    var fault = new Fault();
    MemorySegment bytes = spool(in, what, Long.MAX_VALUE, monitor, fault);
    if (fault.reason != null) {
      throw fault.reason;
    }
    return bytes;
  }

  /// Writes what unpacking gives to a temporary file and maps it. Stops at what no honest file
  /// unpacks to. Of a file that is damaged or cut, what came before the damage is kept.
  ///
  /// @param in the unpacking stream; not closed
  /// @param what what is unpacked, for the progress
  /// @param packedBytes size of the packed file
  /// @param monitor told of the progress
  /// @return the bytes, valid until the spool is closed, and what is wrong with the rest
  /// @throws IOException if writing fails, the disk would be full, the ratio is beyond belief, or
  ///   the file is damaged before its first byte
  public Unpacked unpack(InputStream in, String what, long packedBytes, ProgressMonitor monitor)
      throws IOException {
    long most = Math.max(ALWAYS_ALLOWED, packedBytes * HIGHEST_RATIO);
    var fault = new Fault();
    MemorySegment bytes = spool(in, what, most, monitor, fault);
    if (fault.reason != null && bytes.byteSize() == 0) {
      throw fault.reason;
    }
    return new Unpacked(bytes, fault.reason);
  }

  private MemorySegment spool(
      InputStream in, String what, long most, ProgressMonitor monitor, Fault fault)
      throws IOException {
    Path file = newFile();
    FileStore store = Files.getFileStore(file);
    long total = 0;
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int n = fault.read(in, buffer); n >= 0; n = fault.read(in, buffer)) {
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
    } catch (IOException e) {
      if (e.getCause() instanceof OutOfMemoryError) {
        throw new IOException(
            file.getFileName()
                + " is too large for the address space that this process may have (ulimit -v).",
            e);
      }
      throw e;
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

  /// What a packed file gave.
  ///
  /// @param bytes what could be unpacked
  /// @param damage why there is no more; null if that is all there was
  public record Unpacked(MemorySegment bytes, @Nullable IOException damage) {}

  /// Tells a stream that cannot be read any further from a disk that cannot be written.
  private static final class Fault {
    private @Nullable IOException reason;

    int read(InputStream in, byte[] buffer) {
      try {
        return in.read(buffer);
      } catch (IOException e) {
        reason = e;
        return -1;
      }
    }
  }
}
