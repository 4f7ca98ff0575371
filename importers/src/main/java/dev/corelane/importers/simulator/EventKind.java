package dev.corelane.importers.simulator;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The events of the schema with their fields.
enum EventKind {
  META("name value", ""),
  CPU("cpu", ""),
  TASK("task", "time name process parent priority label"),
  LOCK("lock", "name kind"),
  SWITCH("time cpu task", "prev state priority"),
  WAKEUP("time task", "by cpu"),
  MIGRATE("time task to", "from"),
  EXIT("time task", ""),
  REQUEST("time task lock", "mode"),
  ACQUIRE("time task lock", "mode"),
  ABANDON("time task lock", ""),
  RELEASE("time task lock", ""),
  BEGIN("time task name", "category"),
  END("time task name", "outcome"),
  SPAN("time duration task name", "category outcome"),
  MARK("time name", "task cpu text"),
  COUNTER("time name value", "unit task cpu");

  private static final Map<String, EventKind> BY_WORD =
      Arrays.stream(values()).collect(Collectors.toMap(EventKind::word, Function.identity()));

  private final List<String> required;
  private final Set<String> fields;

  EventKind(String required, String optional) {
    this.required = List.of(required.split(" "));
    fields = new LinkedHashSet<>(this.required);
    fields.add("event");
    if (!optional.isEmpty()) {
      fields.addAll(List.of(optional.split(" ")));
    }
  }

  /// @return the event's name in a file
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @return names of the fields that it must have
  List<String> required() {
    return required;
  }

  /// @return names of all fields that it may have
  Set<String> fields() {
    return fields;
  }

  /// @param word an event's name
  /// @return the kind, null when there is none
  static @org.jspecify.annotations.Nullable EventKind of(String word) {
    return BY_WORD.get(word);
  }
}
