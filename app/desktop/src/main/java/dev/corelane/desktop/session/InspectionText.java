package dev.corelane.desktop.session;

import java.util.Locale;
import java.util.stream.Collectors;

/// What the inspector says, as text for a message and as JSON for a program.
public final class InspectionText {
  private InspectionText() {}

  /// @param inspection what is said
  /// @return lines of text, the facts indented below the headings of their groups
  public static String plain(Inspection inspection) {
    var text = new StringBuilder();
    text.append(inspection.title()).append('\n').append(inspection.subtitle()).append('\n');
    for (Inspection.Section section : inspection.sections()) {
      text.append('\n').append(section.title()).append('\n');
      for (Inspection.Row row : section.rows()) {
        text.append("  ").append(row.label()).append(": ").append(row.value()).append('\n');
      }
    }
    return text.toString();
  }

  /// @param inspection what is said
  /// @return one JSON object: `title`, `subtitle`, and `sections` with a `title` and `facts`, each
  ///   a `label` and a `value`
  public static String json(Inspection inspection) {
    String sections =
        inspection.sections().stream()
            .map(InspectionText::json)
            .collect(Collectors.joining(",\n    ", "[\n    ", "\n  ]"));
    return "{\n  \"title\": "
        + quoted(inspection.title())
        + ",\n  \"subtitle\": "
        + quoted(inspection.subtitle())
        + ",\n  \"sections\": "
        + sections
        + "\n}\n";
  }

  private static String json(Inspection.Section section) {
    String facts =
        section.rows().stream()
            .map(
                row ->
                    "{\"label\": "
                        + quoted(row.label())
                        + ", \"value\": "
                        + quoted(row.value())
                        + "}")
            .collect(Collectors.joining(",\n      ", "[\n      ", "\n    ]"));
    return "{\"title\": " + quoted(section.title()) + ", \"facts\": " + facts + "}";
  }

  /// A string of JSON (RFC 8259); a no-break space becomes a plain one.
  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\u00A0' -> quoted.append(' ');
        default -> {
          if (c < ' ') {
            quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
