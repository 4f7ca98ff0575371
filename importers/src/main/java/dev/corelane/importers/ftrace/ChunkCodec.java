package dev.corelane.importers.ftrace;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.corelane.importers.TraceReadException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Unpacks the compressed parts of a version 7 file. One of zlib and zstd; each part stands alone.
///
/// What a part may unpack to is limited, by itself and by all parts together, so that no file can
/// ask for much more work or memory than its own size.
final class ChunkCodec implements AutoCloseable {
  /// trace-cmd packs ten pages at a time, or a section at once; the largest section is that of the
  /// event formats, some MiB on machines with all tracepoints.
  static final int LARGEST = 64 << 20;

  private static final long MOST_PER_BYTE = 8192;
  private static final long ALWAYS_ALLOWED = 64L << 20;

  private final boolean zstd;
  private final Inflater inflater = new Inflater();

  /// Null until something is packed by zstd: linking its library costs as much time as reading a
  /// million events.
  private @Nullable ZstdDecompressCtx context;

  private byte[] packed = new byte[1 << 14];
  private long packedBytes;
  private long unpackedBytes;

  private ChunkCodec(boolean zstd) {
    this.zstd = zstd;
  }

  /// The codec that a file names.
  ///
  /// @param name "none", "zlib" or "zstd"
  /// @param source file name, for the sentence
  /// @throws TraceReadException for any other
  static ChunkCodec of(String name, String source) throws TraceReadException {
    return switch (name) {
      case "zstd" -> new ChunkCodec(true);
      case "zlib", "none", "" -> new ChunkCodec(false);
      default ->
          throw new TraceReadException(
              source
                  + " is packed by \""
                  + printable(name)
                  + "\", but Corelane unpacks only zlib and zstd; convert it with trace-cmd convert"
                  + " --compression zstd.");
    };
  }

  private static String printable(String name) {
    return name.substring(0, Math.min(name.length(), 40)).replaceAll("[^\\x20-\\x7e]", "?");
  }

  /// Whether a part of these sizes may be unpacked.
  boolean allows(long packedSize, long unpackedSize) {
    return packedSize > 0
        && packedSize <= LARGEST
        && unpackedSize >= 0
        && unpackedSize <= LARGEST
        && unpackedBytes + unpackedSize
            <= ALWAYS_ALLOWED + (packedBytes + packedSize) * MOST_PER_BYTE;
  }

  /// Unpacks a part.
  ///
  /// @param from the bytes that hold it
  /// @param offset where it starts
  /// @param size its bytes, as [#allows] allowed
  /// @param into where to put it
  /// @param at where there
  /// @param length bytes that must come out
  /// @throws IOException if it is damaged
  void unpack(MemorySegment from, long offset, int size, byte[] into, int at, int length)
      throws IOException {
    if (packed.length < size) {
      packed = new byte[Math.max(size, packed.length * 2)];
    }
    MemorySegment.copy(from, ValueLayout.JAVA_BYTE, offset, packed, 0, size);
    packedBytes += size;
    unpackedBytes += length;
    int got = zstd ? zstd(size, into, at, length) : zlib(size, into, at, length);
    if (got != length) {
      throw new IOException("it unpacks to " + got + " bytes, not " + length);
    }
  }

  private int zstd(int size, byte[] into, int at, int length) throws IOException {
    if (context == null) {
      context = new ZstdDecompressCtx();
    }
    try {
      return context.decompressByteArray(into, at, length, packed, 0, size);
    } catch (ZstdException e) {
      throw new IOException(e);
    }
  }

  private int zlib(int size, byte[] into, int at, int length) throws IOException {
    inflater.reset();
    inflater.setInput(packed, 0, size);
    try {
      int got = 0;
      while (got < length) {
        int n = inflater.inflate(into, at + got, length - got);
        if (n == 0) {
          break;
        }
        got += n;
      }
      return got;
    } catch (DataFormatException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    inflater.end();
    if (context != null) {
      context.close();
    }
  }
}
