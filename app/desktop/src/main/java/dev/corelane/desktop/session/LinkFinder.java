package dev.corelane.desktop.session;

import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.view.Link;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.ThreadState;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.FactTable;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;

/// Finds the arrows that explain what is selected: who woke it and whom it woke, who holds the lock
/// that it waits for, who took the CPU of the holder.
final class LinkFinder {
  /// So many arrows at most; more would hide what they are about.
  private static final int MOST = 24;

  /// Wake-ups looked at within a slice.
  private static final long MOST_WAKEUPS = 20_000;

  private final Timeline timeline;
  private final LockQueries queries;
  private final List<Link> found = new ArrayList<>();

  LinkFinder(TraceDigest digest) {
    timeline = digest.timeline();
    queries = new LockQueries(digest);
  }

  /// @param target what is selected
  /// @return its arrows
  List<Link> of(Target target) {
    found.clear();
    switch (target) {
      case SliceRef ref -> ofSlice(ref);
      case Target.StateRef ref -> ofState(ref);
      case Target.WaitRef ref -> ofWait(timeline.waits().get(ref.row()));
      case Target.HoldRef ref -> ofHold(timeline.holds().get(ref.row()));
      case Target.SpanRef ref -> {}
      case Target.SampleRef ref -> {}
      case Target.LockRef ref -> {}
      case Target.SessionsRef ref -> {}
      case Target.CounterRef ref -> {}
      case Target.MarkRef ref -> {}
    }
    return List.copyOf(found.subList(0, Math.min(MOST, found.size())));
  }

  private String core(int cpu) {
    return "cpu/" + timeline.cpus().get(cpu).number();
  }

  private static String thread(int task) {
    return "thread/" + task;
  }

  private void ofSlice(SliceRef ref) {
    CpuSlices slices = timeline.slices(ref.cpu());
    int task = slices.task(ref.index());
    if (task <= Task.UNKNOWN) {
      return;
    }
    long startNs = slices.startNs(ref.index());
    TaskStates states = timeline.states(task);
    long before = states.at(startNs) - 1;
    while (before >= 0 && states.kind(before).runnable()) {
      ThreadState waited = states.get(before);
      if (waited.kind() == StateKind.RUNNABLE_WAKEUP && waited.wakeup() >= 0) {
        Wakeup wakeup = timeline.wakeups().get(waited.wakeup());
        if (wakeup.wakerCpu() >= 0) {
          found.add(
              new Link(
                  Link.Kind.WAKEUP,
                  core(wakeup.wakerCpu()),
                  wakeup.timeNs(),
                  core(ref.cpu()),
                  startNs));
        }
        break;
      }
      before--;
    }
    wokenBy(ref.cpu(), task, startNs, slices.endNs(ref.index()));
  }

  /// Whom a thread woke while it ran.
  private void wokenBy(int cpu, int waker, long fromNs, long toNs) {
    FactTable<Wakeup> wakeups = timeline.wakeups();
    long first = wakeups.firstAtOrAfter(fromNs);
    long end = Math.min(wakeups.size(), first + MOST_WAKEUPS);
    for (long i = first; i < end && found.size() < MOST; i++) {
      Wakeup wakeup = wakeups.get(i);
      if (wakeup.timeNs() > toNs) {
        break;
      }
      if (wakeup.waker() == waker && wakeup.wakerCpu() == cpu && !wakeup.inInterrupt()) {
        thenRan(wakeup, cpu);
      }
    }
  }

  private void thenRan(Wakeup wakeup, int cpu) {
    TaskStates states = timeline.states(wakeup.task());
    for (long i = states.at(wakeup.timeNs()); i < states.count(); i++) {
      if (states.kind(i) == StateKind.RUNNING) {
        Link link =
            new Link(
                Link.Kind.WAKEUP,
                core(cpu),
                wakeup.timeNs(),
                core(states.cpu(i)),
                states.startNs(i));
        // `sched_waking` and `sched_wakeup` of one wake-up lead to the same place.
        if (found.stream().noneMatch(l -> leadsTo(l, link))) {
          found.add(link);
        }
        return;
      }
      if (states.kind(i).blocked() && states.startNs(i) > wakeup.timeNs()) {
        return;
      }
    }
  }

