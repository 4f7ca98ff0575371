package dev.corelane.cli.report;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.PrettyPrinter;

/// Puts every entry of the outermost object or array on a line of its own and nothing else, so that
/// people can read it and line tools can work with it.
final class LinePrinter implements PrettyPrinter {
  private static final int OUTERMOST = 1;

  @Override
  public void writeRootValueSeparator(JsonGenerator json) {
    json.writeRaw('\n');
  }

  @Override
  public void writeStartObject(JsonGenerator json) {
    json.writeRaw('{');
  }

  @Override
  public void writeEndObject(JsonGenerator json, int entries) {
    newLine(json);
    json.writeRaw('}');
  }

  @Override
  public void writeObjectEntrySeparator(JsonGenerator json) {
    separate(json);
  }

  @Override
  public void writeObjectNameValueSeparator(JsonGenerator json) {
    json.writeRaw(": ");
  }

  @Override
  public void writeStartArray(JsonGenerator json) {
    json.writeRaw('[');
  }

  @Override
  public void writeEndArray(JsonGenerator json, int values) {
    newLine(json);
    json.writeRaw(']');
  }

  @Override
  public void writeArrayValueSeparator(JsonGenerator json) {
    separate(json);
  }

  @Override
  public void beforeArrayValues(JsonGenerator json) {
    newLine(json);
  }

  @Override
  public void beforeObjectEntries(JsonGenerator json) {
    newLine(json);
  }

  private static void separate(JsonGenerator json) {
    json.writeRaw(outermost(json) ? ",\n" : ", ");
  }

  private static void newLine(JsonGenerator json) {
    if (outermost(json)) {
      json.writeRaw('\n');
    }
  }

  private static boolean outermost(JsonGenerator json) {
    return json.streamWriteContext().getNestingDepth() == OUTERMOST;
  }
}
