package dev.corelane.desktop.session;

import static dev.corelane.desktop.session.TestTimelines.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.desktop.session.LaneActions.Entry;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.layout.LaneRow;
import dev.corelane.render.layout.LaneSize;
import dev.corelane.render.view.LaneChoice;
import dev.corelane.render.view.LaneFilter;
import dev.corelane.render.view.ThreadSort;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Lanes are hidden, made higher, moved, sorted and filtered.
class LaneActionsTest {
  private static final long START = TestTimelines.LOCKS_START;

  private Timeline timeline;
  private TimelineModel model;

  @BeforeEach
  void open() {
    timeline = TestTimelines.locks();
    model = new TimelineModel(TraceDigest.of(timeline), System::nanoTime);
    model.resize(1100, 900);
    model.choose(model.choice().opening(LaneChoice.THREADS).opening("process/name/postgres"));
  }

  @AfterEach
  void close() {
    timeline.close();
  }

  @Test
  void hidesLanesAndGroupsAndShowsThemAgain() {
    model.pointAt(20, yOf("WALInsert"));
    assertThat(model.lanes().hide()).isTrue();
    assertThat(titles()).doesNotContain("WALInsert").endsWith("Show 1 hidden lane");
    model.pointAt(20, yOf("CPU 1"));
    model.lanes().hide();
    model.pointAt(20, yOf("Threads"));
    model.lanes().hide();
    assertThat(titles()).containsExactly("CPU 0", "Locks", "Show 3 hidden lanes");
    model.goTo(new Target.WaitRef(0));
    assertThat(titles()).as("a link shows its lane").contains("Threads", "postgres 13");
    model.selectAt(20, yOf("Show 2 hidden lanes"));
    assertThat(titles()).contains("CPU 1", "WALInsert");
    assertThat(model.choice().hidden()).isEmpty();
  }

  @Test
  void keysMoveThePointerFromLaneToLaneAndSelectThere() {
    KeyPointer pointer = model.pointer();
    assertThat(pointer.select()).as("it is nowhere yet").isFalse();
    pointer.stepLane(1);
    pointer.select();
    assertThat(model.selection().get()).as("CPU 0 in the middle").contains(new SliceRef(0, 1));
    pointer.stepLane(1);
    pointer.select();
    assertThat(model.selection().get()).as("CPU 1 at the same time").contains(new SliceRef(1, 1));
    model.pointNowhere();
    pointer.stepLane(1);
    assertThat(model.lanes().current()).as("from the lane of the selection on").isPresent();
    boolean open = model.choice().expanded().contains(LaneChoice.LOCKS);
    pointer.select();
    assertThat(model.choice().expanded().contains(LaneChoice.LOCKS))
        .as("a heading opens and closes")
        .isNotEqualTo(open);
    for (int i = 0; i < 40; i++) {
      pointer.stepLane(1);
    }
    assertThat(model.lanes().current().orElseThrow())
        .as("it stops at the last lane")
        .isEqualTo(model.state().get().layout().rows().getLast().lane());
  }

  @Test
  void theFilterByStateFollowsTheView() {
    model.show(new TimeRange(START, START + MS));
    model.lanes().filterState(LaneFilter.ThreadDid.LOST_THE_CPU);
    assertThat(titles()).as("nobody yet").doesNotContain("postgres 11");
    model.fit();
    model.lanes().followView();
    assertThat(titles()).contains("postgres 11").doesNotContain("postgres 13");
    model.back();
    model.back();
    assertThat(model.choice().filter()).isEqualTo(LaneFilter.NONE);
    model.lanes().followView();
    assertThat(model.choice().filter()).isEqualTo(LaneFilter.NONE);
  }

  @Test
  void lanesHaveThreeHeights() {
    double usual = row("postgres 11").height();
    model.pointAt(20, yOf("postgres 11"));
    model.lanes().nextHeight();
    assertThat(row("postgres 11").height()).isEqualTo(2 * usual);
    assertThat(row("postgres 13").height()).isLessThan(2 * usual);
    model.lanes().nextHeight();
    assertThat(row("postgres 11").height()).isLessThan(usual);
    model.lanes().nextHeightOfAll();
    assertThat(model.choice().size()).isEqualTo(LaneSize.LARGE);
    assertThat(row("postgres 11").height()).isEqualTo(2 * usual);
    model.pointAt(20, yOf("Threads"));
    assertThat(model.lanes().nextHeight()).as("headings have one height").isFalse();
  }

