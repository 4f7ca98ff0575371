package dev.corelane.importers.perf.testing;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.corelane.importers.perf.testing.PerfDataOptions.Compression;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Packs the drained bytes into PERF_RECORD_COMPRESSED or COMPRESSED2 records.
///
/// All payloads are one zstd frame, flushed after every drained block and never ended, as perf
/// writes it. Blocks end where a ring buffer wraps, so that a record may be split over two
/// payloads.
final class CompressedRecords implements RecordSink, AutoCloseable {
  static final int LEVEL = 1;

  private static final int TYPE_COMPRESSED = 81;
  private static final int TYPE_COMPRESSED2 = 83;
  private static final int HEADER_SIZE = 8;
  private static final int HEADER2_SIZE = 16;
  private static final int INPUT_SIZE = 1 << 18;

  private final RecordOutput out;
  private final boolean withDataSize;
  private final ZstdCompressCtx context = new ZstdCompressCtx();
  private final ByteBuffer input = ByteBuffer.allocateDirect(INPUT_SIZE);
  private final ByteBuffer payload;
  private final byte[] payloadBytes;

  CompressedRecords(RecordOutput out, Compression compression) {
    this.out = out;
    this.withDataSize = compression == Compression.ZSTD2;
    int capacity = RecordBuffer.MAX_RECORD_SIZE - (withDataSize ? HEADER2_SIZE : HEADER_SIZE);
    this.payload = ByteBuffer.allocateDirect(capacity);
    this.payloadBytes = new byte[capacity];
    context.setLevel(LEVEL);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int done = 0; done < length; done += INPUT_SIZE) {
      int part = Math.min(INPUT_SIZE, length - done);
      input.clear();
      input.put(bytes, offset + done, part).flip();
      boolean drained;
      do {
        payload.clear();
        drained = context.compressDirectByteBufferStream(payload, input, EndDirective.FLUSH);
        writeRecord();
      } while (!drained || input.hasRemaining());
    }
  }

  private void writeRecord() throws IOException {
    payload.flip();
    int size = payload.remaining();
    if (size == 0) {
      return;
    }
    payload.get(payloadBytes, 0, size);
    RecordBuffer record = out.buffer();
    if (withDataSize) {
      int start = record.beginRecord(TYPE_COMPRESSED2, 0);
      record.u64(size).bytes(payloadBytes, 0, size);
      record.endRecord(start);
    } else {
      int start = record.beginRecord(TYPE_COMPRESSED, 0);
      record.bytes(payloadBytes, 0, size);
      record.endRecordUnpadded(start);
    }
    out.written();
  }

  /// Frees the compressor; the frame stays open.
  @Override
  public void close() {
    context.close();
  }
}
