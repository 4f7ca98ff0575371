package dev.corelane.analysis.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.analysis.RandomWork;
import dev.corelane.analysis.Recording;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BlockedSeriesTest {
  @Property(tries = 30)
  void isWhatEveryNanosecondTells(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 9) int parts,
      @ForAll @IntRange(min = 0, max = 900) int cutInThousandths) {
    try (var r = new Recording();
        Timeline t = RandomWork.timeline(r, seed)) {
      long from = t.range().startNs() + t.range().durationNs() * cutInThousandths / 1000;
      var range = new TimeRange(from, t.range().endNs());
      BlockedBy blocking = new BlockedByAnalysis().run(t, range, ProgressMonitor.NONE);
      List<BlockedPart> series = blocking.over(parts, ProgressMonitor.NONE);
      assertThat(series).hasSize(parts);
      assertThat(series.getFirst().startNs()).isEqualTo(range.startNs());
      assertThat(series.getLast().endNs()).isEqualTo(range.endNs());
      long until = range.startNs();
      for (BlockedPart part : series) {
        assertThat(part.startNs()).isEqualTo(until);
        until = part.endNs();
        compare(blocking, part);
      }
    }
  }

  private static void compare(BlockedBy blocking, BlockedPart part) {
    long threadNs = 0;
    int most = 0;
    int width = 0;
    for (long ns = part.startNs(); ns < part.endNs(); ns++) {
      BlockingSnapshot at = blocking.at(ns);
      threadNs += at.blocked().size();
      most = Math.max(most, at.blocked().size());
      width = Math.max(width, at.roots().isEmpty() ? 0 : at.roots().getFirst().width());
    }
    long length = part.endNs() - part.startNs();
    assertThat(part.meanBlocked() * length).isCloseTo(threadNs, within(1e-6 * (threadNs + 1)));
    assertThat(part.mostBlocked()).isEqualTo(most);
    BlockingRoot root = part.root();
    assertThat(root == null ? 0 : root.width()).isEqualTo(width);
  }
}