  @Test
  void lanesAndGroupsAreMovedByKeyAndByDragging() {
    model.pointAt(20, yOf("postgres 11"));
    List<String> before = threads();
    assertThat(model.lanes().moveCurrent(1)).isTrue();
    assertThat(threads()).containsExactly(before.get(1), before.get(0), before.get(2));
    model.lanes().dragTo(model.lanes().current().orElseThrow().id(), yOf("CPU 0"));
    assertThat(threads()).as("not out of its group").isEqualTo(threads());

    model.lanes().dragTo("threads", yOf("Locks") - 10);
    assertThat(titles().indexOf("Threads")).isLessThan(titles().indexOf("Locks"));
    model.lanes().dragTo("cpu/1", yOf("CPU 0") + 20);
    assertThat(titles()).as("not beyond the middle yet").startsWith("CPU 0");
    model.lanes().dragTo("cpu/1", yOf("CPU 0") - 20);
    assertThat(titles()).startsWith("CPU 1", "CPU 0");
    run("Usual Order of Lanes");
    assertThat(titles()).startsWith("CPU 0", "CPU 1", "Locks");
  }

  @Test
  void threadsAreSorted() {
    model.lanes().sortThreads(ThreadSort.Key.NAME);
    assertThat(threads()).containsExactly("postgres 11", "postgres 13", "postgres 14");
    model.lanes().sortThreads(ThreadSort.Key.LOCK_WAIT);
    assertThat(threads()).containsExactly("postgres 13", "postgres 14", "postgres 11");
    model.lanes().sortThreads(ThreadSort.Key.RUN_DELAY);
    assertThat(threads()).startsWith("postgres 11");
    model.show(new TimeRange(START + 8 * MS, START + 9 * MS));
    model.lanes().sortThreads(ThreadSort.Key.ACTIVITY_IN_VIEW);
    assertThat(threads()).endsWith("postgres 11");
    model.fit();
    assertThat(threads()).as("the order stays").endsWith("postgres 11");
  }

  @Test
  void filtersByStateInViewAndByClass() {
    model.lanes().filterState(LaneFilter.ThreadDid.WAITED_FOR_LOCK);
    assertThat(titles())
        .contains("postgres 13", "postgres 14")
        .doesNotContain("postgres 11", "Locks");
    model.show(new TimeRange(START, START + 2 * MS));
    model.lanes().filterState(LaneFilter.ThreadDid.WAITED_FOR_LOCK);
    assertThat(titles()).containsExactly("CPU 0", "CPU 1");
    model.lanes().filterState(LaneFilter.ThreadDid.ANYTHING);
    String kernel =
        model.digest().classes().classes().get(model.digest().classes().classOf(3)).name();
    model.lanes().filterClass(kernel);
    assertThat(titles()).contains("kworker 12").doesNotContain("postgres 11");
    model.lanes().clearFilter();
    assertThat(titles()).contains("Locks", "postgres 11");
  }

  @Test
  void theMenuOfALaneOffersWhatCanBeDone() {
    model.pointAt(20, yOf("postgres 11"));
    assertThat(labels())
        .startsWith("Pin", "Hide", "Height", "Move Up", "Move Down", "-")
        .contains("Height of All Lanes", "Sort Threads by");
    run("Hide");
    model.pointAt(20, yOf("CPU 0"));
    assertThat(labels()).startsWith("Hide", "Height").contains("Show Hidden Lanes");
    run("Show Hidden Lanes");
    assertThat(titles()).contains("postgres 11");
    assertThat(model.lanes().menu(Optional.empty())).noneMatch(e -> e instanceof Entry.Separator);
  }

  private void run(String title) {
    menu().stream()
        .filter(e -> e instanceof Entry.Item item && item.title().equals(title))
        .map(Entry.Item.class::cast)
        .findFirst()
        .orElseThrow()
        .run()
        .run();
  }

  private List<Entry> menu() {
    return model.lanes().menu(model.lanes().current());
  }

  private List<String> labels() {
    return menu().stream()
        .map(
            e ->
                switch (e) {
                  case Entry.Separator line -> "-";
                  case Entry.Item item -> item.title();
                  case Entry.Menu sub -> sub.title();
                })
        .toList();
  }

  private List<String> threads() {
    return titles().stream().filter(t -> t.startsWith("postgres ")).toList();
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

  private double yOf(String title) {
    LaneRow row = row(title);
    return model.geometry().get().lanes().y()
        + model.state().get().layout().topOf(row, model.state().get().scroll())
        + row.height() / 2;
  }
}
