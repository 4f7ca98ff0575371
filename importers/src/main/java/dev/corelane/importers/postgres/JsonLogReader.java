package dev.corelane.importers.postgres;

import java.lang.foreign.MemorySegment;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads `log_destination = jsonlog` (version 15 and newer): one object a line.
final class JsonLogReader implements LogReader {
  private final RecordFramer lines;
  private final RowProblems problems;
  private final PostgresTime time = new PostgresTime();

  JsonLogReader(MemorySegment file, RowProblems problems) {
    lines = RecordFramer.lines(file);
    this.problems = problems;
  }

  @Override
  public PostgresTime time() {
    return time;
  }

  @Override
  public boolean next(LogMessage into) {
    while (lines.next()) {
      if (lines.start() == lines.end()) {
        continue;
      }
      if (!lines.damaged() && read(into)) {
        problems.good();
        return true;
      }
      problems.bad(lines.line(), lines.offset(), lines.text());
    }
    return false;
  }

  private boolean read(LogMessage into) {
    into.clear();
    into.pid = -1;
    into.unixNs = PostgresTime.NONE;
    into.line = lines.line();
    into.offset = lines.offset();
    try (JsonParser parser = JsonText.parser(lines.bytes(), lines.start(), lines.end())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      JsonToken token = parser.nextToken();
      while (token == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        set(into, name, parser);
        token = parser.nextToken();
      }
      return token == JsonToken.END_OBJECT
          && into.unixNs != PostgresTime.NONE
          && into.pid > 0
          && SEVERITIES.contains(into.severity);
    } catch (JacksonException e) {
      return false;
    }
  }

  private void set(LogMessage into, String name, JsonParser parser) {
    switch (name) {
      case "timestamp" -> into.unixNs = time.parse(JsonText.value(parser));
      case "pid" -> into.pid = Numbers.nonNegative(JsonText.value(parser));
      case "session_id" -> into.sessionStart = SessionLives.start(JsonText.value(parser));
      case "error_severity" -> into.severity = LogTranslations.word(JsonText.value(parser));
      case "state_code" -> into.sqlState = JsonText.value(parser);
      case "message" -> into.message = JsonText.value(parser);
      case "detail" -> into.detail = JsonText.value(parser);
      case "statement" -> into.statement = JsonText.value(parser);
      case "application_name" -> into.application = JsonText.value(parser);
      case "backend_type" -> into.backendType = JsonText.value(parser);
      default -> parser.skipChildren();
    }
  }
}
