package dev.corelane.importers;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// What to say of a file that no importer knows.
final class UnknownFormat {
  private static final int SHOWN_BYTES = 8;
  private static final int SHOWN_CHARS = 60;

  /// Stands in a decoded text for bytes that are none; at its end for a character that was cut.
  private static final char NO_CHARACTER = '\uFFFD';

  /// What is brought to Corelane in good faith, and what is to be done with it.
  private static final List<Known> KNOWN =
      List.of(
          new Known("504b0304", "is a ZIP archive; unpack it and open the folder."),
          new Known("377abcaf271c", "is a 7z archive; unpack it and open the folder."),
          new Known("526172211a07", "is a RAR archive; unpack it and open the folder."),
          new Known("04224d18", "is packed by lz4; unpack it first (lz4 -d)."),
          new Known("fffe", Known.UTF_16),
          new Known("feff", Known.UTF_16));

  /// A format that can be made readable.
  ///
  /// @param magic its first bytes, hexadecimal
  /// @param what what it is and what to do, as the rest of a sentence
  private record Known(String magic, String what) {
    static final String UTF_16 =
        "is text in UTF-16, as PowerShell writes it; convert it first (iconv -f UTF-16 -t UTF-8).";

    boolean begins(byte[] head) {
      byte[] bytes = HexFormat.of().parseHex(magic);
      return head.length >= bytes.length
          && Arrays.equals(head, 0, bytes.length, bytes, 0, bytes.length);
    }
  }

  private UnknownFormat() {}

  /// One sentence, and what the file begins with: enough to see that it is the wrong file.
  static String sentence(TraceFile file) {
    byte[] head = TraceHead.bytesOf(file.content());
    if (head.length == 0) {
      return file.name() + " is empty.";
    }
    return KNOWN.stream()
        .filter(known -> known.begins(head))
        .findFirst()
        .map(known -> file.name() + " " + known.what())
        .orElseGet(() -> file.name() + " is in no format that Corelane reads. " + beginning(head));
  }

  /// What each importer missed.
  static List<String> reasons(TraceFile file) {
    TraceHead head = InputFiles.traceHead(file, TraceHead.bytesOf(file.content()));
    return Importers.all().stream()
        .map(importer -> importer.displayName() + ": " + importer.probe(head).reason())
        .toList();
  }

  private static String beginning(byte[] head) {
    int end = 0;
    while (end < head.length && end < SHOWN_CHARS && head[end] != '\n' && head[end] != '\r') {
      if (head[end] < ' ' && head[end] != '\t' && head[end] >= 0) {
        return binary(head);
      }
      end++;
    }
    String line = new String(head, 0, end, StandardCharsets.UTF_8).strip();
    int strange = line.indexOf(NO_CHARACTER);
    if (strange >= 0 && strange < line.length() - 1) {
      return binary(head);
    }
    return line.isEmpty()
        ? "Its first line is empty."
        : "Its first line begins with '" + line.replace('\t', ' ') + "'.";
  }

  private static String binary(byte[] head) {
    return "It is binary and begins with the bytes "
        + HexFormat.ofDelimiter(" ").formatHex(head, 0, Math.min(head.length, SHOWN_BYTES))
        + ".";
  }
}
