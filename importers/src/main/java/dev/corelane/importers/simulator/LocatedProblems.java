package dev.corelane.importers.simulator;

import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.ProblemKind;
import dev.corelane.trace.diagnostics.ProblemLog;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts what is wrong with the records of a file, by what it is, with line and field of the first
/// of each.
final class LocatedProblems {
  private static final int MOST_SORTS = 8;

  private final ProblemLog log;
  private final String file;
  private final Records records;
  private final Map<ProblemKind, Sorts> found = new LinkedHashMap<>();
  private String first = "";

  /// What is wrong in one way.
  private static final class Sorts {
    final long firstOffset;
    final Map<String, Sort> sorts = new LinkedHashMap<>();
    long count;

    Sorts(long firstOffset) {
      this.firstOffset = firstOffset;
    }
  }

  private static final class Sort {
    final String text;
    long count;

    Sort(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return count > 1 ? text + " (" + count + " such)" : text;
    }
  }

  /// @param log takes the problems at the end
  /// @param file name of the file
  /// @param records tells the place
  LocatedProblems(ProblemLog log, String file, Records records) {
    this.log = log;
    this.file = file;
    this.records = records;
  }

  /// Something is wrong with the line at hand.
  ///
  /// @param kind what sort of problem
  /// @param event name of the line's event, "" when it has none
  /// @param field name of the field, "" when it is the whole line
  /// @param what what is wrong, to complete "the field ..." or "line 3 ..."
  void add(ProblemKind kind, String event, String field, String what) {
    Sorts sorts = found.computeIfAbsent(kind, k -> new Sorts(records.offset()));
    sorts.count++;
    String key = event + '\0' + field;
    Sort sort = sorts.sorts.get(key);
    if (sort == null && sorts.sorts.size() < MOST_SORTS) {
      String where = "line " + records.line();
      String of = event.isEmpty() ? "" : " of " + event;
      sort = new Sort(where + (field.isEmpty() ? of + " " : ", field " + field + of + ": ") + what);
      sorts.sorts.put(key, sort);
      first = first.isEmpty() ? sort.text : first;
    }
    if (sort != null) {
      sort.count++;
    }
  }

  /// @return the first problem, "" when there is none
  String first() {
    return first;
  }

  /// Gives what was found to the log.
  void report() {
    found.forEach(
        (kind, sorts) -> {
          var text = new StringBuilder();
          long shown = 0;
          for (Sort sort : sorts.sorts.values()) {
            text.append(text.isEmpty() ? "" : "; ").append(sort);
            shown += sort.count;
          }
          if (shown < sorts.count) {
            text.append("; and ").append(sorts.count - shown).append(" of other sorts");
          }
          log.add(
              kind, text.toString(), file, sorts.firstOffset, ImportProblem.NO_TIME, sorts.count);
        });
  }
}
