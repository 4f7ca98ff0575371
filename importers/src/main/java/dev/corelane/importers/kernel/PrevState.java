package dev.corelane.importers.kernel;

import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Decodes `prev_state` of `sched_switch` by the table in the trace's own print format: the pairs
/// `{ bit, "letter" }` and the bit that is printed as `+`.
///
/// Kernels from 4.14 until before 4.20 stored the index of the state but printed it as bits; they
/// are known by the new letters (`I`) together with the old `+` bit 0x1000, and are decoded as an
/// index (`task_state_index`: R S D T t X Z P I).
public final class PrevState {
  /// Possessive throughout, so that damaged text costs no more time than its length.
  private static final Pattern PAIR = Pattern.compile("\\{([^,{}]++),\\s*+\"([^\"]++)\"\\s*+}");

  private static final Pattern PLUS_END = Pattern.compile("\\?\\s*+\"\\+\"");
  private static final String FIELD = "prev_state";
  private static final String INDEX_LETTERS = "RSDTtXZPI";
  private static final long BUGGY_PLUS = 0x1000;

  private final long plus;
  private final boolean byIndex;
  private final List<Bit> bits;
  private final char[] common = new char[256];

  private record Bit(long mask, char letter) {}

  private PrevState(long plus, boolean byIndex, List<Bit> bits) {
    this.plus = plus;
    this.byIndex = byIndex;
    this.bits = bits;
    for (int state = 0; state < common.length; state++) {
      common[state] = find(state);
    }
  }

  /// Reads the table.
  ///
  /// @param printFormat the print format of `sched_switch`
  /// @return the decoder; one that knows no letters when the text has none
  public static PrevState parse(String printFormat) {
    List<Bit> bits = new ArrayList<>();
    Matcher pairs = PAIR.matcher(printFormat);
    boolean idle = false;
    while (pairs.find()) {
      long mask = ConstantExpression.evaluate(pairs.group(1));
      if (mask > 0) {
        bits.add(new Bit(mask, pairs.group(2).charAt(0)));
        idle |= pairs.group(2).equals("I");
      }
    }
    long plus = Math.max(0, plusBit(printFormat));
    return new PrevState(plus, idle && plus == BUGGY_PLUS, List.copyOf(bits));
  }

  /// The mask in `prev_state & MASK ? "+"`, -1 when there is none.
  private static long plusBit(String printFormat) {
    Matcher end = PLUS_END.matcher(printFormat);
    if (!end.find()) {
      return -1;
    }
    int field = printFormat.lastIndexOf(FIELD, end.start());
    String mask = printFormat.substring(Math.max(0, field), end.start()).strip();
    if (field < 0 || !mask.contains("&")) {
      return -1;
    }
    return ConstantExpression.evaluate(mask.substring(mask.indexOf('&') + 1));
  }

  /// @return whether the trace's own table could be read
  public boolean known() {
    return !bits.isEmpty();
  }

  /// @param prevState the field's value
  /// @return whether the task was preempted inside the kernel (`+`)
  public boolean plus(long prevState) {
    return plus != 0 && (prevState & plus) != 0;
  }

  /// How a slice ended that left the task in a state. A table without a `+` cannot tell preemption
  /// inside the kernel from preemption on return to user mode.
  ///
  /// @param prevState the field's value
  /// @return the end; a yield must be told by another event
  public SliceEnd end(long prevState) {
    char letter = letter(prevState);
    return letter == 'R' && plus == 0 ? SliceEnd.PREEMPTED : sliceEnd(letter, plus(prevState));
  }

  /// The letter that stands for the state.
  ///
  /// When several bits are set, the sleep states decide before the rest.
  ///
  /// @param prevState the field's value
  /// @return the letter, `R` for running, `?` for a state that the table does not name
  public char letter(long prevState) {
    long state = prevState & ~plus;
    return state >= 0 && state < common.length ? common[(int) state] : find(state);
  }

  private char find(long state) {
    if (byIndex) {
      return state >= 0 && state < INDEX_LETTERS.length() ? INDEX_LETTERS.charAt((int) state) : '?';
    }
    if (state == 0) {
      return 'R';
    }
    char first = '?';
    for (Bit bit : bits) {
      if ((state & bit.mask) != 0) {
        if (bit.letter == 'S' || bit.letter == 'D') {
          return bit.letter;
        }
        if (first == '?') {
          first = bit.letter;
        }
      }
    }
    return first;
  }

  /// How a slice ended that left the task in a state.
  ///
  /// @param letter from [#letter(long)]
  /// @param plus from [#plus(long)]
  /// @return the end; `R` is taken for preemption, a yield must be told by another event
  public static SliceEnd sliceEnd(char letter, boolean plus) {
    return switch (letter) {
      case 'R' -> plus ? SliceEnd.PREEMPTED_KERNEL : SliceEnd.PREEMPTED_USER;
      case 'S', 'I', 'P', 'W', 'N' -> SliceEnd.SLEEPING;
      case 'D', 'K' -> SliceEnd.UNINTERRUPTIBLE;
      case 'T', 't' -> SliceEnd.STOPPED;
      case 'X', 'x', 'Z' -> SliceEnd.EXITED;
      default -> SliceEnd.UNKNOWN;
    };
  }

  /// The state of a task after its slice.
  ///
  /// @param end how the slice ended
  /// @return the state that begins there
  public static StateKind stateAfter(SliceEnd end) {
    return switch (end) {
      case SLEEPING -> StateKind.SLEEPING;
      case UNINTERRUPTIBLE -> StateKind.UNINTERRUPTIBLE;
      case STOPPED -> StateKind.STOPPED;
      case EXITED -> StateKind.DEAD;
      case YIELDED, PREEMPTED_USER, PREEMPTED_KERNEL, PREEMPTED -> StateKind.RUNNABLE_PREEMPTED;
      case UNKNOWN, IDLE_END, TRACE_END -> StateKind.UNKNOWN;
    };
  }
}
