package dev.corelane.trace.file;

import dev.corelane.trace.task.ProgressMonitor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/// Verifies parts of a file. It reads the file instead of the mapping, because a disk that fails
/// then is an [IOException] and not a fault in the memory of the program.
final class Checksums {
  private static final int CHUNK_BYTES = 1 << 20;

  private final FileChannel channel;
  private final Refusal refusal;
  private final ByteBuffer chunk;

  Checksums(FileChannel channel, Refusal refusal) throws IOException {
    this.channel = channel;
    this.refusal = refusal;
    this.chunk = ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, channel.size()));
  }

  static int of(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  byte[] read(long offset, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    fill(buffer, offset);
    return buffer.array();
  }

  /// Compares the checksum of a section, telling how far it is in a file of `total` bytes.
  void verify(Section section, ProgressMonitor monitor, long total) throws IOException {
    CRC32C crc = new CRC32C();
    for (long at = section.offset(); at < section.end(); at += CHUNK_BYTES) {
      monitor.checkCancelled();
      monitor.progress(at, total, "checking");
      crc.update(next(at, section.end()));
    }
    if ((int) crc.getValue() != section.crc()) {
      throw refusal.damaged("the checksum of %s is wrong".formatted(section.name()));
    }
  }

  /// Verifies the space between two sections.
  void verifyZeros(long from, long to) throws IOException {
    ByteBuffer space = next(from, to);
    while (space.hasRemaining()) {
      if (space.get() != 0) {
        throw refusal.damaged(
            "the space between its parts is not zero at offset %d"
                .formatted(from + space.position() - 1));
      }
    }
  }

  private ByteBuffer next(long from, long to) throws IOException {
    chunk.clear().limit((int) Math.min(chunk.capacity(), to - from));
    fill(chunk, from);
    return chunk.flip();
  }

  private void fill(ByteBuffer buffer, long offset) throws IOException {
    while (buffer.hasRemaining()) {
      long at = offset + buffer.position();
      if (channel.read(buffer, at) < 0) {
        throw refusal.cutOff(offset + buffer.limit(), at);
      }
    }
  }
}
