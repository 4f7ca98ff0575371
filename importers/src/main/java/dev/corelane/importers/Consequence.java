package dev.corelane.importers;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/// What an import problem means for the conclusions. The texts stand in `consequences.properties`,
/// one for each id of a problem.
///
/// @param findings what suffers; all of them where anything may be missing, none where all
///   conclusions hold, and none, too, where only facts of the kind named are missing
/// @param sentence how, in a sentence or two
public record Consequence(Set<Finding> findings, String sentence) {
  private static final String FILE = "consequences.properties";

  private static final class Loaded {
    private static final Map<String, Consequence> ALL = load();
  }

  /// Copies the set.
  public Consequence {
    findings = Set.copyOf(findings);
  }

  /// What a problem means.
  ///
  /// @param problem id of the problem
  /// @return empty for a problem that no importer knows
  public static Optional<Consequence> of(String problem) {
    return Optional.ofNullable(Loaded.ALL.get(problem));
  }

  /// @return what each problem means, by its id
  public static Map<String, Consequence> all() {
    return Map.copyOf(Loaded.ALL);
  }

  private static Map<String, Consequence> load() {
    var properties = new Properties();
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(Consequence.class.getResourceAsStream(FILE), FILE),
            StandardCharsets.UTF_8)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Consequence> all = new TreeMap<>();
    for (String id : properties.stringPropertyNames()) {
      String[] parts = properties.getProperty(id).split("\\|", 2);
      all.put(id, new Consequence(findings(parts[0].strip()), parts[1].strip()));
    }
    return all;
  }

  private static Set<Finding> findings(String text) {
    return switch (text) {
      case "none", "none-of-these" -> Set.of();
      case "all" -> EnumSet.allOf(Finding.class);
      default -> {
        Set<Finding> set = EnumSet.noneOf(Finding.class);
        Arrays.stream(text.split(",", -1)).map(String::strip).map(Finding::of).forEach(set::add);
        yield set;
      }
    };
  }
}
