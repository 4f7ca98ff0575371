package dev.corelane.importers.perf.testing;

import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Walks a small perf.data file record by record and trusts it: the opposite of an importer. It is
/// written apart from the writer, to check it.
final class PerfDataWalker {
  /// A record: its header and its payload, in the file's byte order.
  record Rec(int type, int misc, int size, ByteBuffer payload) {}

  /// An event: the attr's bytes and its ids.
  record Attr(ByteBuffer bytes, List<Long> ids) {
    long config() {
      return bytes.getLong(8);
    }

    long sampleType() {
      return bytes.getLong(24);
    }
  }

  private static final int COMPRESSED = 81;
  private static final int COMPRESSED2 = 83;
  private static final int TRACING_DATA = 66;

  final ByteOrder order;
  final boolean pipe;
  final ByteBuffer file;
  final List<Attr> attrs = new ArrayList<>();
  final Map<Integer, ByteBuffer> features = new LinkedHashMap<>();
  ByteBuffer tracingData = ByteBuffer.allocate(0);

  /// As they stand in the file.
  final List<Rec> records = new ArrayList<>();

  /// With the content of the compressed records in their place.
  final List<Rec> unpacked = new ArrayList<>();

  /// Bytes of unpacked records at the end of each compressed record.
  final List<Integer> unpackedUntil = new ArrayList<>();

  PerfDataWalker(Path path) throws IOException {
    this(Files.readAllBytes(path));
  }

  PerfDataWalker(byte[] bytes) {
    String magic = new String(bytes, 0, 8, StandardCharsets.US_ASCII);
    order = magic.equals("2ELIFREP") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    file = ByteBuffer.wrap(bytes).order(order);
    pipe = file.getLong(8) == 16;
    if (pipe) {
      walk(file.slice(16, bytes.length - 16).order(order));
    } else {
      readSections();
    }
    unpack();
  }

  private void readSections() {
    int attrSize = (int) file.getLong(16);
    int attrsAt = (int) file.getLong(24);
    int attrsEnd = attrsAt + (int) file.getLong(32);
    for (int at = attrsAt; at < attrsEnd; at += attrSize) {
      int idsAt = (int) file.getLong(at + attrSize - 16);
      int ids = (int) file.getLong(at + attrSize - 8) / 8;
      List<Long> list = new ArrayList<>();
      for (int i = 0; i < ids; i++) {
        list.add(file.getLong(idsAt + 8 * i));
      }
      attrs.add(new Attr(file.slice(at, attrSize - 16).order(order), list));
    }
    int dataAt = (int) file.getLong(40);
    int dataSize = (int) file.getLong(48);
    int dataEnd = dataSize == 0 ? file.limit() : dataAt + dataSize;
    walk(file.slice(dataAt, dataEnd - dataAt).order(order));
    if (dataSize != 0) {
      int reference = dataEnd;
      for (int bit : featureBits().stream().toArray()) {
        int at = (int) file.getLong(reference);
        int size = (int) file.getLong(reference + 8);
        features.put(bit, file.slice(at, size).order(order));
        reference += 16;
      }
      tracingData = features.getOrDefault(1, tracingData);
    }
  }

  /// The bitmap as four u64; if HOSTNAME is not set, as eight u32, as perf does.
  BitSet featureBits() {
    BitSet bits = new BitSet();
    for (int i = 0; i < 256; i++) {
      bits.set(i, (file.getLong(72 + i / 64 * 8) >>> i % 64 & 1) != 0);
    }
    if (!bits.get(3)) {
      for (int i = 0; i < 256; i++) {
        bits.set(i, (file.getInt(72 + i / 32 * 4) >>> i % 32 & 1) != 0);
      }
    }
    return bits;
  }

  private void walk(ByteBuffer data) {
    int at = 0;
    while (at < data.limit()) {
      Rec rec = record(data, at);
      records.add(rec);
      at += rec.size;
      if (rec.type == TRACING_DATA) {
        int size = rec.payload.getInt(0);
        tracingData = data.slice(at, size).order(order);
        at += size;
      }
      if (rec.type == 64) {
        readPipeAttr(rec.payload);
      } else if (rec.type == 80) {
        features.put(
            (int) rec.payload.getLong(0),
            rec.payload.slice(8, rec.payload.limit() - 8).order(order));
      }
    }
  }

  private void readPipeAttr(ByteBuffer payload) {
    int attrSize = payload.getInt(4);
    List<Long> ids = new ArrayList<>();
    for (int at = attrSize; at < payload.limit(); at += 8) {
      ids.add(payload.getLong(at));
    }
    attrs.add(new Attr(payload.slice(0, attrSize).order(order), ids));
  }

  private Rec record(ByteBuffer data, int at) {
    int size = Short.toUnsignedInt(data.getShort(at + 6));
    return new Rec(
        data.getInt(at),
        Short.toUnsignedInt(data.getShort(at + 4)),
        size,
        data.slice(at + 8, size - 8).order(order));
  }

  private void unpack() {
    boolean packed = records.stream().anyMatch(r -> r.type == COMPRESSED || r.type == COMPRESSED2);
    if (!packed) {
      unpacked.addAll(records);
      return;
    }
    ByteBuffer out = ByteBuffer.allocateDirect(1 << 23);
    int from = 0;
    int total = 0;
    try (var context = new ZstdDecompressCtx()) {
      for (Rec rec : records) {
        if (rec.type != COMPRESSED && rec.type != COMPRESSED2) {
          if (from != out.position()) {
            throw new IllegalStateException("half a record before a record of type " + rec.type);
          }
          unpacked.add(rec);
          continue;
        }
        ByteBuffer payload = rec.payload.duplicate().order(order);
        if (rec.type == COMPRESSED2) {
          int size = (int) payload.getLong();
          payload.limit(8 + size);
        }
        ByteBuffer direct = ByteBuffer.allocateDirect(payload.remaining()).put(payload).flip();
        int before = out.position();
        while (direct.hasRemaining()) {
          context.decompressDirectByteBufferStream(out, direct);
        }
        total += out.position() - before;
        unpackedUntil.add(total);
        from = takeRecords(out, from);
      }
    }
  }

  /// Copies the complete records that begin at `from`; returns where the next one begins.
  private int takeRecords(ByteBuffer out, int from) {
    ByteBuffer view = out.duplicate().order(order);
    int at = from;
    while (out.position() - at >= 8) {
      int size = Short.toUnsignedInt(view.getShort(at + 6));
      if (out.position() - at < size) {
        break;
      }
      ByteBuffer copy = ByteBuffer.allocate(size).order(order);
      copy.put(0, view, at, size);
      unpacked.add(record(copy, 0));
      at += size;
    }
    return at;
  }

  /// The records of one type, unpacked.
  List<Rec> ofType(int type) {
    return unpacked.stream().filter(r -> r.type == type).toList();
  }

  /// A header string: u32 length, bytes, NULs.
  static String string(ByteBuffer section) {
    return zstr(section, 4);
  }

  /// The bytes from `at` up to a NUL.
  static String zstr(ByteBuffer buffer, int at) {
    int end = at;
    while (buffer.get(end) != 0) {
      end++;
    }
    byte[] bytes = new byte[end - at];
    buffer.get(at, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.limit()];
    buffer.get(0, bytes);
    return bytes;
  }
}
