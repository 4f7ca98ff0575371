package dev.corelane.desktop.session;

import static dev.corelane.desktop.session.TestTimelines.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.knowledge.WaitEventLibrary;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.layout.Lane;
import dev.corelane.render.layout.LaneRow;
import dev.corelane.render.layout.ThreadBands;
import dev.corelane.render.view.Area;
import dev.corelane.render.view.Hit;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Lanes of locks and threads: what is shown, what a click selects, what the inspector says.
class LaneModelTest {
  private static final long START = TestTimelines.LOCKS_START;

  private Timeline timeline;
  private TraceModel trace;
  private TimelineModel model;

  @BeforeEach
  void open() {
    timeline = TestTimelines.locks();
    trace =
        new TraceModel(
            new SharedTrace("locks.data", TraceDigest.of(timeline)),
            System::nanoTime,
            WaitEventLibrary.load());
    model = trace.view();
    model.resize(1100, 700);
  }

  @AfterEach
  void close() {
    timeline.close();
  }

  @Test
  void coresFirstThenLocksThenThreadsCollapsed() {
    assertThat(titles()).containsExactly("CPU 0", "CPU 1", "Locks", "WALInsert", "Threads");
    assertThat(row("Threads").lane())
        .isInstanceOfSatisfying(
            Lane.GroupHeading.class, heading -> assertThat(heading.collapsed()).isTrue());
  }

  @Test
  void aClickOnAHeadingOpensAndClosesItsGroup() {
    click(row("Threads"), 20);
    assertThat(titles()).contains("postgres", "kworker 12");
    click(row("postgres"), 20);
    assertThat(titles()).contains("postgres 11", "postgres 13");
    click(row("Locks"), 400);
    assertThat(titles()).doesNotContain("WALInsert");
    click(row("Locks"), 400);
    assertThat(titles()).contains("WALInsert");
  }

  @Test
  void filtersByTextAndPins() {
    model.filterLanes("13");
    assertThat(titles()).containsExactly("CPU 0", "CPU 1", "Threads", "postgres", "postgres 13");
    LaneRow thread = row("postgres 13");
    pointAt(thread, 500);
    assertThat(model.lanes().togglePin()).isTrue();
    model.filterLanes("");
    assertThat(titles())
        .containsExactly(
            "CPU 0", "CPU 1", "Pinned", "postgres 13", "Locks", "WALInsert", "Threads");
    pointAt(row("postgres 13"), 500);
    model.lanes().togglePin();
    assertThat(titles()).doesNotContain("Pinned");
    pointAt(row("CPU 0"), 500);
    assertThat(model.lanes().togglePin()).as("cores stay where they are").isFalse();
  }

  @Test
  void whoHeldTheLockAndWhyWasItNotRunning() {
    assertThat(model.walks().nextHolderPreemption()).isTrue();
    Inspection hold = inspection();
    assertThat(hold.title()).isEqualTo("WALInsert");
    assertThat(hold.subtitle()).isEqualTo("held by postgres 11 for 6.00\u00A0ms");
    assertThat(row(hold, "Cause").value())
        .isEqualTo(
            "The holder was off the CPU for 67\u00A0% of the hold: it lost the CPU involuntarily"
                + " once. 2 threads waited 7.50\u00A0ms in all.");
    assertThat(row(hold, "Preempted by").value()).isEqualTo("kworker 12");
    assertThat(row(hold, "Preempted by").link()).isEqualTo(new SliceRef(0, 1));
    assertThat(row(hold, "Holder").link()).isEqualTo(new SliceRef(0, 0));
    assertThat(row(hold, "On a CPU").value()).isEqualTo("2.00\u00A0ms");
    assertThat(row(hold, "Run delay").value()).isEqualTo("4.00\u00A0ms");

    model.goTo(row(hold, "postgres 13").link());
    Inspection wait = inspection();
    assertThat(wait.subtitle()).isEqualTo("waited 5.00\u00A0ms for WALInsert");
    assertThat(row(wait, "Asleep").value()).isEqualTo("4.00\u00A0ms");
    assertThat(row(wait, "Run delay").value()).isEqualTo("500\u00A0\u00B5s");
    assertThat(row(wait, "Held by").link()).isEqualTo(new Target.HoldRef(0));
    assertThat(titles()).as("its lane is opened").contains("postgres 13");

    assertThat(model.walks().nextHolderPreemption()).as("the only one lies before").isFalse();
    assertThat(model.walks().previousHolderPreemption()).isTrue();
    assertThat(model.target().get()).contains(new Target.HoldRef(0));
    assertThat(model.walks().nextHolderPreemption()).as("no second one").isFalse();
  }

