package dev.corelane.importers.perf;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.corelane.importers.ImportContext;
import dev.corelane.importers.io.ByteView;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// Unpacks COMPRESSED and COMPRESSED2 records.
///
/// All payloads of a file are one zstd stream that is never ended, and a record may be split over
/// two payloads (tools/perf/util/zstd.c, tool.c). The unpacked records take the place of the packed
/// ones in a temporary file, so that everything behind sees plain records.
final class CompressedRecords {
  private static final int HEADER = 8;
  private static final int OUT = 1 << 18;
  private static final long MOST_PER_BYTE = 4096;
  private static final long ALWAYS_ALLOWED = 64L << 20;

  private CompressedRecords() {}

  /// The region itself when nothing in it is packed.
  static RecordRegion expand(RecordRegion region, String source, ImportContext context)
      throws IOException {
    long first = firstCompressed(region);
    if (first < 0) {
      return region;
    }
    Path file = context.spool().newFile();
    try (OutputStream out = Files.newOutputStream(file);
        WritableByteChannel channel = Channels.newChannel(out);
        ZstdDecompressCtx zstd = new ZstdDecompressCtx()) {
      copy(region, region.start(), first, channel);
      unpack(region, first, channel, zstd, source, context);
    }
    MemorySegment content = context.spool().map(file);
    return new RecordRegion(
        new ByteView(content, region.data().bigEndian()), 0, content.byteSize());
  }

  private static long firstCompressed(RecordRegion region) {
    ByteView data = region.data();
    long at = region.start();
    while (at + HEADER <= region.end()) {
      int type = data.i32(at);
      long length = RecordLength.of(data, at, region.end());
      if (type == RecordType.COMPRESSED || type == RecordType.COMPRESSED2) {
        return at;
      }
      if (type == RecordType.SAMPLE && length > 0 && at - region.start() > OUT) {
        return -1;
      }
      if (length <= 0) {
        return -1;
      }
      at += length;
    }
    return -1;
  }

  private static void unpack(
      RecordRegion region,
      long first,
      WritableByteChannel channel,
      ZstdDecompressCtx zstd,
      String source,
      ImportContext context)
      throws IOException {
    ByteView data = region.data();
    ByteBuffer out = ByteBuffer.allocateDirect(OUT);
    long at = first;
    long packed = 0;
    long unpacked = 0;
    while (at + HEADER <= region.end()) {
      context.monitor().checkCancelled();
      int type = data.i32(at);
      long length = RecordLength.of(data, at, region.end());
      if (length <= 0 || type < 0 || type > RecordType.HIGHEST) {
        copy(region, at, region.end(), channel);
        return;
      }
      if (type != RecordType.COMPRESSED && type != RecordType.COMPRESSED2) {
        copy(region, at, at + length, channel);
        at += length;
        continue;
      }
      boolean sized = type == RecordType.COMPRESSED2 && length >= HEADER + 8;
      long payload = sized ? at + HEADER + 8 : at + HEADER;
      long size = sized ? data.i64(at + HEADER) : length - HEADER;
      if (size < 0 || size > at + length - payload) {
        size = at + length - payload;
      }
      packed += size;
      long limit = ALWAYS_ALLOWED + packed * MOST_PER_BYTE;
      ByteBuffer in = data.segment().asSlice(payload, size).asByteBuffer();
      String damage =
          "compressed records unpack to more than " + MOST_PER_BYTE + " times their size";
      try {
        unpacked += decompress(zstd, in, out, channel, limit - unpacked);
      } catch (ZstdException e) {
        damage = "a compressed record cannot be unpacked";
        unpacked = Long.MAX_VALUE;
      }
      if (unpacked > limit) {
        context.problems().add(PerfProblems.COMPRESSED, damage, source, at);
        return;
      }
      at += length;
      context.monitor().progress(at, region.end(), "unpacking " + source);
    }
  }

  /// Unpacks a payload, and no more than one buffer beyond a limit.
  ///
  /// @return number of bytes unpacked
  private static long decompress(
      ZstdDecompressCtx zstd,
      ByteBuffer in,
      ByteBuffer out,
      WritableByteChannel channel,
      long limit)
      throws IOException {
    long total = 0;
    while (total <= limit) {
      int before = in.remaining();
      out.clear();
      zstd.decompressDirectByteBufferStream(out, in);
      out.flip();
      if (!out.hasRemaining() && in.remaining() == before) {
        break;
      }
      total += out.remaining();
      write(channel, out);
    }
    return total;
  }

  private static void copy(RecordRegion region, long from, long to, WritableByteChannel channel)
      throws IOException {
    long at = from;
    while (at < to) {
      long n = Math.min(to - at, Integer.MAX_VALUE);
      write(channel, region.data().segment().asSlice(at, n).asByteBuffer());
      at += n;
    }
  }

  private static void write(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
    if (channel instanceof FileChannel || bytes.hasRemaining()) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }
}
