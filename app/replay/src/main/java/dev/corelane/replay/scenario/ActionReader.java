package dev.corelane.replay.scenario;

import dev.corelane.trace.model.LockMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads what a thread does: every action is an object whose first field says what it is.
final class ActionReader {
  private static final long HOUR_NS = 3_600_000_000_000L;
  private static final int MOST_TIMES = 1_000_000;
  private static final Set<String> TIMELESS = Set.of("acquire", "release", "wake", "extension");

  private final List<String> locks;
  private final List<String> groups;

  ActionReader(List<String> locks, List<String> groups) {
    this.locks = locks;
    this.groups = groups;
  }

  List<Action> read(Fields owner, String field) throws ScenarioException {
    var actions = new ArrayList<Action>();
    boolean timed = false;
    for (Node node : owner.array(field)) {
      Fields fields = owner.of(node);
      if (fields.tree().fields().isEmpty()) {
        throw node.wrong("an action says what is done");
      }
      String what = fields.tree().fields().firstEntry().getKey();
      actions.add(action(what, fields));
      fields.end();
      timed = timed || !TIMELESS.contains(what);
    }
    if (!timed) {
      throw owner.node(field).wrong("at least one action that takes time is expected");
    }
    return List.copyOf(actions);
  }

  private Action action(String what, Fields fields) throws ScenarioException {
    return switch (what) {
      case "run" -> new Action.Run(amount(fields, what), fields.number("kernelShare", 0, 1, 0));
      case "fault" -> new Action.Fault(fields.number("probability", 0, 1, 1), amount(fields, what));
      case "acquire" ->
          new Action.Acquire(
              index(fields, what, locks, "lock"),
              fields.has("mode") ? fields.choice("mode", LockMode.class) : LockMode.EXCLUSIVE);
      case "release" -> new Action.Release(index(fields, what, locks, "lock"));
      case "sleep" -> new Action.Sleep(amount(fields, what));
      case "block" -> {
        fields.flag(what);
        yield new Action.Block();
      }
      case "wake" -> new Action.Wake(index(fields, what, groups, "group of threads"));
      case "yield" -> {
        fields.flag(what);
        yield new Action.Yield();
      }
      case "extension" -> new Action.Extension(fields.flag(what));
      case "span" -> new Action.Span(fields.text(what), read(fields, "do"));
      case "repeat" -> new Action.Repeat(fields.whole(what, 0, MOST_TIMES), read(fields, "do"));
      case "chance" -> new Action.Chance(fields.number(what, 0, 1), read(fields, "do"));
      default -> throw fields.wrong("\"" + what + "\" is no action");
    };
  }

  private static int index(Fields fields, String field, List<String> names, String what)
      throws ScenarioException {
    int index = names.indexOf(fields.text(field));
    if (index < 0) {
      throw fields.node(field).wrong("there is no " + what + " of this name");
    }
    return index;
  }

  /// A number of nanoseconds, `{"exponential": mean}` or `{"uniform": [least, most]}`.
  private static Amount amount(Fields fields, String name) throws ScenarioException {
    if (!(fields.node(name) instanceof Node.Tree)) {
      return new Amount.Fixed(fields.whole(name, 0, HOUR_NS));
    }
    Fields drawn = fields.object(name);
    Amount amount;
    if (drawn.has("exponential")) {
      amount = new Amount.Exponential(drawn.number("exponential", 0, HOUR_NS));
    } else {
      List<Node> bounds = drawn.array("uniform");
      if (bounds.size() != 2) {
        throw drawn.node("uniform").wrong("two numbers are expected");
      }
      long least = drawn.whole(bounds.get(0), 0, HOUR_NS);
      amount = new Amount.Uniform(least, drawn.whole(bounds.get(1), least, HOUR_NS));
    }
    drawn.end();
    return amount;
  }
}