  @Test
  void theWalkZoomsUntilTheHoldCanBeRead() {
    model.fit();
    model.walks().nextHolderPreemption();
    double width = model.scale().width();
    assertThat(model.scale().lengthPx(6 * MS) / width)
        .as("60 % of all can be read")
        .isBetween(0.59, 0.61);
    model.clearSelection();
    model.zoomAt(200, 40);
    model.show(new TimeRange(START, START + MS / 10));
    model.walks().nextHolderPreemption();
    assertThat(model.scale().lengthPx(6 * MS) / width).isBetween(0.3, 0.7);
    assertThat(model.scale().visible().startNs()).isLessThanOrEqualTo(START + MS);
    assertThat(model.scale().visible().endNs()).isGreaterThanOrEqualTo(START + 7 * MS);
  }

  @Test
  void coresAndPinnedLanesStayInSightWhenALinkLeadsToALowLane() {
    model.resize(1100, 360);
    model.choose(model.choice().pinning("lock/0"));
    model.showThread(3);
    double scroll = model.state().get().scroll();
    assertThat(scroll).as("the lane is low").isPositive();
    var layout = model.state().get().layout();
    double height = model.geometry().get().lanes().height();
    for (String title : List.of("CPU 0", "CPU 1", "WALInsert", "kworker 12")) {
      double top = layout.topOf(row(title), scroll);
      assertThat(top).as(title).isBetween(0.0, height - row(title).height());
    }
    model.resize(1100, 80);
    assertThat(model.state().get().layout().frozenHeight()).as("too little room").isZero();
  }

  @Test
  void aPreemptedThreadTellsByWhomAndWhatItHeld() {
    model.showThread(2);
    LaneRow lane = row("postgres 11");
    double y = ThreadBands.of((Lane.ThreadLane) lane.lane()).statesTop() + 5;
    double x = model.geometry().get().lanes().x() + model.scale().toPx(START + 4 * MS);
    model.pointAt(x, yOf(lane) + y);
    assertThat(model.state().get().hover()).isInstanceOf(Hit.State.class);
    assertThat(trace.hoverLine().get())
        .contains("postgres 11", "runnable after losing the CPU to kworker 12", "4.00\u00A0ms");
    model.selectAt(x, yOf(lane) + y);
    Inspection state = inspection();
    assertThat(state.sections().getFirst().title()).isEqualTo("Cause");
    assertThat(row(state, "Lost the CPU to").link()).isEqualTo(new SliceRef(0, 1));
    assertThat(row(state, "Held").value()).isEqualTo("WALInsert, 2 waited 5.50\u00A0ms");
    assertThat(row(state, "Held").link()).isEqualTo(new Target.HoldRef(0));
    assertThat(state.nextOfTask()).isEqualTo(new SliceRef(0, 2));
  }

  @Test
  void aLockAsAWhole() {
    click(row("WALInsert"), 20);
    Inspection lock = inspection();
    assertThat(lock.title()).isEqualTo("WALInsert");
    assertThat(row(lock, "Held off the CPU").value()).isEqualTo("4.00\u00A0ms");
    assertThat(lock.sections().getFirst().rows().getFirst().link())
        .isEqualTo(new Target.HoldRef(0));
    assertThat(model.selection().get()).as("no slice").isEmpty();
  }

  @Test
  void whatIsKnownOfALockOfPostgresStandsBelowWhatWasRecorded() {
    model.select(new Target.WaitRef(0));
    Inspection wait = inspection();
    assertThat(wait.sections().getLast().title()).isEqualTo("What is known of LWLock: WALInsert");
    assertThat(wait.sections().getLast().rows())
        .extracting(Inspection.Row::label)
        .contains("Is", "Likely cause", "Look at", "Helps", "From");
    model.select(new SliceRef(0, 0));
    assertThat(inspection().sections().getLast().title()).doesNotContain("known");
  }

