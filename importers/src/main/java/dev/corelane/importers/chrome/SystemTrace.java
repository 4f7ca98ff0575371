package dev.corelane.importers.chrome;

import dev.corelane.importers.ImportContext;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/// The text of a kernel trace that stands as one JSON string in the file, written out as a file of
/// its own without holding it in memory.
final class SystemTrace {
  private static final int CHECK_EVERY = 1 << 20;

  private final MemorySegment file;
  private long at;

  /// @param file the whole file
  /// @param quoteAt where the string's opening quote is
  SystemTrace(MemorySegment file, long quoteAt) {
    this.file = file;
    at = quoteAt;
  }

  /// Writes the text of the string, to its closing quote or the end of the file.
  ///
  /// @param context makes the temporary file
  /// @return the text
  /// @throws IOException if it cannot be written
  MemorySegment text(ImportContext context) throws IOException {
    Path target = context.spool().newFile();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), 1 << 16)) {
      if (at >= file.byteSize() || next() != '"') {
        return MemorySegment.ofArray(new byte[0]);
      }
      long checked = at;
      while (at < file.byteSize()) {
        byte b = next();
        if (b == '"') {
          break;
        }
        if (b == '\\') {
          escape(out);
        } else {
          out.write(b);
        }
        if (at - checked > CHECK_EVERY) {
          checked = at;
          context.monitor().checkCancelled();
          context.monitor().progress(at, file.byteSize(), "reading the kernel's events");
        }
      }
    }
    return context.spool().map(target);
  }

  private byte next() {
    return file.get(ValueLayout.JAVA_BYTE, at++);
  }

  private void escape(OutputStream out) throws IOException {
    if (at >= file.byteSize()) {
      return;
    }
    byte b = next();
    switch (b) {
      case 'n' -> out.write('\n');
      case 't' -> out.write('\t');
      case 'r' -> out.write('\r');
      case 'b', 'f' -> out.write(' ');
      case 'u' -> out.write(String.valueOf(hex()).getBytes(StandardCharsets.UTF_8));
      default -> out.write(b);
    }
  }

  private char hex() {
    int value = 0;
    for (int i = 0; i < 4 && at < file.byteSize(); i++) {
      byte b = file.get(ValueLayout.JAVA_BYTE, at);
      if (!HexFormat.isHexDigit(b)) {
        break;
      }
      value = value << 4 | HexFormat.fromHexDigit(b);
      at++;
    }
    return (char) value;
  }
}
