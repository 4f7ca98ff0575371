package dev.corelane.analysis.blocking;

import dev.corelane.analysis.Steps;
import dev.corelane.analysis.Window;
import dev.corelane.analysis.locks.LockHistory;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.Mark;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds deadlocks in waits, in samples and in what the log says, and puts together what is told of
/// one and the same.
final class DeadlockSearch {
  /// What the importers of logs make of "deadlock detected" with its detail.
  private static final String CATEGORY = "deadlock";

  private static final String AVOIDED = "deadlock avoided";
  private static final Pattern EDGE = Pattern.compile("(\\d{1,9}) waits for (\\d{1,9})\\b");

  /// A log names a ring after `deadlock_timeout` (1 s unless set), and its times may be off by some
  /// milliseconds.
  private static final long SAME_NS = 5_000_000_000L;

  /// The ends of waits that were seen in samples are blurred, so that a ring of them must have been
  /// there for half of PostgreSQL's standard `deadlock_timeout`.
  private static final long BLURRED_NS = 500_000_000L;

  private final Timeline timeline;
  private final LockHistory history;
  private final Window window;
  private final List<Deadlock> found = new ArrayList<>();

  DeadlockSearch(Timeline timeline, LockHistory history, Window window) {
    this.timeline = timeline;
    this.history = history;
    this.window = window;
  }

  List<Deadlock> find(ProgressMonitor monitor) {
    var steps = new Steps(monitor, history.waitCount(), "looking for deadlocks");
    for (int i = 0; i < history.waitCount(); i++) {
      steps.next();
      LockHistory.Wait wait = history.waitAt(i);
      if (window.contains(wait.startNs()) && wait.task() > Task.UNKNOWN) {
        close(wait);
      }
    }
    for (long row = timeline.marks().firstAtOrAfter(window.startNs());
        row < timeline.marks().size();
        row++) {
      Mark mark = timeline.marks().get(row);
      if (!window.contains(mark.timeNs())) {
        break;
      }
      if (mark.category().equals(CATEGORY) && !mark.text().startsWith(AVOIDED)) {
        told(mark);
      }
    }
    found.sort(Comparator.comparingLong(Deadlock::timeNs));
    return found;
  }

  /// Looks whether a wait closes a ring when it begins.
  private void close(LockHistory.Wait first) {
    List<LockHistory.Wait> path = new ArrayList<>();
    if (walk(first, first.startNs(), path, new HashSet<>()) && lasting(path)) {
      var threads = new ArrayList<>(path.stream().map(LockHistory.Wait::task).toList());
      boolean recorded = path.stream().allMatch(w -> w.provenance() != Provenance.INFERRED);
      long endNs = path.stream().mapToLong(LockHistory.Wait::endNs).min().orElseThrow();
      if (!recorded && endNs - first.startNs() < BLURRED_NS) {
        return;
      }
      add(
          new Deadlock(
              first.startNs(),
              fromSmallest(threads),
              EnumSet.of(recorded ? DeadlockSource.WAITS : DeadlockSource.SAMPLES),
              ""));
    }
  }

  private boolean walk(
      LockHistory.Wait wait, long timeNs, List<LockHistory.Wait> path, Set<Integer> seen) {
    path.add(wait);
    for (Integer blocker : history.blockers(wait, timeNs)) {
      if (blocker == path.getFirst().task()) {
        return true;
      }
      if (blocker > Task.UNKNOWN && seen.add(blocker)) {
        List<LockHistory.Wait> next = history.waitsOf(blocker, timeNs, timeNs + 1);
        if (!next.isEmpty() && walk(next.getLast(), timeNs, path, seen)) {
          return true;
        }
      }
    }
    path.removeLast();
    return false;
  }

  /// Whether the ring held until one of its waits ended without the lock, or with the recording.
  private boolean lasting(List<LockHistory.Wait> ring) {
    LockHistory.Wait first = Collections.min(ring, Comparator.comparing(LockHistory.Wait::endNs));
    boolean gaveUp = !first.acquired() && canGiveUp(timeline.locks().get(first.lock()).kind());
    return gaveUp || first.endNs() >= timeline.range().endNs();
  }

  /// Whether a wait for such a lock can end without it. The others only try again.
  private static boolean canGiveUp(LockKind kind) {
    return switch (kind) {
      case HEAVYWEIGHT, FUTEX, SIMULATED, OTHER -> true;
      case LWLOCK,
          PG_SPINLOCK,
          KERNEL_SPIN,
          KERNEL_MUTEX,
          KERNEL_RWSEM,
          KERNEL_RTMUTEX,
          KERNEL_PERCPU ->
          false;
    };
  }

  private void told(Mark mark) {
    List<Integer> threads = new ArrayList<>();
    Matcher edge = EDGE.matcher(mark.text());
    while (edge.find()) {
      threads.add(thread(edge.group(1), mark.timeNs()));
    }
    if (threads.isEmpty()) {
      threads.addAll(ringOf(mark));
    }
    add(
        new Deadlock(
            mark.timeNs(), fromSmallest(threads), EnumSet.of(DeadlockSource.LOG), mark.text()));
  }

  /// The ring that was found already and holds the thread of a mark that names none.
  private List<Integer> ringOf(Mark mark) {
    return found.stream()
        .filter(known -> known.threads().contains(mark.task()))
        .filter(known -> Math.abs(known.timeNs() - mark.timeNs()) <= SAME_NS)
        .map(Deadlock::threads)
        .findFirst()
        .orElse(List.of());
  }

  private int thread(String tid, long timeNs) {
    List<Task> lives = timeline.tasksOfTid(Integer.parseInt(tid));
    return lives.stream()
        .filter(task -> task.startNs() <= timeNs && timeNs <= task.endNs())
        .findFirst()
        .or(() -> lives.stream().findFirst())
        .map(Task::id)
        .orElse(Task.UNKNOWN);
  }

  private static List<Integer> fromSmallest(List<Integer> ring) {
    if (!ring.isEmpty()) {
      Collections.rotate(ring, -ring.indexOf(Collections.min(ring)));
    }
    return ring;
  }

  /// What is told of the same threads at about the same time is one deadlock.
  private void add(Deadlock next) {
    for (int i = 0; i < found.size(); i++) {
      Deadlock known = found.get(i);
      boolean same =
          new HashSet<>(known.threads()).equals(new HashSet<>(next.threads()))
              && Math.abs(next.timeNs() - known.timeNs()) <= SAME_NS;
      if (same) {
        var sources = EnumSet.copyOf(known.sources());
        sources.addAll(next.sources());
        found.set(
            i,
            new Deadlock(
                Math.min(known.timeNs(), next.timeNs()),
                known.threads(),
                sources,
                known.told().isEmpty() ? next.told() : known.told()));
        return;
      }
    }
    found.add(next);
  }
}
