package dev.corelane.desktop.session.lists;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.desktop.session.ManualThreads;
import dev.corelane.desktop.session.SliceRef;
import dev.corelane.desktop.session.Target;
import dev.corelane.desktop.session.TestTimelines;
import dev.corelane.desktop.session.TimelineModel;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListModelTest {
  private static final long MS = TestTimelines.MS;
  private static final long START = TestTimelines.LOCKS_START;

  private final ManualThreads threads = new ManualThreads();
  private Timeline timeline;
  private TimelineModel view;
  private ListsModel lists;

  @BeforeEach
  void open() {
    timeline = TestTimelines.locks();
    view = new TimelineModel(TraceDigest.of(timeline), System::nanoTime);
    lists = new ListsModel(view, threads.threads());
  }

  @AfterEach
  void close() {
    lists.dispose();
    timeline.close();
  }

  @Test
  void listsOnlyWhatTheRecordingHasDataFor() {
    assertThat(lists.lists())
        .extracting(ListModel::kind)
        .containsExactly(
            ListKind.PREEMPTIONS, ListKind.HOLDER_PREEMPTIONS, ListKind.LOCKS, ListKind.THREADS);
  }

  @Test
  void locksOfOneSortAreAClass() {
    try (var b = new TimelineBuilder()) {
      int task = b.task(11, 11, "postgres", 0, true);
      for (int i = 0; i < 3; i++) {
        int lock = b.lock(LockKind.HEAVYWEIGHT, "transaction " + i, 0, true);
        b.lockWait(
            START + i * MS,
            START + (i + 1) * MS,
            lock,
            task,
            LockMode.SHARED,
            Task.UNKNOWN,
            -1,
            -1,
            true,
            Provenance.RECORDED);
      }
      try (Timeline waits = b.build(ProgressMonitor.NONE)) {
        var all =
            new ListsModel(
                new TimelineModel(TraceDigest.of(waits), System::nanoTime), threads.threads());
        ListModel classes =
            all.lists().stream()
                .filter(list -> list.kind() == ListKind.LOCK_CLASSES)
                .findFirst()
                .orElseThrow();
        all.see(classes);
        threads.runAll();
        assertThat(texts(classes))
            .singleElement()
            .asString()
            .startsWith("transactions (3)|PostgreSQL lock|3|3.00\u00A0ms|");
        all.dispose();
      }
    }
  }

  @Test
  void aPreemptionTellsWhoWhyAndWhatItHeld() {
    ListModel list = seen(ListKind.PREEMPTIONS);
    assertThat(texts(list))
        .containsExactly(
            "0.002000000\u00A0s|CPU 0|postgres 11|kworker 12|4.00\u00A0ms|user mode|not"
                + " known|WALInsert|5.50\u00A0ms",
            "0.007500000\u00A0s|CPU 1|postgres 14|postgres 13|2.50\u00A0ms|kernel|woken"
                + " meanwhile||");
  }

  @Test
  void selectionGoesBothWays() {
    ListModel list = seen(ListKind.PREEMPTIONS);
    list.goTo(0);
    assertThat(view.selection().get()).contains(new SliceRef(0, 0));
    assertThat(list.positionOf(new SliceRef(1, 1))).isEqualTo(1);
    assertThat(list.positionOf(new SliceRef(0, 1))).as("ended of its own will").isEqualTo(-1);

    ListModel holders = seen(ListKind.HOLDER_PREEMPTIONS);
    holders.goTo(0);
    assertThat(view.target().get()).contains(new Target.HoldRef(0));
    assertThat(holders.positionOf(new Target.HoldRef(0))).isZero();

    ListModel locks = seen(ListKind.LOCKS);
    locks.goTo(0);
    assertThat(view.target().get()).contains(new Target.LockRef(0));
    ListModel all = seen(ListKind.THREADS);
    all.goTo(1);
    int position = all.positionOf(view.target().get().orElseThrow());
    assertThat(position).isEqualTo(1);
  }

  @Test
  void sortsAndFilters() {
    ListModel list = seen(ListKind.THREADS);
    assertThat(first(list)).as("most time on a CPU first").isEqualTo("postgres 14");
    list.sort(0, true);
    threads.runAll();
    assertThat(first(list)).isEqualTo("kworker 12");
    list.filter("POSTGRES");
    threads.runAll();
    assertThat(list.shown().get()).isNotNull();
    assertThat(IntStream.range(0, size(list)).mapToObj(i -> cell(list, i, 0)))
        .containsExactly("postgres 11", "postgres 13", "postgres 14");
    list.filter("nobody");
    threads.runAll();
    assertThat(size(list)).isZero();
  }

  @Test
  void theListThatIsSeenFollowsTheSelectedRange() {
    ListModel list = seen(ListKind.PREEMPTIONS);
    view.selectRange(Optional.of(new TimeRange(START + 7 * MS, START + 8 * MS)));
    assertThat(size(list)).as("the old rows stay until the new are there").isEqualTo(2);
    threads.runAll();
    assertThat(size(list)).isEqualTo(1);
    assertThat(lists.scope().get()).isEqualTo("in the selected 1.00\u00A0ms");
    lists.see(null);
    view.clearSelection();
    assertThat(threads.background).as("nobody sees it").isEmpty();
    lists.see(list);
    threads.runAll();
    assertThat(size(list)).isEqualTo(2);
  }

  @Test
  void cancellingKeepsWhatWasShown() {
    ListModel list = seen(ListKind.THREADS);
    list.sort(0, true);
    assertThat(list.progress().get()).isEqualTo(Latest.SOMEWHERE);
    list.cancel();
    threads.runAll();
    assertThat(list.progress().get()).isEqualTo(Latest.IDLE);
    assertThat(first(list)).isEqualTo("postgres 14");
    list.sort(0, true);
    threads.runAll();
    assertThat(first(list)).isEqualTo("kworker 12");
  }

  @Test
  void onlyTheNewestWorkCounts() {
    ListModel list = seen(ListKind.THREADS);
    list.sort(0, true);
    list.sort(0, false);
    threads.runAll();
    assertThat(first(list)).isEqualTo("postgres 14");
  }

  @Test
  void exportsWhatIsShown(@TempDir Path folder) throws IOException {
    ListModel list = seen(ListKind.HOLDER_PREEMPTIONS);
    Path file = folder.resolve("out.csv");
    List<Optional<String>> told = new ArrayList<>();
    list.export(file, told::add);
    threads.runAll();
    assertThat(told).containsExactly(Optional.empty());
    assertThat(Files.readString(file))
        .isEqualTo(
            "Time (ns),Lock,Holder,Lost the CPU to,Off the CPU (ns),Waiters,Cost to waiters"
                + " (ns),CPU time burnt (ns),Hold\r\n"
                + "2000000,WALInsert,postgres 11,kworker"
                + " 12,4000000,2,5500000,2500000,recorded\r\n");
    list.export(folder.resolve("no/such/folder.csv"), told::add);
    threads.runAll();
    assertThat(told.getLast()).isPresent();
  }

  @Test
  void sortsStablyWithMissingNumbersLast() {
    var random = new SplittableRandom(7);
    for (int n = 0; n < 200; n++) {
      double[] keys = new double[n];
      for (int i = 0; i < n; i++) {
        keys[i] = random.nextInt(5) == 0 ? Double.NaN : random.nextInt(12);
      }
      for (boolean ascending : new boolean[] {true, false}) {
        int[] order = IntStream.range(0, n).toArray();
        IndexSort.sort(order, keys, ascending, size -> true);
        assertThat(order).containsExactlyInAnyOrder(IntStream.range(0, n).toArray());
        for (int i = 1; i < n; i++) {
          double a = keys[order[i - 1]];
          double b = keys[order[i]];
          boolean right =
              Double.isNaN(b)
                  ? !Double.isNaN(a) || order[i - 1] < order[i]
                  : (ascending ? a < b : a > b) || a == b && order[i - 1] < order[i];
          assertThat(right).as("%s before %s", a, b).isTrue();
        }
      }
    }
  }

  private ListModel seen(ListKind kind) {
    ListModel list = lists.lists().stream().filter(l -> l.kind() == kind).findFirst().orElseThrow();
    lists.see(list);
    threads.runAll();
    assertThat(list.failure().get()).isEmpty();
    return list;
  }

  private static ListModel.Shown shown(ListModel list) {
    ListModel.Shown shown = list.shown().get();
    if (shown == null) {
      throw new AssertionError("nothing is shown");
    }
    return shown;
  }

  private static int size(ListModel list) {
    return shown(list).size();
  }

  private static String cell(ListModel list, int position, int column) {
    return shown(list).rows().text(shown(list).indexes()[position], column);
  }

  private static String first(ListModel list) {
    return cell(list, 0, 0);
  }

  private static List<String> texts(ListModel list) {
    int columns = shown(list).rows().columns().size();
    return IntStream.range(0, size(list))
        .mapToObj(
            i ->
                String.join(
                    "|", IntStream.range(0, columns).mapToObj(c -> cell(list, i, c)).toList()))
        .toList();
  }
}