  @Test
  void factsAreCopiedAsTextAndAsJson() {
    model.select(new Target.HoldRef(0));
    assertThat(InspectionText.plain(inspection()))
        .startsWith(
            "WALInsert\nheld by postgres 11 for 6.00\u00A0ms\n\nWhy it took so long\n  Cause: ")
        .contains("\n  Preempted by: kworker 12\n");
    assertThat(InspectionText.json(inspection()))
        .startsWith(
            "{\n  \"title\": \"WALInsert\",\n  \"subtitle\": \"held by postgres 11 for 6.00 ms\"")
        .contains("{\"label\": \"Preempted by\", \"value\": \"kworker 12\"}");
    var odd =
        new Inspection(new Target.LockRef(0), -1, "a \"b\" \\ \n\u0001", "", List.of(), null, null);
    assertThat(InspectionText.json(odd)).contains("\"a \\\"b\\\" \\\\ \\n\\u0001\"");
  }

  @Test
  void searchFindsThreadsLocksAndTimes() {
    SearchModel search = new SearchModel(model);
    assertThat(search.find("")).isEmpty();
    assertThat(search.find("nobody of this name")).isEmpty();
    assertThat(search.find("walins"))
        .singleElement()
        .isInstanceOfSatisfying(
            SearchModel.Result.OfLock.class, lock -> assertThat(lock.lock()).isZero());
    SearchModel.Result thread = search.find("13").getFirst();
    search.goTo(thread);
    assertThat(model.target().get())
        .hasValueSatisfying(target -> assertThat(((Target.StateRef) target).task()).isEqualTo(4));
    model.zoomAt(600, 50);
    SearchModel.Result time = search.find("2.5 ms").getFirst();
    search.goTo(time);
    assertThat(model.scale().toPx(START + MS * 5 / 2)).isBetween(400.0, 500.0);
    assertThat(search.find("11ms")).as("after the end").isEmpty();
  }

  @Test
  void aDeepLinkSelectsAndShows() {
    assertThat(new DeepLink("2ms..4ms", "walins").follow(model)).isEmpty();
    assertThat(model.target().get()).contains(new Target.LockRef(0));
    assertThat(model.scale().visible()).isEqualTo(new TimeRange(START + 2 * MS, START + 4 * MS));
    assertThat(new DeepLink("7.5ms", "").follow(model)).isEmpty();
    assertThat(model.scale().toPx(START + MS * 15 / 2)).isBetween(0.0, model.scale().width());
    assertThat(new DeepLink("", "nobody").follow(model))
        .contains("No thread and no lock is called nobody.");
    assertThat(new DeepLink("noon", "").follow(model))
        .contains("noon is no time; write 12.5ms, or 12.5ms..14ms for a range.");
    assertThat(new DeepLink("4ms..2ms", "").follow(model))
        .contains("4ms..2ms is not within the recording.");
    assertThat(new DeepLink("1s", "").follow(model)).contains("1s is not within the recording.");
  }

  @Test
  void readsTimes() {
    assertThat(SearchModel.parseTime("12.5ms")).isEqualTo(OptionalLong.of(12_500_000));
    assertThat(SearchModel.parseTime("1,25 s")).isEqualTo(OptionalLong.of(1_250_000_000));
    assertThat(SearchModel.parseTime("3\u00B5s")).isEqualTo(OptionalLong.of(3_000));
    assertThat(SearchModel.parseTime("40us")).isEqualTo(OptionalLong.of(40_000));
    assertThat(SearchModel.parseTime("7ns")).isEqualTo(OptionalLong.of(7));
    assertThat(SearchModel.parseTime("2min")).isEqualTo(OptionalLong.of(120_000_000_000L));
    assertThat(SearchModel.parseTime("12")).isEmpty();
    assertThat(SearchModel.parseTime("ms")).isEmpty();
    assertThat(SearchModel.parseTime("99999999999999999999999s")).isEmpty();
  }

  private Inspection inspection() {
    Inspection now = trace.inspection().get();
    assertThat(now).isNotNull();
    return now;
  }

  private static Inspection.Row row(Inspection inspection, String label) {
    Inspection.Row row = inspection.row(label);
    assertThat(row).as(label + " in " + inspection).isNotNull();
    return row;
  }

  private List<String> titles() {
    return model.state().get().layout().rows().stream().map(r -> r.lane().title()).toList();
  }

  private LaneRow row(String title) {
    return model.state().get().layout().rows().stream()
        .filter(r -> r.lane().title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  private double yOf(LaneRow row) {
    Area lanes = model.geometry().get().lanes();
    return lanes.y() + model.state().get().layout().topOf(row, model.state().get().scroll());
  }

  private void pointAt(LaneRow row, double x) {
    model.pointAt(x, yOf(row) + row.height() / 2);
  }

  private void click(LaneRow row, double x) {
    model.selectAt(x, yOf(row) + row.height() / 2);
  }
}
