package dev.corelane.cli.report;

import java.io.OutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/// Writes JSON as it comes, without holding it.
public final class JsonReport implements AutoCloseable {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private static final ObjectWriteContext LINES =
      new ObjectWriteContext.Base() {
        @Override
        public PrettyPrinter getPrettyPrinter() {
          return new LinePrinter();
        }

        @Override
        public boolean hasPrettyPrinter() {
          return true;
        }
      };

  private final JsonGenerator json;

  /// @param out takes UTF-8, and is flushed but not closed at the end
  public JsonReport(OutputStream out) {
    json = FACTORY.createGenerator(LINES, out);
  }

  /// Writes an object.
  ///
  /// @param fields writes its fields
  public void object(Runnable fields) {
    json.writeStartObject();
    fields.run();
    json.writeEndObject();
  }

  /// Writes a field that is an object.
  ///
  /// @param name of the field
  /// @param fields writes its fields
  public void object(String name, Runnable fields) {
    json.writeName(name);
    object(fields);
  }

  /// Writes an array.
  ///
  /// @param values writes its values
  public void array(Runnable values) {
    json.writeStartArray();
    values.run();
    json.writeEndArray();
  }

  /// Writes a field that is an array of objects.
  ///
  /// @param name of the field
  /// @param elements what the objects are made from
  /// @param fields writes the fields of one
  /// @param <T> what an object is made from
  public <T> void array(String name, Iterable<T> elements, Consumer<T> fields) {
    json.writeArrayPropertyStart(name);
    for (T element : elements) {
      object(() -> fields.accept(element));
    }
    json.writeEndArray();
  }

  /// @param name of the field
  /// @param value its value
  public void field(String name, long value) {
    json.writeNumberProperty(name, value);
  }

  /// @param name of the field
  /// @param value its value
  public void field(String name, boolean value) {
    json.writeBooleanProperty(name, value);
  }

  /// @param name of the field
  /// @param value its value
  public void field(String name, @Nullable String value) {
    if (value == null) {
      json.writeNullProperty(name);
    } else {
      json.writeStringProperty(name, value);
    }
  }

  /// Writes a number that may not be known.
  ///
  /// @param name of the field
  /// @param known whether it is; if not, the field is `null`
  /// @param value its value
  public void field(String name, boolean known, long value) {
    if (known) {
      json.writeNumberProperty(name, value);
    } else {
      json.writeNullProperty(name);
    }
  }

  /// Writes a number with a fraction.
  ///
  /// @param name of the field
  /// @param value its value; `null` is written if it is not a finite number
  public void number(String name, double value) {
    if (Double.isFinite(value)) {
      json.writeNumberProperty(name, value);
    } else {
      json.writeNullProperty(name);
    }
  }

  /// Ends the last line and flushes.
  @Override
  public void close() {
    json.writeRaw('\n');
    json.close();
  }
}
