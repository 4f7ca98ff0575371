package dev.corelane.replay.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fields of an object, read one after the other; those that nobody asked for are refused. A
/// string that begins with `$` stands for the value of a parameter.
final class Fields {
  private final Node.Tree tree;
  private final Map<String, Double> parameters;
  private final Map<String, Range> used;
  private final Set<String> asked = new HashSet<>();

  Fields(Node.Tree tree, Map<String, Double> parameters, Map<String, Range> used) {
    this.tree = tree;
    this.parameters = parameters;
    this.used = used;
  }

  boolean has(String name) {
    asked.add(name);
    return tree.fields().containsKey(name);
  }

  Node node(String name) throws ScenarioException {
    asked.add(name);
    Node node = tree.fields().get(name);
    if (node == null) {
      throw tree.wrong("the field \"" + name + "\" is missing");
    }
    return node;
  }

  @Nullable Node optional(String name) {
    asked.add(name);
    return tree.fields().get(name);
  }

  Fields object(String name) throws ScenarioException {
    return of(node(name));
  }

  Fields of(Node node) throws ScenarioException {
    if (node instanceof Node.Tree inner) {
      return new Fields(inner, parameters, used);
    }
    throw node.wrong("an object is expected");
  }

  List<Node> array(String name) throws ScenarioException {
    if (node(name) instanceof Node.Sequence sequence) {
      return sequence.values();
    }
    throw node(name).wrong("an array is expected");
  }

  String text(String name) throws ScenarioException {
    return text(node(name));
  }

  String text(String name, String otherwise) throws ScenarioException {
    Node node = optional(name);
    return node == null ? otherwise : text(node);
  }

  static String text(Node node) throws ScenarioException {
    if (node instanceof Node.Text text) {
      return text.value();
    }
    throw node.wrong("a string is expected");
  }

  boolean flag(String name) throws ScenarioException {
    if (node(name) instanceof Node.Other other
        && (other.value().equals("true") || other.value().equals("false"))) {
      return other.value().equals("true");
    }
    throw node(name).wrong("true or false is expected");
  }

  double number(String name, double least, double most) throws ScenarioException {
    return number(node(name), least, most);
  }

  double number(String name, double least, double most, double otherwise) throws ScenarioException {
    Node node = optional(name);
    return node == null ? otherwise : number(node, least, most);
  }

  double number(Node node, double least, double most) throws ScenarioException {
    return within(node, new Range(least, most, false));
  }

  private double within(Node node, Range range) throws ScenarioException {
    double value =
        switch (node) {
          case Node.Numeral number -> number.value();
          case Node.Text text when text.value().startsWith("$") -> parameter(text, range);
          default -> throw node.wrong("a number or \"$parameter\" is expected");
        };
    if (!(value >= range.least() && value <= range.most())) {
      throw node.wrong(
          "%s is outside of %s to %s"
              .formatted(
                  Range.plain(value), Range.plain(range.least()), Range.plain(range.most())));
    }
    if (!range.has(value)) {
      throw node.wrong(Range.plain(value) + " is no whole number");
    }
    return value;
  }

  long whole(String name, long least, long most) throws ScenarioException {
    return whole(node(name), least, most);
  }

  long whole(String name, long least, long most, long otherwise) throws ScenarioException {
    Node node = optional(name);
    return node == null ? otherwise : whole(node, least, most);
  }

  long whole(Node node, long least, long most) throws ScenarioException {
    return (long) within(node, new Range(least, most, true));
  }

  <E extends Enum<E>> E choice(String name, Class<E> type) throws ScenarioException {
    return choice(node(name), type);
  }

  static <E extends Enum<E>> E choice(Node node, Class<E> type) throws ScenarioException {
    String text = text(node);
    var names = new ArrayList<String>();
    for (E constant : type.getEnumConstants()) {
      String name = spelt(constant);
      if (name.equals(text)) {
        return constant;
      }
      names.add(name);
    }
    throw node.wrong("\"" + text + "\" is none of " + String.join(", ", names));
  }

  static String spelt(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Refuses fields that nobody asked for.
  void end() throws ScenarioException {
    for (Map.Entry<String, Node> field : tree.fields().entrySet()) {
      if (!asked.contains(field.getKey())) {
        throw field.getValue().wrong("this field is not known here");
      }
    }
  }

  ScenarioException wrong(String what) {
    return tree.wrong(what);
  }

  Node.Tree tree() {
    return tree;
  }

  private double parameter(Node.Text reference, Range range) throws ScenarioException {
    String name = reference.value().substring(1);
    Double value = parameters.get(name);
    if (value == null) {
      throw reference.wrong("there is no parameter \"" + name + "\"");
    }
    used.merge(name, range, Range::and);
    return value;
  }
}
