package dev.corelane.desktop.session.lists;

import dev.corelane.analysis.postgres.WaitProfileRow;
import dev.corelane.desktop.session.Target;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.model.WaitEvent;
import dev.corelane.trace.model.WaitSample;
import dev.corelane.trace.timeline.FactTable;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.Optional;

/// Sampled wait events of PostgreSQL, and what the kernel did with the backends meanwhile. A row
/// leads to the first sample of it.
final class WaitEventRows implements Rows {
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("Wait event", 220),
          Column.text("Backends", 160),
          Column.text("Query", 320),
          Column.count("Samples"),
          Column.duration("Time"),
          Column.share("On a CPU"),
          Column.share("Without a CPU"),
          Column.share("Asleep"),
          Column.share("Not known"));

  private final Timeline timeline;
  private final List<WaitProfileRow> profile;
  private final TimeRange range;

  WaitEventRows(Timeline timeline, List<WaitProfileRow> profile, TimeRange range) {
    this.timeline = timeline;
    this.profile = List.copyOf(profile);
    this.range = range;
  }

  @Override
  public Timeline timeline() {
    return timeline;
  }

  @Override
  public List<Column> columns() {
    return COLUMNS;
  }

  @Override
  public int size() {
    return profile.size();
  }

  @Override
  public int firstSort() {
    return 3;
  }

  @Override
  public double number(int row, int column) {
    WaitProfileRow p = profile.get(row);
    double samples = Math.max(1, p.samples());
    return switch (column) {
      case 3 -> p.samples();
      case 4 -> p.timeNs();
      case 5 -> p.running() / samples;
      case 6 -> p.runnable() / samples;
      case 7 -> p.asleep() / samples;
      default -> p.unknown() / samples;
    };
  }

  @Override
  public String words(int row, int column) {
    WaitProfileRow p = profile.get(row);
    return switch (column) {
      case 0 -> p.event().isEmpty() ? "none" : p.type() + ": " + p.event();
      case 1 -> p.application();
      default -> p.query();
    };
  }

  @Override
  public Optional<Target> target(int row) {
    WaitProfileRow p = profile.get(row);
    FactTable<WaitSample> samples = timeline.waitSamples();
    for (long i = samples.firstAtOrAfter(range.startNs()); i < samples.size(); i++) {
      WaitSample sample = samples.get(i);
      if (sample.timeNs() >= range.endNs()) {
        break;
      }
      if (sample.event() >= 0
          && is(timeline.waitEvents().get(sample.event()), p)
          && timeline.task(sample.task()).label().equals(p.application())) {
        return Optional.of(new Target.SampleRef(i));
      }
    }
    return Optional.empty();
  }

  private static boolean is(WaitEvent event, WaitProfileRow row) {
    return event.type().equals(row.type()) && event.name().equals(row.event());
  }

  @Override
  public int find(Target target) {
    if (!(target instanceof Target.SampleRef ref)) {
      return -1;
    }
    WaitSample sample = timeline.waitSamples().get(ref.row());
    if (sample.event() < 0) {
      return -1;
    }
    WaitEvent event = timeline.waitEvents().get(sample.event());
    String label = timeline.task(sample.task()).label();
    for (int i = 0; i < profile.size(); i++) {
      if (is(event, profile.get(i)) && profile.get(i).application().equals(label)) {
        return i;
      }
    }
    return -1;
  }
}
