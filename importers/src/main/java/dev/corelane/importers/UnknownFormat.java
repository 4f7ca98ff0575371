package dev.corelane.importers;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/// What to say of a file that no importer knows.
final class UnknownFormat {
  private static final int SHOWN_BYTES = 8;
  private static final int SHOWN_CHARS = 60;

  /// Stands in a decoded text for bytes that are none; at its end for a character that was cut.
  private static final char NO_CHARACTER = '\uFFFD';

  private UnknownFormat() {}

  /// One sentence, and what the file begins with: enough to see that it is the wrong file.
  static String sentence(TraceFile file) {
    byte[] head = TraceHead.bytesOf(file.content());
    if (head.length == 0) {
      return file.name() + " is empty.";
    }
    return file.name() + " is in no format that Corelane reads. " + beginning(head);
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
