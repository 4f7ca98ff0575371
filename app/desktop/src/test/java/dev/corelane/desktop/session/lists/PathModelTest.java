package dev.corelane.desktop.session.lists;

import static dev.corelane.desktop.session.TestTimelines.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.knowledge.WaitEventLibrary;
import dev.corelane.desktop.session.Inspection;
import dev.corelane.desktop.session.ManualThreads;
import dev.corelane.desktop.session.SharedTrace;
import dev.corelane.desktop.session.SliceRef;
import dev.corelane.desktop.session.Target;
import dev.corelane.desktop.session.TestTimelines;
import dev.corelane.desktop.session.TimelineModel;
import dev.corelane.desktop.session.TraceModel;
import dev.corelane.render.digest.TraceDigest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PathModelTest {
  private static final long START = TestTimelines.LOCKS_START;

  private final ManualThreads threads = new ManualThreads();
  private TraceModel trace;
  private TimelineModel view;
  private PathModel path;

  @BeforeEach
  void open() {
    var shared = new SharedTrace("locks", TraceDigest.of(TestTimelines.locks()));
    trace = new TraceModel(shared, System::nanoTime, WaitEventLibrary.load());
    view = trace.view();
    path = new PathModel(trace, threads.threads());
  }

  @AfterEach
  void close() {
    path.dispose();
    trace.close();
  }

  @Test
  void theCriticalPathOfAWaitIsShownWhenAskedForAndGoesWithTheSelection() {
    view.select(new Target.WaitRef(0));
    assertThat(threads.background).as("only spans have it at once").isEmpty();
    path.toggle();
    threads.runAll();
    var pieces = view.state().get().overlay().path();
    assertThat(pieces).isNotEmpty();
    assertThat(pieces.getFirst().startNs()).isEqualTo(START + MS * 5 / 2);
    assertThat(pieces.getLast().endNs()).isEqualTo(START + MS * 15 / 2);
    assertThat(pieces).anySatisfy(p -> assertThat(p.lane()).isEqualTo("thread/2"));
    path.toggle();
    assertThat(view.state().get().overlay().path()).isEmpty();
    path.toggle();
    threads.runAll();
    view.select(new SliceRef(0, 0));
    assertThat(view.state().get().overlay().path()).isEmpty();
  }

  @Test
  void whatThePathWasSpentOnIsToldBesideTheFactsWhileItsOwnerIsSelected() {
    view.select(new Target.WaitRef(0));
    assertThat(sections()).doesNotContain("Critical path");
    path.toggle();
    threads.runAll();
    Inspection told = trace.inspection().get();
    assertThat(sections()).contains("Critical path");
    assertThat(told.row("Spinning for a lock").value()).isEqualTo("500\u00A0\u00B5s, 10\u00A0%");
    assertThat(told.row("Preempted, no CPU").value()).isEqualTo("3.00\u00A0ms, 60\u00A0%");
    assertThat(told.row("Running").value()).isEqualTo("1.00\u00A0ms, 20\u00A0%");
    assertThat(told.row("Woken, no CPU").value()).isEqualTo("500\u00A0\u00B5s, 10\u00A0%");
    assertThat(told.row("Owed to WALInsert").link()).isEqualTo(new Target.LockRef(0));
    view.select(new SliceRef(0, 0));
    assertThat(sections()).doesNotContain("Critical path");
    view.select(new Target.WaitRef(0));
    assertThat(sections()).contains("Critical path");
  }

  private List<String> sections() {
    return trace.inspection().get().sections().stream().map(Inspection.Section::title).toList();
  }
}
