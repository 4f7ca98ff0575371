package dev.corelane.importers.simulator;

import dev.corelane.importers.io.SegmentInputStream;
import dev.corelane.importers.kernel.text.LineReader;
import dev.corelane.importers.kernel.text.Scan;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// JSON Lines: an object a line.
final class JsonRecords implements Records {
  private static final int DEEPEST = 20;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LineReader.LONGEST)
                  .maxNameLength(1000)
                  .build())
          .build();

  private final MemorySegment file;
  private final LineReader lines;
  private String wrong = "";

  JsonRecords(MemorySegment file) {
    this.file = file;
    lines = new LineReader(file);
  }

  /// Whether the file begins as an object.
  boolean begins() {
    try (var bytes = new SegmentInputStream(file)) {
      int b = bytes.read();
      if (b == 0xef && bytes.read() == 0xbb) {
        bytes.read();
        b = bytes.read();
      }
      while (b == ' ' || b == '\t' || b == '\r' || b == '\n') {
        b = bytes.read();
      }
      return b == '{';
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot fail", e);
    }
  }

  @Override
  public Line next(Fields into) {
    while (lines.next()) {
      byte[] bytes = lines.bytes();
      int start = Scan.skipBlanks(bytes, lines.start(), lines.end());
      if (start < lines.end()) {
        return read(bytes, start, lines.end(), into);
      }
    }
    return Line.END;
  }

  private Line read(byte[] bytes, int from, int to, Fields into) {
    into.clear();
    wrong = "is not one JSON object";
    try (JsonParser parser =
        FACTORY.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Line.BAD;
      }
      JsonToken token = parser.nextToken();
      while (token == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
          parser.skipChildren();
          into.put(name, "{...}");
        } else if (value != null && value != JsonToken.VALUE_NULL) {
          into.put(name, parser.getString());
        }
        token = parser.nextToken();
      }
      return token == JsonToken.END_OBJECT && parser.nextToken() == null ? Line.RECORD : Line.BAD;
    } catch (JacksonException e) {
      String why = e.getOriginalMessage().lines().findFirst().orElse("");
      wrong = "is not one JSON object (" + why.strip() + ")";
      return Line.BAD;
    }
  }

  @Override
  public String wrong() {
    return wrong;
  }

  @Override
  public long line() {
    return lines.number();
  }

  @Override
  public long offset() {
    return lines.offset();
  }

  @Override
  public long position() {
    return lines.position();
  }

  @Override
  public String quote() {
    return lines.quote();
  }
}