  private static boolean leadsTo(Link link, Link other) {
    return link.toNs() == other.toNs() && link.toLane().equals(other.toLane());
  }

  private void ofState(Target.StateRef ref) {
    ThreadState state = timeline.states(ref.task()).get(ref.index());
    String lane = thread(ref.task());
    if (state.kind() == StateKind.RUNNABLE_WAKEUP && state.wakeup() >= 0) {
      Wakeup wakeup = timeline.wakeups().get(state.wakeup());
      if (wakeup.wakerCpu() >= 0) {
        String from = core(wakeup.wakerCpu());
        found.add(new Link(Link.Kind.WAKEUP, from, wakeup.timeNs(), lane, state.startNs()));
      }
    } else if (state.kind() == StateKind.RUNNABLE_PREEMPTED && state.cpu() >= 0) {
      String to = core(state.cpu());
      found.add(new Link(Link.Kind.PREEMPTED_BY, lane, state.startNs(), to, state.startNs()));
    }
    queries.waitOf(ref.task(), state.startNs()).ifPresent(row -> ofWait(timeline.waits().get(row)));
  }

  private void ofWait(LockWait wait) {
    if (wait.lock() < 0 || wait.task() <= Task.UNKNOWN) {
      return;
    }
    String from = thread(wait.task());
    long timeNs = wait.startNs();
    for (long row : queries.holdsAt(wait.lock(), timeNs)) {
      LockHold hold = timeline.holds().get(row);
      found.add(new Link(Link.Kind.BLOCKED_BY, from, timeNs, "lock/" + wait.lock(), timeNs));
      if (hold.task() > Task.UNKNOWN) {
        found.add(new Link(Link.Kind.BLOCKED_BY, from, timeNs, thread(hold.task()), timeNs));
        onCore(from, hold.task(), timeNs);
      }
    }
    if (found.isEmpty() && wait.holder() > Task.UNKNOWN) {
      found.add(new Link(Link.Kind.BLOCKED_BY, from, timeNs, thread(wait.holder()), timeNs));
      onCore(from, wait.holder(), timeNs);
    }
  }

  /// To the CPU on which the holder runs, or at which it waits.
  private void onCore(String from, int holder, long timeNs) {
    TaskStates states = timeline.states(holder);
    long at = states.at(timeNs);
    if (states.kind(at) == StateKind.RUNNING && states.cpu(at) >= 0) {
      found.add(new Link(Link.Kind.BLOCKED_BY, from, timeNs, core(states.cpu(at)), timeNs));
    }
  }

  private void ofHold(LockHold hold) {
    if (hold.task() <= Task.UNKNOWN) {
      return;
    }
    String lane = "lock/" + hold.lock();
    TaskStates states = timeline.states(hold.task());
    for (long i = states.at(hold.startNs());
        i < states.count() && states.startNs(i) < hold.endNs() && found.size() < MOST;
        i++) {
      boolean inHold = states.startNs(i) >= hold.startNs();
      if (inHold && states.kind(i) == StateKind.RUNNABLE_PREEMPTED && states.cpu(i) >= 0) {
        long timeNs = states.startNs(i);
        found.add(new Link(Link.Kind.PREEMPTED_BY, lane, timeNs, core(states.cpu(i)), timeNs));
      }
    }
    for (LockQueries.Waiter waiter : queries.waiters(hold.lock(), hold.startNs(), hold.endNs())) {
      LockWait wait = waiter.facts();
      long timeNs = Math.max(hold.startNs(), wait.startNs());
      if (wait.task() > Task.UNKNOWN && wait.task() != hold.task()) {
        found.add(new Link(Link.Kind.BLOCKED_BY, thread(wait.task()), timeNs, lane, timeNs));
      }
    }
  }
}
