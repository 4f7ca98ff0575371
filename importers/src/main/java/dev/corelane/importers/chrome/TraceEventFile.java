package dev.corelane.importers.chrome;

import dev.corelane.importers.io.SegmentInputStream;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/// The events of a file one after the other, in constant memory: of an array of events, or of the
/// array `traceEvents` in an object.
///
/// An array that lacks its closing bracket is whole: programs that write as they go leave it out.
final class TraceEventFile implements AutoCloseable {
  private static final int DEEPEST = 200;
  private static final int LONGEST = 16 << 20;
  private static final int MOST_METADATA = 200;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST)
                  .maxNameLength(100_000)
                  .build())
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private final JsonParser parser;
  private final Map<String, String> metadata = new HashMap<>();
  private boolean begun;
  private boolean inObject;
  private boolean inArray;
  private boolean inEvent;
  private boolean ended;
  private boolean found;
  private long systemTraceAt = -1;
  private String damage = "";

  TraceEventFile(MemorySegment file) {
    parser = parser(file);
  }

  /// The encoding is told from the first bytes, which may be of none that JSON has.
  private JsonParser parser(MemorySegment file) {
    try {
      return FACTORY.createParser(ObjectReadContext.empty(), new SegmentInputStream(file));
    } catch (JacksonException e) {
      ended = true;
      damage = "line 1: " + e.getOriginalMessage();
      return FACTORY.createParser(ObjectReadContext.empty(), new byte[0]);
    }
  }

  /// Goes to the next event. What is no object is skipped.
  ///
  /// @param into takes the event
  /// @return false at the end, or where the file is damaged
  boolean next(ChromeEvent into) {
    try {
      while (!ended) {
        if (inArray ? nextInArray(into) : !findArray()) {
          return inArray;
        }
      }
    } catch (JacksonException e) {
      ended = true;
      boolean between = inArray && !inEvent && parser.currentToken() != JsonToken.PROPERTY_NAME;
      String why = e.getOriginalMessage().lines().findFirst().orElse("").strip();
      if (!between || inObject || !why.startsWith("Unexpected end-of-input")) {
        damage = "line " + parser.currentLocation().getLineNr() + ": " + why;
      }
    }
    return false;
  }

  private boolean nextInArray(ChromeEvent into) {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.START_OBJECT) {
      inEvent = true;
      into.clear();
      read(into);
      inEvent = false;
      found = true;
      return true;
    }
    if (token == JsonToken.END_ARRAY || token == null) {
      inArray = false;
      ended = !inObject;
    } else {
      parser.skipChildren();
    }
    return false;
  }

  /// Goes to the array of events, or to the end; tells whether it is there.
  private boolean findArray() {
    if (!begun) {
      begun = true;
      JsonToken root = parser.nextToken();
      inArray = root == JsonToken.START_ARRAY;
      inObject = root == JsonToken.START_OBJECT;
      ended = !inArray && !inObject;
      return true;
    }
    JsonToken token = parser.nextToken();
    if (token != JsonToken.PROPERTY_NAME) {
      ended = true;
      return false;
    }
    String name = parser.currentName();
    JsonToken value = parser.nextToken();
    if (name.equals("traceEvents") && value == JsonToken.START_ARRAY) {
      inArray = true;
      found = true;
    } else if (name.equals("systemTraceEvents") && value == JsonToken.VALUE_STRING) {
      systemTraceAt = parser.currentTokenLocation().getByteOffset();
    } else if ((name.equals("metadata") || name.equals("otherData"))
        && value == JsonToken.START_OBJECT) {
      readMetadata();
    } else {
      parser.skipChildren();
    }
    return true;
  }

  private void readMetadata() {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      String text = plain(parser.nextToken());
      if (metadata.size() < MOST_METADATA && !text.isEmpty()) {
        metadata.put(name, text);
      }
    }
  }

  private void read(ChromeEvent into) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "ph" -> into.phase = plain(value);
        case "name" -> into.name = plain(value);
        case "cat" -> into.category = plain(value);
        case "ts" -> into.time = plain(value);
        case "dur" -> into.duration = plain(value);
        case "pid" -> into.pid = plain(value);
        case "tid" -> into.tid = plain(value);
        case "id" -> into.id = plain(value);
        case "s" -> into.scope = plain(value);
        case "id2" -> longId(into, value);
        case "args" -> arguments(into, value);
        default -> parser.skipChildren();
      }
    }
  }

  private void longId(ChromeEvent into, JsonToken value) {
    if (value != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      into.idIsOfProcess = parser.currentName().equals("local");
      into.id = plain(parser.nextToken());
    }
  }

  private void arguments(ChromeEvent into, JsonToken value) {
    if (value != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      String text = plain(token);
      if (!text.isEmpty()) {
        into.argument(name, text, token.isNumeric());
      }
    }
  }

  /// The text of a plain value; "" for null, objects and arrays, which are skipped.
  private String plain(JsonToken token) {
    if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
      return parser.getString();
    }
    parser.skipChildren();
    return "";
  }

  /// @return what is wrong with the file and where, "" when it is whole; after the last event
  String damage() {
    return damage;
  }

  /// @return whether there is an array of events
  boolean found() {
    return found;
  }

  /// @return place of the text of a kernel trace that is stored beside the events, with its quotes;
  ///   -1 when there is none
  long systemTraceAt() {
    return systemTraceAt;
  }

  /// @return plain values of the file's metadata, so far
  Map<String, String> metadata() {
    return metadata;
  }

  /// @return number of the line, from 1
  long line() {
    return parser.currentLocation().getLineNr();
  }

  /// @return how much has been read, bytes
  long position() {
    return Math.max(0, parser.currentLocation().getByteOffset());
  }

  @Override
  public void close() {
    parser.close();
  }
}
