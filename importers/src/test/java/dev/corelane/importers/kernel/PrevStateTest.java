package dev.corelane.importers.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// `prev_state` is read by what the event's own print format says, on every kernel that spelled it
/// in another way.
class PrevStateTest {
  private static final String OLD =
      "{ 1, \"S\"} , { 2, \"D\" }, { 4, \"T\" }, { 8, \"t\" }, "
          + "{ 16, \"Z\" }, { 32, \"X\" }, { 64, \"x\" }, ";
  private static final String NEW_OR =
      "(0x0000 | 0x0001 | 0x0002 | 0x0004 | 0x0008 | 0x0010 | 0x0020 | 0x0040)";
  private static final String NEW =
      "{ 0x0001, \"S\" }, { 0x0002, \"D\" }, { 0x0004, \"T\" }, { 0x0008, \"t\" }, "
          + "{ 0x0010, \"X\" }, { 0x0020, \"Z\" }, { 0x0040, \"P\" }, { 0x0080, \"I\" }";

  /// The arguments of the event's print format before and after those of `prev_state`.
  private static String print(String state) {
    return "\"prev_comm=%s prev_pid=%d prev_prio=%d prev_state=%s%s ==> next_comm=%s next_pid=%d"
        + " next_prio=%d\", REC->prev_comm, REC->prev_pid, REC->prev_prio, "
        + state
        + ", REC->next_comm, REC->next_pid, REC->next_prio";
  }

  private static String decimal(int plus, String letters) {
    return print(
        "REC->prev_state & (%d-1) ? __print_flags(REC->prev_state & (%d-1), \"|\", %s) : \"R\","
                .formatted(plus, plus, letters)
            + " REC->prev_state & "
            + plus
            + " ? \"+\" : \"\"");
  }

  private static String reported(String letters, String plus) {
    String mask = "REC->prev_state & (((" + NEW_OR + " + 1) << 1) - 1)";
    return print(
        "("
            + mask
            + ") ? __print_flags("
            + mask
            + ", \"|\", "
            + letters
            + ") : \"R\", REC->prev_state & "
            + plus
            + " ? \"+\" : \"\"");
  }

