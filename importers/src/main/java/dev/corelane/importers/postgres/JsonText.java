package dev.corelane.importers.postgres;

import dev.corelane.importers.io.SegmentInputStream;
import java.lang.foreign.MemorySegment;
import java.util.StringJoiner;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Jackson as this package uses it: streaming, with bounds on what one value may ask for.
final class JsonText {
  private static final int DEEPEST = 100;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(RecordFramer.LONGEST)
                  .maxNameLength(1000)
                  .build())
          .build();

  private JsonText() {}

  /// A file whose first bytes are of no encoding that JSON has is read as an empty one.
  static JsonParser parser(MemorySegment file) {
    try {
      return FACTORY.createParser(ObjectReadContext.empty(), new SegmentInputStream(file));
    } catch (JacksonException e) {
      return FACTORY.createParser(ObjectReadContext.empty(), new byte[0]);
    }
  }

  static JsonParser parser(byte[] bytes, int from, int to) {
    return FACTORY.createParser(ObjectReadContext.empty(), bytes, from, to - from);
  }

  /// The value at which a parser stands, as PostgreSQL would write it as text: true and false as
  /// `t` and `f`, null as "", an array of plain values as `{1,2}`; of an object nothing.
  static String value(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token == null) {
      return "";
    }
    return switch (token) {
      case VALUE_TRUE -> "t";
      case VALUE_FALSE -> "f";
      case START_ARRAY -> array(parser);
      case START_OBJECT -> {
        parser.skipChildren();
        yield "";
      }
      default -> token.isScalarValue() && token != JsonToken.VALUE_NULL ? parser.getString() : "";
    };
  }

  private static String array(JsonParser parser) {
    var joined = new StringJoiner(",", "{", "}");
    JsonToken token = parser.nextToken();
    while (token != null && token != JsonToken.END_ARRAY) {
      joined.add(value(parser));
      token = parser.nextToken();
    }
    return joined.toString();
  }
}
