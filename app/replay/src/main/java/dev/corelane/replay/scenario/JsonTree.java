package dev.corelane.replay.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/// Reads a JSON text as a whole, remembering where everything stands.
final class JsonTree {
  private static final int LONGEST = 1 << 20;
  private static final int DEEPEST = 40;
  private static final int MOST_VALUES = 20_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST)
                  .maxNameLength(200)
                  .maxDocumentLength(LONGEST)
                  .build())
          .build();

  private final JsonParser parser;
  private int values;

  private JsonTree(JsonParser parser) {
    this.parser = parser;
  }

  static Node.Tree read(String text) throws ScenarioException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      var reader = new JsonTree(parser);
      parser.nextToken();
      Node root = reader.value("");
      if (parser.nextToken() != null) {
        throw reader.wrong("the file holds more than one value");
      }
      if (!(root instanceof Node.Tree tree)) {
        throw root.wrong("a scenario is an object");
      }
      return tree;
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      String place =
          at == null ? "" : "line %d, column %d: ".formatted(at.getLineNr(), at.getColumnNr());
      throw new ScenarioException(place + "no JSON: " + e.getOriginalMessage());
    }
  }

  private Node value(String path) throws ScenarioException {
    if (++values > MOST_VALUES) {
      throw wrong("more than " + MOST_VALUES + " values");
    }
    JsonToken token = parser.currentToken();
    TokenStreamLocation at = parser.currentTokenLocation();
    int line = at.getLineNr();
    int column = at.getColumnNr();
    if (token == null) {
      throw wrong("the file is empty");
    }
    return switch (token) {
      case START_OBJECT -> tree(path, line, column);
      case START_ARRAY -> sequence(path, line, column);
      case VALUE_STRING -> new Node.Text(path, line, column, parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new Node.Numeral(path, line, column, parser.getDoubleValue());
      default -> new Node.Other(path, line, column, parser.getString());
    };
  }

  private Node tree(String path, int line, int column) throws ScenarioException {
    var fields = new LinkedHashMap<String, Node>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(path.isEmpty() ? name : path + "." + name));
    }
    return new Node.Tree(path, line, column, fields);
  }

  private Node sequence(String path, int line, int column) throws ScenarioException {
    var elements = new ArrayList<Node>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(path + "[" + elements.size() + "]"));
    }
    return new Node.Sequence(path, line, column, elements);
  }

  private ScenarioException wrong(String what) {
    TokenStreamLocation at = parser.currentLocation();
    return new ScenarioException(
        "line %d, column %d: %s".formatted(at.getLineNr(), at.getColumnNr(), what));
  }
}