  static List<Arguments> kernels() {
    String v310 = OLD + "{ 128, \"K\" }, { 256, \"W\" }, { 512, \"P\" }";
    String v44 = v310 + ", { 1024, \"N\" }";
    String plus100 = "((" + NEW_OR + " + 1) << 1)";
    String eight = NEW.replace("0x00", "0x000000");
    return List.of(
        Arguments.of(
            "3.4", decimal(512, OLD + "{ 128, \"W\" }"), 512, "S1 D2 T4 t8 Z16 X32 x64 W128"),
        Arguments.of("3.10", decimal(1024, v310), 1024, "S1 D2 Z16 X32 x64 K128 W256 P512"),
        Arguments.of("4.4", decimal(2048, v44), 2048, "S1 D2 Z16 X32 x64 K128 W256 P512 N1024"),
        Arguments.of("4.9", decimal(4096, v44), 4096, "S1 D2 Z16 X32 x64 K128 W256 P512 N1024"),
        Arguments.of("5.15", reported(NEW, plus100), 256, "S1 D2 T4 t8 X16 Z32 P64 I128"),
        Arguments.of("7.2", reported(eight, plus100), 256, "S1 D2 T4 t8 X16 Z32 P64 I128"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kernels")
  void lettersAndPlusOfEachKernel(String kernel, String print, int plus, String table) {
    PrevState states = PrevState.parse(print);
    assertThat(states.known()).isTrue();
    assertThat(states.letter(0)).isEqualTo('R');
    assertThat(states.plus(0)).isFalse();
    assertThat(states.letter(plus)).isEqualTo('R');
    assertThat(states.plus(plus)).isTrue();
    for (String pair : table.split(" ")) {
      long bit = Long.parseLong(pair.substring(1));
      assertThat(states.letter(bit)).as(pair).isEqualTo(pair.charAt(0));
      assertThat(states.letter(bit | plus)).as(pair + "+").isEqualTo(pair.charAt(0));
      assertThat(states.plus(bit)).as(pair).isFalse();
    }
  }

  /// From 4.14 to before 4.20 the field holds the state's number, not its bit.
  @Test
  void indexKernels() {
    String letters = NEW.replace("0x00", "0x");
    PrevState states = PrevState.parse(reported(letters, "0x1000"));
    List<Character> decoded = new ArrayList<>();
    for (long index = 0; index < 10; index++) {
      decoded.add(states.letter(index));
    }
    assertThat(decoded).containsExactly('R', 'S', 'D', 'T', 't', 'X', 'Z', 'P', 'I', '?');
    assertThat(states.plus(0x1000)).isTrue();
    assertThat(states.letter(0x1000)).isEqualTo('R');
    assertThat(states.plus(0x100)).isFalse();
  }

  /// A killable sleep is `D|K`, a dying task `x|W`: the sleep decides, else the first letter.
  @Test
  void severalBits() {
    PrevState states = PrevState.parse(decimal(1024, OLD + "{ 128, \"K\" }, { 256, \"W\" }"));
    assertThat(states.letter(2 | 128)).isEqualTo('D');
    assertThat(states.letter(1 | 256)).isEqualTo('S');
    assertThat(states.letter(64 | 256)).isEqualTo('x');
    assertThat(states.letter(4 | 8)).isEqualTo('T');
    assertThat(states.letter(512)).as("no letter for this bit").isEqualTo('?');
  }

  @Test
  void eachLetterIsAnEndAndAState() {
    record Meaning(String letters, SliceEnd end, StateKind after) {}
    for (Meaning m :
        List.of(
            new Meaning("SIPWN", SliceEnd.SLEEPING, StateKind.SLEEPING),
            new Meaning("DK", SliceEnd.UNINTERRUPTIBLE, StateKind.UNINTERRUPTIBLE),
            new Meaning("Tt", SliceEnd.STOPPED, StateKind.STOPPED),
            new Meaning("XxZ", SliceEnd.EXITED, StateKind.DEAD),
            new Meaning("R", SliceEnd.PREEMPTED_USER, StateKind.RUNNABLE_PREEMPTED),
            new Meaning("? ", SliceEnd.UNKNOWN, StateKind.UNKNOWN))) {
      for (char letter : m.letters.toCharArray()) {
        assertThat(PrevState.sliceEnd(letter, false)).as("" + letter).isEqualTo(m.end);
        assertThat(PrevState.stateAfter(m.end)).as("" + letter).isEqualTo(m.after);
      }
    }
    assertThat(PrevState.sliceEnd('R', true)).isEqualTo(SliceEnd.PREEMPTED_KERNEL);
    assertThat(PrevState.stateAfter(SliceEnd.PREEMPTED_KERNEL))
        .isEqualTo(StateKind.RUNNABLE_PREEMPTED);
    assertThat(PrevState.stateAfter(SliceEnd.YIELDED)).isEqualTo(StateKind.RUNNABLE_PREEMPTED);
  }

  @Test
  void textWithoutATableKnowsNothing() {
    for (String print : List.of("", "\"%d\", REC->prev_state", "\"x\" ? \"+\" : \"\"")) {
      PrevState states = PrevState.parse(print);
      assertThat(states.known()).as(print).isFalse();
      assertThat(states.letter(1)).as(print).isEqualTo('?');
      assertThat(states.plus(0x100)).as(print).isFalse();
    }
  }

  @Property(tries = 500)
  void anyTextIsRead(@ForAll String noise, @ForAll long value) {
    String print = decimal(512, OLD + "{ 128, \"W\" }");
    int at = noise.length() * 7 % print.length();
    PrevState states = PrevState.parse(print.substring(0, at) + noise + print.substring(at));
    assertThat(PrevState.sliceEnd(states.letter(value), states.plus(value))).isNotNull();
  }

  @Test
  void constantExpressions() {
    assertThat(ConstantExpression.evaluate("(((0x0000 | 0x0001 | 0x40) + 1) << 1)")).isEqualTo(132);
    assertThat(ConstantExpression.evaluate(" 1024-1 ")).isEqualTo(1023);
    assertThat(ConstantExpression.evaluate("2 * (3 + 4) | 1")).isEqualTo(15);
    assertThat(ConstantExpression.evaluate("(unsigned int)0x10UL")).isEqualTo(16);
    for (String broken :
        List.of("", "(", "1)", "x", "1 1", "--", "(".repeat(100_000), "99999999999999999999")) {
      assertThat(ConstantExpression.evaluate(broken)).isEqualTo(-1);
    }
  }
}
