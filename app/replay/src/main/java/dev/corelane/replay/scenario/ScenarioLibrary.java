package dev.corelane.replay.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The scenarios that come with the program.
public final class ScenarioLibrary {
  private static final List<String> NAMES =
      List.of(
          "pg-spinlock-7.0",
          "preemptdb-htap",
          "pg-multixact-storm",
          "lock-convoy",
          "priority-inversion",
          "hackbench-like");

  private ScenarioLibrary() {}

  /// @return their names
  public static List<String> names() {
    return NAMES;
  }

  /// @param name one of [#names()]
  /// @return the scenario
  /// @throws ScenarioException if there is none of that name
  public static Scenario scenario(String name) throws ScenarioException {
    return ScenarioReader.parse(text(name));
  }

  /// @param name one of [#names()]
  /// @return the file, to copy and change
  /// @throws ScenarioException if there is none of that name
  public static String text(String name) throws ScenarioException {
    if (!NAMES.contains(name)) {
      throw new ScenarioException(
          "there is no scenario \"%s\"; there are %s".formatted(name, String.join(", ", NAMES)));
    }
    return resource(name + ".json");
  }

  /// @return the JSON Schema of scenario files
  public static String schema() {
    return resource("scenario.schema.json");
  }

  private static String resource(String name) {
    try (InputStream in = ScenarioLibrary.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing in the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name + " cannot be read", e);
    }
  }
}
