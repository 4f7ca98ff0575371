package dev.corelane.desktop.session.compare;

import static dev.corelane.desktop.session.compare.CompareTimelines.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.desktop.session.ManualThreads;
import dev.corelane.desktop.session.SliceRef;
import dev.corelane.desktop.session.Target;
import dev.corelane.desktop.session.TestTimelines;
import dev.corelane.desktop.session.compare.AlignmentModel.Choice;
import dev.corelane.trace.model.TimeRange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlignmentModelTest {
  private final ManualThreads threads = new ManualThreads();
  private CompareModel compare;

  @AfterEach
  void close() {
    compare.dispose();
    compare.release();
  }

  /// Ten transactions of 5 ms, and ten of 10 ms.
  private AlignmentModel fastAndSlow() {
    compare =
        CompareTimelines.model(
            threads,
            CompareTimelines.part("fast", CompareTimelines.worker(100 * MS, 5 * MS, 10, 0)),
            CompareTimelines.part("slow", CompareTimelines.worker(300 * MS, 10 * MS, 10, 3)));
    return compare.alignment();
  }

  private TimeRange shown(int side) {
    return compare.sides().get(side).view().scale().visible();
  }

  private void show(long from, long to) {
    compare.sides().getFirst().view().show(new TimeRange(from * MS, to * MS));
  }

  @Test
  void byWorkDoneEqualNumbersOfTransactionsStandAtEqualPlaces() {
    AlignmentModel model = fastAndSlow();
    model.align(new Choice(AlignmentKind.WORK, 1, ""));
    // From the end of the second transaction to the end of the sixth.
    show(110, 130);
    assertThat(shown(1)).isEqualTo(new TimeRange(320 * MS, 360 * MS));
    assertThat(compare.views().counterpart(1, 340 * MS, 0)).isEqualTo(120 * MS);
  }

  @Test
  void byTheBeginOfATransaction() {
    AlignmentModel model = fastAndSlow();
    assertThat(model.transactions()).isEqualTo(10);
    model.align(new Choice(AlignmentKind.TRANSACTION, 4, ""));
    show(115, 120);
    assertThat(shown(1)).isEqualTo(new TimeRange(330 * MS, 335 * MS));
    assertThat(model.choice().get()).isEqualTo(new Choice(AlignmentKind.TRANSACTION, 4, ""));
  }

  @Test
  void byAMarkAndByTheTimeOfDay() {
    AlignmentModel model = fastAndSlow();
    assertThat(model.marks()).containsExactly("half");
    model.align(new Choice(AlignmentKind.MARK, 1, "half"));
    assertThat(compare.views().counterpart(0, 102_500_000, 1)).isEqualTo(305 * MS);
    // The clock of the second stands at 30 ms when it begins, that of the first at 0.
    model.align(new Choice(AlignmentKind.WALL_CLOCK, 1, ""));
    assertThat(compare.views().counterpart(0, 130 * MS, 1)).isEqualTo(300 * MS);
  }

  @Test
  void byWhatIsSelected() {
    AlignmentModel model = fastAndSlow();
    assertThat(model.impossible(AlignmentKind.SELECTION)).contains("Nothing is selected in A, B.");
    compare.views().linked().set(false);
    compare.sides().get(0).view().select(new SliceRef(0, 1));
    compare.sides().get(1).view().select(new SliceRef(0, 2));
    assertThat(model.impossible(AlignmentKind.SELECTION)).isEmpty();
    model.align(new Choice(AlignmentKind.SELECTION, 1, ""));
    assertThat(compare.views().counterpart(0, 105 * MS, 1)).isEqualTo(320 * MS);
  }

  @Test
  void saysWhatIsNotPossible() {
    compare =
        CompareTimelines.model(
            threads,
            CompareTimelines.part("with", CompareTimelines.worker(100 * MS, 5 * MS, 10, 0)),
            CompareTimelines.part("without", TestTimelines.small()));
    AlignmentModel model = compare.alignment();
    assertThat(model.impossible(AlignmentKind.WORK))
        .contains("No transactions were recorded in B.");
    assertThat(model.impossible(AlignmentKind.TRANSACTION))
        .contains("No transactions were recorded in B.");
    assertThat(model.impossible(AlignmentKind.WALL_CLOCK))
        .contains("The time of day is not known of B.");
    assertThat(model.impossible(AlignmentKind.MARK))
        .contains("There is no mark that all of them have.");
    model.align(new Choice(AlignmentKind.WORK, 1, ""));
    assertThat(model.choice().get().kind()).isEqualTo(AlignmentKind.START);
  }

  @Test
  void goesToAPlaceOfEach() {
    AlignmentModel model = fastAndSlow();
    Target a = new Target.SpanRef(2);
    Target b = new Target.SpanRef(7);
    model.goTo(List.of(Optional.of(a), Optional.of(b)), "slowest transaction");
    assertThat(compare.sides().get(0).view().target().get()).contains(a);
    assertThat(compare.sides().get(1).view().target().get()).contains(b);
    assertThat(compare.views().counterpart(0, 110 * MS, 1)).isEqualTo(370 * MS);
    // The longer of the two takes a quarter of the width, in its middle.
    var slow = compare.sides().get(1).view().scale();
    assertThat(slow.visibleNs()).isCloseTo(40.0 * MS, within(1.0));
    assertThat(slow.toPx(370 * MS)).isCloseTo(slow.width() * 0.375, within(0.01));
    assertThat(model.choice().get())
        .isEqualTo(new Choice(AlignmentKind.PLACE, 1, "slowest transaction"));
  }
}
