package dev.corelane.desktop.session.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AlignmentTest {
  @Test
  void aShiftCountsFromItsZero() {
    var shift = new Alignment.Shift(500);
    assertThat(shift.toCommon(500)).isZero();
    assertThat(shift.toCommon(0)).isEqualTo(-500);
    assertThat(shift.toOwn(20)).isEqualTo(520);
  }

  @Test
  void workCountsCompletions() {
    var work = Alignment.Work.of(new long[] {400, 100, 200});
    assertThat(work.toCommon(100)).isEqualTo(1);
    assertThat(work.toCommon(150)).isEqualTo(1.5);
    assertThat(work.toCommon(200)).isEqualTo(2);
    assertThat(work.toCommon(300)).isEqualTo(2.5);
    assertThat(work.toCommon(400)).isEqualTo(3);
    // Outside of the completions it proceeds at their mean rate, one in 150 ns.
    assertThat(work.toCommon(550)).isEqualTo(4);
    assertThat(work.toOwn(0)).isEqualTo(-50);
  }

  @Test
  void withoutProgressThereIsNoWork() {
    assertThatThrownBy(() -> Alignment.Work.of(new long[] {7}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Alignment.Work.of(new long[] {7, 7}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 200)
  void workGoesThereAndBack(
      @ForAll @Size(min = 2, max = 50) long[] completions,
      @ForAll @LongRange(min = -1_000_000, max = 3_000_000) long time) {
    long[] bounded = java.util.Arrays.stream(completions).map(c -> c & 0xFFFFF).toArray();
    bounded[0] = 0;
    bounded[1] = 0x100000;
    var work = Alignment.Work.of(bounded);
    assertThat(work.toOwn(work.toCommon(time))).isCloseTo(time, within(0.01));
    assertThat(work.toCommon(time + 1.0)).isGreaterThan(work.toCommon(time));
  }
}
