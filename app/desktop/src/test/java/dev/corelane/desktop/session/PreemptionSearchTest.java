package dev.corelane.desktop.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreemptionSearchTest {
  @Test
  void visitsEveryInvoluntarySwitchOnceInBothDirections() {
    for (int seed = 0; seed < 12; seed++) {
      double share = seed % 3 == 0 ? 0.005 : seed % 3 == 1 ? 0.1 : 0.7;
      try (Timeline timeline = TestTimelines.random(seed, 1 + seed % 4, 3000, share)) {
        List<SliceRef> expected = byReadingAll(timeline);
        var search = new PreemptionSearch(timeline);

        List<SliceRef> forwards = new ArrayList<>();
        Optional<SliceRef> at = search.next(timeline.range().startNs(), -1);
        while (at.isPresent()) {
          forwards.add(at.get());
          at = search.next(end(timeline, at.get()), at.get().cpu());
        }
        assertThat(forwards).as("seed %d", seed).containsExactlyElementsOf(expected);

        List<SliceRef> backwards = new ArrayList<>();
        at = search.previous(timeline.range().endNs(), Integer.MAX_VALUE);
        while (at.isPresent()) {
          backwards.add(at.get());
          at = search.previous(end(timeline, at.get()), at.get().cpu());
        }
        assertThat(backwards.reversed()).as("seed %d", seed).containsExactlyElementsOf(expected);
      }
    }
  }

  @Test
  void findsNothingWhereThereIsNothing() {
    try (Timeline timeline = TestTimelines.random(1, 2, 500, 0)) {
      var search = new PreemptionSearch(timeline);
      assertThat(search.next(0, -1)).isEmpty();
      assertThat(search.previous(timeline.range().endNs(), 99)).isEmpty();
    }
  }

  private static long end(Timeline timeline, SliceRef ref) {
    return timeline.slices(ref.cpu()).endNs(ref.index());
  }

  private static List<SliceRef> byReadingAll(Timeline timeline) {
    List<SliceRef> all = new ArrayList<>();
    for (int cpu = 0; cpu < timeline.cpus().size(); cpu++) {
      CpuSlices slices = timeline.slices(cpu);
      for (long i = 0; i < slices.count(); i++) {
        if (slices.end(i).involuntary()) {
          all.add(new SliceRef(cpu, i));
        }
      }
    }
    all.sort(
        Comparator.comparingLong((SliceRef r) -> end(timeline, r)).thenComparingInt(SliceRef::cpu));
    return all;
  }
}
