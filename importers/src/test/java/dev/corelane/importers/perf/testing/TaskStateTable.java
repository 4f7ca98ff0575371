package dev.corelane.importers.perf.testing;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// How a kernel encodes `prev_state` of sched_switch and how its print format spells that encoding.
///
/// The tables are those of real format texts: 3.4, 3.10, 4.4, 4.9, 4.14 and from 4.20 on.
final class TaskStateTable {
  /// Kernel 3.4.
  static final TaskStateTable BITS_512 =
      new TaskStateTable("S1 D2 T4 t8 Z16 X32 x64 W128", 512, Spelling.DECIMAL);

  /// Kernel 3.10.
  static final TaskStateTable BITS_1024 =
      new TaskStateTable("S1 D2 T4 t8 Z16 X32 x64 K128 W256 P512", 1024, Spelling.DECIMAL);

  /// Kernel 4.4.
  static final TaskStateTable BITS_2048 =
      new TaskStateTable("S1 D2 T4 t8 Z16 X32 x64 K128 W256 P512 N1024", 2048, Spelling.DECIMAL);

  /// Kernel 4.9 to 4.13.
  static final TaskStateTable BITS_4096 =
      new TaskStateTable("S1 D2 T4 t8 Z16 X32 x64 K128 W256 P512 N1024", 4096, Spelling.DECIMAL);

  private static final String REPORTED = "S1 D2 T4 t8 X16 Z32 P64 I128";

  /// Kernel 4.14: the value is the state's index, although the print format says bits.
  static final TaskStateTable INDEX = new TaskStateTable(REPORTED, 0x1000, Spelling.HEX_2);

  /// Kernel 4.20 and newer with constants of four digits.
  static final TaskStateTable REPORT_4 = new TaskStateTable(REPORTED, 0x100, Spelling.HEX_4);

  /// Kernels in which the state constants have eight digits (6.12, 7.2).
  static final TaskStateTable REPORT_8 = new TaskStateTable(REPORTED, 0x100, Spelling.HEX_8);

  private enum Spelling {
    DECIMAL,
    HEX_2,
    HEX_4,
    HEX_8
  }

  private record Letter(char letter, int bit) {}

  /// Order of the states in the kernel's own string of letters.
  private static final String INDEX_LETTERS = "RSDTtXZPI";

  private final List<Letter> letters;
  private final int preemptedBit;
  private final Spelling spelling;
  private final Map<TaskState, Long> valueByState = new EnumMap<>(TaskState.class);

  private TaskStateTable(String table, int preemptedBit, Spelling spelling) {
    this.letters =
        Arrays.stream(table.split(" "))
            .map(s -> new Letter(s.charAt(0), Integer.parseInt(s.substring(1))))
            .toList();
    this.preemptedBit = preemptedBit;
    this.spelling = spelling;
    for (TaskState state : TaskState.values()) {
      valueByState.put(state, value(state));
    }
  }

  /// The value of `prev_state`.
  ///
  /// @param preempted the switch was a preemption inside the kernel ("R+"); the state is then not
  ///   looked at
  long encode(TaskState state, boolean preempted) {
    return preempted ? preemptedBit : valueByState.get(state);
  }

  private long value(TaskState state) {
    if (spelling == Spelling.HEX_2) {
      return INDEX_LETTERS.indexOf(state.letter());
    }
    if (state == TaskState.RUNNING) {
      return 0;
    }
    char letter = letterOf(state);
    return letters.stream().filter(l -> l.letter == letter).findFirst().orElseThrow().bit;
  }

  /// Before 4.14 a dying task shows `x` (TASK_DEAD), and states that did not exist yet show `S`.
  private char letterOf(TaskState state) {
    if (spelling != Spelling.DECIMAL) {
      return state.letter();
    }
    if (state.isExit()) {
      return 'x';
    }
    boolean known = letters.stream().anyMatch(l -> l.letter == state.letter());
    return known ? state.letter() : 'S';
  }

  /// The two arguments of the print format that show `prev_state`: the letters, and the "+".
  String printArguments() {
    return spelling == Spelling.DECIMAL ? decimalArguments() : reportedArguments();
  }

  private String decimalArguments() {
    String mask = "REC->prev_state & (" + preemptedBit + "-1)";
    // the kernel's source has this odd blank after the first pair
    String pairs = pairs("{ %d, \"%c\" }").replace("\"S\" },", "\"S\"} ,");
    return String.format(
        "%s ? __print_flags(%s, \"|\", %s) : \"R\", REC->prev_state & %d ? \"+\" : \"\"",
        mask, mask, pairs, preemptedBit);
  }

  private String reportedArguments() {
    String constant = spelling == Spelling.HEX_8 ? "0x%08x" : "0x%04x";
    String states =
        List.of(0, 1, 2, 4, 8, 0x10, 0x20, 0x40).stream()
            .map(s -> String.format(constant, s))
            .collect(Collectors.joining(" | ", "(", ")"));
    String afterReported = "((" + states + " + 1) << 1)";
    String mask = "REC->prev_state & (" + afterReported + " - 1)";
    String pairs = pairs("{ " + (spelling == Spelling.HEX_2 ? "0x%02x" : constant) + ", \"%c\" }");
    String plus = spelling == Spelling.HEX_2 ? "0x1000" : afterReported;
    return String.format(
        "(%s) ? __print_flags(%s, \"|\", %s) : \"R\", REC->prev_state & %s ? \"+\" : \"\"",
        mask, mask, pairs, plus);
  }

  private String pairs(String pattern) {
    return letters.stream()
        .map(l -> String.format(pattern, l.bit, l.letter))
        .collect(Collectors.joining(", "));
  }
}
