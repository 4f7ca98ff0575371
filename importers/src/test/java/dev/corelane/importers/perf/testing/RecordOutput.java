package dev.corelane.importers.perf.testing;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;

/// A channel behind a buffer that collects small writes. Counts the bytes.
final class RecordOutput implements Closeable {
  private static final int FLUSH_AT = 1 << 18;

  private final WritableByteChannel channel;
  private final RecordBuffer buffer;
  private long flushed;

  RecordOutput(WritableByteChannel channel, ByteOrder order) {
    this.channel = channel;
    this.buffer = new RecordBuffer(order, FLUSH_AT * 2);
  }

  /// Where the next bytes are put; call [#written()] after it.
  RecordBuffer buffer() {
    return buffer;
  }

  /// Bytes handed over so far.
  long position() {
    return flushed + buffer.size();
  }

  void written() throws IOException {
    if (buffer.size() >= FLUSH_AT) {
      flush();
    }
  }

  void flush() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(buffer.array(), 0, buffer.size());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    flushed += buffer.size();
    buffer.clear();
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      flush();
    }
  }
}
