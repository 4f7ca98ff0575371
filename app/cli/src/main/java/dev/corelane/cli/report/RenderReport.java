package dev.corelane.cli.report;

import dev.corelane.cli.terminal.Terminal;
import dev.corelane.cli.terminal.Units;

/// What `render` did.
///
/// @param output the file written, as named by the user
/// @param width in pixels
/// @param height in pixels
/// @param fromNs first time shown
/// @param toNs last time shown
/// @param theme name of the theme
public record RenderReport(
    String output, int width, int height, long fromNs, long toNs, String theme) implements Report {
  @Override
  public void write(JsonReport json) {
    json.object(
        () -> {
          json.field("output", output);
          json.field("width", width);
          json.field("height", height);
          json.field("fromNs", fromNs);
          json.field("toNs", toNs);
          json.field("theme", theme);
        });
  }

  @Override
  public void print(Terminal terminal) {
    terminal
        .out()
        .println(
            "%s: %d x %d pixels, %s to %s"
                .formatted(output, width, height, Units.time(fromNs), Units.time(toNs)));
  }
}
