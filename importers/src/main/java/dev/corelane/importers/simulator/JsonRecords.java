package dev.corelane.importers.simulator;

import dev.corelane.importers.kernel.text.LineReader;
import dev.corelane.importers.kernel.text.Scan;
import java.lang.foreign.MemorySegment;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// JSON Lines: an object a line.
final class JsonRecords extends LineRecords {
  private static final int DEEPEST = 20;
  private static final String NOT_ONE = "is not one JSON object";

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LineReader.LONGEST)
                  .maxNameLength(1000)
                  .build())
          .build();

  JsonRecords(MemorySegment file) {
    super(new LineReader(file));
  }

  @Override
  boolean isRecord(LineReader line) {
    return Scan.skipBlanks(line.bytes(), line.start(), line.end()) < line.end();
  }

  @Override
  Line read(LineReader line, Fields into) {
    int length = line.end() - line.start();
    try (JsonParser parser =
        FACTORY.createParser(ObjectReadContext.empty(), line.bytes(), line.start(), length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return bad(NOT_ONE);
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
      return token == JsonToken.END_OBJECT && parser.nextToken() == null
          ? Line.RECORD
          : bad(NOT_ONE);
    } catch (JacksonException e) {
      String why = e.getOriginalMessage().lines().findFirst().orElse("");
      return bad(NOT_ONE + " (" + why.strip() + ")");
    }
  }
}
