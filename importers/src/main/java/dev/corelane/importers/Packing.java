package dev.corelane.importers;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// How a file may be packed, known by its first bytes.
enum Packing {
  ZSTD("zstd", 0x28, 0xB5, 0x2F, 0xFD),
  GZIP("gzip", 0x1F, 0x8B, 0x08),
  BZIP2("bzip2", 'B', 'Z', 'h'),
  XZ("xz", 0xFD, '7', 'z', 'X', 'Z', 0);

  /// Memory that an xz stream may ask for; the largest preset (-9) needs 65 MiB.
  private static final int XZ_KIB = 128 << 10;

  private static final int TAR_MAGIC_AT = 257;
  private static final String TAR_MAGIC = "ustar";

  private final String title;
  private final int[] magic;

  Packing(String title, int... magic) {
    this.title = title;
    this.magic = magic;
  }

  /// @return the packing of a file that starts with these bytes, null for none
  static @org.jspecify.annotations.Nullable Packing of(byte[] head) {
    for (Packing packing : values()) {
      if (packing.matches(head)) {
        return packing;
      }
    }
    return null;
  }

  static boolean isTar(byte[] head) {
    if (head.length < TAR_MAGIC_AT + TAR_MAGIC.length()) {
      return false;
    }
    for (int i = 0; i < TAR_MAGIC.length(); i++) {
      if (head[TAR_MAGIC_AT + i] != TAR_MAGIC.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  InputStream unpack(InputStream in) throws IOException {
    return switch (this) {
      case ZSTD -> new ZstdInputStreamNoFinalizer(in);
      case GZIP -> new GZIPInputStream(in, 1 << 16);
      case BZIP2 -> new BZip2CompressorInputStream(in, true);
      case XZ ->
          XZCompressorInputStream.builder()
              .setInputStream(in)
              .setDecompressConcatenated(true)
              .setMemoryLimitKiB(XZ_KIB)
              .get();
    };
  }

  private boolean matches(byte[] head) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return title;
  }
}
