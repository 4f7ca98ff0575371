package dev.corelane.trace.file;

import dev.corelane.trace.task.ProgressMonitor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/// Verifies parts of a file. It reads the file instead of the mapping, because a disk that fails
/// then is an [IOException] and not a fault in the memory of the program.
final class Checksums {
  private static final int WINDOW_BYTES = 1 << 20;

  private final FileChannel channel;
  private final Refusal refusal;
  private final long size;
  private final ByteBuffer window;
  private long windowAt;

  Checksums(FileChannel channel, Refusal refusal) throws IOException {
    this.channel = channel;
    this.refusal = refusal;
    this.size = channel.size();
    this.window = ByteBuffer.allocate((int) Math.min(WINDOW_BYTES, size)).limit(0);
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
    long at = section.offset();
    while (at < section.end()) {
      monitor.checkCancelled();
      monitor.progress(at, total, "checking");
      ByteBuffer bytes = next(at, section.end());
      at += bytes.remaining();
      crc.update(bytes);
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

  /// The bytes from `from` up to `to`, or fewer if that are many; of small parts that follow each
  /// other, most are there without being read again.
  private ByteBuffer next(long from, long to) throws IOException {
    if (from < windowAt || Math.min(to, from + window.capacity()) > windowAt + window.limit()) {
      windowAt = from;
      window.clear().limit((int) Math.min(size - from, window.capacity()));
      fill(window, from);
    }
    int start = (int) (from - windowAt);
    return window.slice(start, (int) Math.min(to - from, window.limit() - start));
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
