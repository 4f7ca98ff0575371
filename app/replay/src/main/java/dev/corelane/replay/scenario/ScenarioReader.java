package dev.corelane.replay.scenario;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads scenarios. Fields that are not known, missing or out of range are refused, by name, line
/// and column; the schema is `scenario.schema.json` in this package.
public final class ScenarioReader {
  static final String FORMAT = "corelane-scenario";
  static final int VERSION = 1;
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9.-]{0,63}");
  private static final long LONGEST_FILE = 1 << 20;

  private ScenarioReader() {}

  /// @param file a scenario
  /// @return it, checked with the values of its own parameters
  /// @throws IOException if it cannot be read, [ScenarioException] if it makes no sense
  public static Scenario read(Path file) throws IOException {
    if (Files.size(file) > LONGEST_FILE) {
      throw new ScenarioException(file + ": a scenario has at most 1 MiB");
    }
    try {
      return parse(Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new ScenarioException(file + ": a scenario is text in UTF-8");
    } catch (ScenarioException e) {
      throw new ScenarioException(file + ": " + e.getMessage());
    }
  }

  /// @param text a scenario
  /// @return it, checked with the values of its own parameters
  /// @throws ScenarioException if it makes no sense
  public static Scenario parse(String text) throws ScenarioException {
    Node.Tree tree = JsonTree.read(text);
    var fields = new Fields(tree, Map.of(), new HashMap<>());
    if (!fields.text("format").equals(FORMAT)) {
      throw fields.node("format").wrong("\"" + FORMAT + "\" is expected");
    }
    fields.whole("version", VERSION, VERSION);
    String name = fields.text("name");
    if (!NAME.matcher(name).matches()) {
      throw fields.node("name").wrong("letters, digits, dots and hyphens are expected");
    }
    List<Parameter> parameters = parameters(fields);
    var unknown = new ArrayList<String>();
    if (fields.has("unknown")) {
      for (Node sentence : fields.array("unknown")) {
        unknown.add(Fields.text(sentence));
      }
    }
    Map<String, Range> ranges = checkUse(parameters, fields, tree);
    return new Scenario(
        name, fields.text("title"), fields.text("about"), parameters, ranges, unknown, tree);
  }

  private static Map<String, Range> checkUse(
      List<Parameter> parameters, Fields fields, Node.Tree tree) throws ScenarioException {
    var values = new HashMap<String, Double>();
    parameters.forEach(parameter -> values.put(parameter.name(), parameter.value()));
    var reader = new PlanReader(values);
    reader.read(tree);
    for (Parameter parameter : parameters) {
      if (!reader.used().containsKey(parameter.name())) {
        throw fields
            .object("parameters")
            .node(parameter.name())
            .wrong("this parameter is not used anywhere");
      }
    }
    return reader.used();
  }

  private static List<Parameter> parameters(Fields fields) throws ScenarioException {
    var parameters = new ArrayList<Parameter>();
    if (!fields.has("parameters")) {
      return parameters;
    }
    Fields all = fields.object("parameters");
    for (Map.Entry<String, Node> field : all.tree().fields().entrySet()) {
      if (!NAME.matcher(field.getKey()).matches()) {
        throw field.getValue().wrong("a parameter's name has letters, digits, dots and hyphens");
      }
      Fields one = all.of(field.getValue());
      parameters.add(
          new Parameter(
              field.getKey(),
              one.number("value", -Double.MAX_VALUE, Double.MAX_VALUE),
              one.text("unit", ""),
              one.text("about"),
              one.text("source"),
              one.has("assumed") && one.flag("assumed")));
      one.end();
    }
    return parameters;
  }

  /// The fields of a scenario that are not part of what runs.
  static Set<String> header() {
    return Set.of(
        "format", "version", "name", "title", "about", "parameters", "unknown", "$schema");
  }
}
