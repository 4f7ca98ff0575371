package dev.corelane.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What a command printed with `--json`.
///
/// @param value a map, a list, a string, a long, a double, a boolean or null
record Json(@Nullable Object value) {
  static Json parse(String text) {
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      Json json = new Json(value(parser));
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("more than one value: " + text);
      }
      return json;
    }
  }

  private static @Nullable Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new IllegalArgumentException("unexpected " + parser.currentToken());
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (fields.containsKey(name)) {
        throw new IllegalArgumentException("twice: " + name);
      }
      fields.put(name, value(parser));
    }
    return fields;
  }

  private static List<@Nullable Object> array(JsonParser parser) {
    var elements = new ArrayList<@Nullable Object>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return elements;
  }

  /// A field, by its path from here (`kernel.release`).
  Json get(String path) {
    Object at = value;
    for (String name : path.split("\\.", -1)) {
      Map<?, ?> fields = (Map<?, ?>) at;
      if (fields == null || !fields.containsKey(name)) {
        throw new IllegalArgumentException("no field " + path + " in " + value);
      }
      at = fields.get(name);
    }
    return new Json(at);
  }

  long number(String path) {
    return (Long) get(path).orThrow();
  }

  String text(String path) {
    return (String) get(path).orThrow();
  }

  List<Json> elements() {
    return ((List<?>) orThrow()).stream().map(Json::new).toList();
  }

  private Object orThrow() {
    if (value == null) {
      throw new IllegalArgumentException("null");
    }
    return value;
  }

  /// All fields with their types, as the documentation writes them: `sources[].path string`.
  SortedSet<String> shape() {
    var shape = new TreeSet<String>();
    shape("", value, shape);
    return shape;
  }

  private static void shape(String path, @Nullable Object value, SortedSet<String> shape) {
    switch (value) {
      case Map<?, ?> fields ->
          fields.forEach(
              (name, v) -> shape(path.isEmpty() ? "" + name : path + "." + name, v, shape));
      case List<?> elements -> elements.forEach(v -> shape(path + "[]", v, shape));
      case String text -> shape.add(path + " string");
      case Long number -> shape.add(path + " integer");
      case Double number -> shape.add(path + " number");
      case Boolean truth -> shape.add(path + " boolean");
      case null, default -> shape.add(path + " null");
    }
  }
}
