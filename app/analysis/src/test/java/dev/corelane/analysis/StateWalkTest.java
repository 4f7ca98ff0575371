package dev.corelane.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.preemption.Preemption;
import dev.corelane.analysis.preemption.PreemptionAnalysis;
import dev.corelane.analysis.preemption.PreemptionCause;
import dev.corelane.analysis.preemption.Preemptions;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.StateRun;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class StateWalkTest {
  private record Visit(long from, long to) {}

  @Property(tries = 40)
  void statesAreGaplessAndEachIsVisitedOnceInOrder(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 9) int parts,
      @ForAll @IntRange(min = 0, max = 1000) int fromThousandths,
      @ForAll @IntRange(min = 0, max = 1000) int lengthThousandths) {
    try (var r = new Recording();
        Timeline t = RandomWork.timeline(r, seed)) {
      TimeRange whole = t.range();
      long from = whole.startNs() + whole.durationNs() * fromThousandths / 1000;
      long to = from + (whole.endNs() - from) * lengthThousandths / 1000;
      Map<Integer, Visit> visited = new HashMap<>();
      var walk =
          new StateWalk(t, Window.of(t, new TimeRange(from, to)), parts, ProgressMonitor.NONE, "");
      List<Collector> one = walk.add(Collector::new);
      List<Collector> other = walk.add(Collector::new);
      walk.walk();
      List<Map<Integer, Visit>> byPart = one.stream().map(c -> c.visits).toList();
      assertThat(other.stream().map(c -> c.visits)).containsExactlyElementsOf(byPart);
      byPart.forEach(
          part -> part.forEach((task, visit) -> visited.merge(task, visit, this::joined)));
      for (int task = Task.UNKNOWN + 1; task < t.taskCount(); task++) {
        TaskStates states = t.states(task);
        assertThat(states.startNs(0)).isEqualTo(whole.startNs());
        assertThat(states.endNs(states.count() - 1)).isEqualTo(whole.endNs());
        for (long i = 1; i < states.count(); i++) {
          assertThat(states.startNs(i)).isEqualTo(states.endNs(i - 1));
        }
        Visit visit = visited.get(task);
        assertThat(visit.from()).isLessThanOrEqualTo(states.at(from));
        assertThat(visit.to()).isGreaterThan(states.at(to));
        assertThat(visit.to() == states.count() || !states.kind(visit.to() - 1).runnable())
            .as("a wait for a CPU is seen to its end")
            .isTrue();
      }
    }
  }

  private Visit joined(Visit first, Visit second) {
    assertThat(second.from()).isEqualTo(first.to());
    return new Visit(first.from(), second.to());
  }

  private static final class Collector implements StateWalk.Visitor {
    final Map<Integer, Visit> visits = new HashMap<>();

    @Override
    public void visit(int task, StateRun states, long from, long to) {
      visits.merge(task, new Visit(from, to), (a, b) -> new Visit(a.from(), b.to()));
    }
  }

  /// What the list of preemptions tells, one by one, from the states of the two threads alone.
  @Property(tries = 40)
  void preemptionsAreWhatTheStatesTell(@ForAll long seed) {
    try (var r = new Recording();
        Timeline t = RandomWork.timeline(r, seed)) {
      Preemptions found = new PreemptionAnalysis().run(t, ProgressMonitor.NONE);
      for (int i = 0; i < found.size(); i++) {
        Preemption preemption = found.get(i);
        TaskStates victim = t.states(preemption.victim());
        long back = victim.at(preemption.timeNs());
        while (back < victim.count() && victim.kind(back) != StateKind.RUNNING) {
          back++;
        }
        boolean ranAgain = back < victim.count();
        assertThat(preemption.ranAgain()).isEqualTo(ranAgain);
        assertThat(preemption.offCpuNs())
            .isEqualTo((ranAgain ? victim.startNs(back) : t.range().endNs()) - preemption.timeNs());
        if (preemption.by() == Task.IDLE) {
          assertThat(preemption.cause()).isEqualTo(PreemptionCause.UNKNOWN);
        }
      }
    }
  }

  @Property(tries = 60)
  void nearbySearchFindsWhatAPlainSearchFinds(
      @ForAll long[] times, @ForAll int near, @ForAll long wanted) {
    long[] sorted = Arrays.stream(times).map(time -> time / 2).sorted().toArray();
    if (sorted.length > 0) {
      int plain = 0;
      while (plain + 1 < sorted.length && sorted[plain + 1] <= wanted) {
        plain++;
      }
      long begin = Math.floorMod(near, sorted.length);
      assertThat(Nearby.lastNotAfter(i -> sorted[(int) i], sorted.length, begin, wanted))
          .isEqualTo(plain);
    }
  }
}
