package dev.corelane.trace.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.task.ProgressMonitor;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FactOrderPropertiesTest {
  @Property(tries = 200)
  void factsOfOneTimeKeepTheirOrder(
      @ForAll @Size(max = 300) List<@IntRange(max = 40) Integer> times) {
    try (var b = new TimelineBuilder()) {
      for (int i = 0; i < times.size(); i++) {
        b.mark(times.get(i), -1, 1, "", String.valueOf(i));
      }
      try (Timeline t = b.build(ProgressMonitor.NONE)) {
        for (long row = 1; row < t.marks().size(); row++) {
          long before = t.marks().timeNs(row - 1);
          assertThat(t.marks().timeNs(row)).isGreaterThanOrEqualTo(before);
          if (t.marks().timeNs(row) == before) {
            assertThat(number(t, row)).isGreaterThan(number(t, row - 1));
          }
        }
        assertThat(t.marks().size()).isEqualTo(times.size());
      }
    }
  }

  @Property(tries = 200)
  void nestedSpansFindTheirParents(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int deep) {
    try (var b = new TimelineBuilder()) {
      int task = b.task(1, 1, "t", 0, true);
      new Nest(b, task, new Random(seed)).add("", 0, 1L << 20, deep);
      try (Timeline t = b.build(ProgressMonitor.NONE)) {
        for (long row = 0; row < t.spans().size(); row++) {
          Span span = t.spans().get(row);
          String path = span.name();
          String parent = span.parent() < 0 ? "" : t.spans().get(span.parent()).name();
          assertThat(parent).isEqualTo(path.substring(0, path.lastIndexOf('/')));
        }
      }
    }
  }

  private static int number(Timeline t, long row) {
    return Integer.parseInt(t.marks().get(row).text());
  }

  /// Records spans as programs end them: the inner ones first. A child may start or end with its
  /// parent but is shorter.
  private record Nest(TimelineBuilder builder, int task, Random random) {
    void add(String path, long start, long end, int deep) {
      int children = deep == 0 ? 0 : random.nextInt(4);
      long at = start;
      for (int i = 0; i < children && end - at > 4; i++) {
        long from = random.nextBoolean() ? at : at + random.nextLong(end - at - 2);
        long room = end - from - (from == start ? 1 : 0);
        long to = random.nextInt(4) == 0 ? from + room : from + 1 + random.nextLong(room);
        String name = path + "/" + i;
        add(name, from, to, deep - 1);
        builder.span(from, to, task, "query", name, "", Provenance.RECORDED);
        at = to;
      }
    }
  }
}
