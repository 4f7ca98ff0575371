package dev.corelane.render.time;

import dev.corelane.trace.model.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Chooses the ticks of a ruler: steps of 1, 2 or 5 times a power of ten nanoseconds, counted from
/// the start of the timeline.
///
/// A label with ten digits cannot be read, so times deep inside a recording are written in two
/// parts: anchors carry the whole time (`2.301 s`), the ticks between them what is to be added
/// (`+200 µs`). Anchors lie at the multiples of the next larger unit.
///
/// @param originNs the time that is written as 0
/// @param stepNs between two labelled ticks
/// @param minorNs between two ticks
/// @param anchorNs between two anchors; 0 when every label is the whole time
/// @param unit of the labels between anchors
/// @param base what whole times count from
public record TimeTicks(
    long originNs, long stepNs, long minorNs, long anchorNs, TimeUnit unit, TimeBase base) {
  private static final long LARGEST_POWER = 1_000_000_000_000_000_000L;

  /// The ticks for a view.
  ///
  /// @param scale the view
  /// @param spacing least distance of two labels in logical pixels
  /// @return the ticks
  public static TimeTicks of(TimeScale scale, double spacing) {
    return of(scale, spacing, TimeBase.START);
  }

  /// The ticks for a view.
  ///
  /// @param scale the view
  /// @param spacing least distance of two labels in logical pixels
  /// @param base what whole times count from
  /// @return the ticks
  public static TimeTicks of(TimeScale scale, double spacing, TimeBase base) {
    long step = step(spacing * scale.nsPerPx());
    TimeUnit unit = TimeUnit.of(step);
    long anchor = unit == TimeUnit.S ? 0 : unit.larger().ns();
    long origin = base.originNs(scale.bounds());
    return new TimeTicks(origin, step, minor(step), anchor, unit, base);
  }

  /// The same steps counted from another time, where a view reaches beyond its timeline.
  ///
  /// @param zeroNs the time that is written as 0
  /// @return the ticks
  public TimeTicks countedFrom(long zeroNs) {
    return new TimeTicks(zeroNs, stepNs, minorNs, anchorNs, unit, base);
  }

  /// The smallest step that is not smaller than a length of time.
  ///
  /// @param atLeastNs the length of time
  /// @return 1, 2 or 5 times a power of ten, at least 1 ns, at most 10^18 ns
  public static long step(double atLeastNs) {
    for (long power = 1; power < LARGEST_POWER; power *= 10) {
      for (int factor : new int[] {1, 2, 5}) {
        if (factor * power >= atLeastNs) {
          return factor * power;
        }
      }
    }
    return LARGEST_POWER;
  }

  private static long minor(long step) {
    if (step == 1) {
      return 1;
    }
    // 2 falls into quarters, 1 and 5 into fifths; a 2 ns step only into halves.
    boolean two = Long.toString(step).charAt(0) == '2';
    return two ? Math.max(1, step / 4) : step / 5;
  }

  /// The ticks in a range, in order of time.
  ///
  /// @param range what is visible
  /// @return the ticks, those at the ends included
  public List<Tick> in(TimeRange range) {
    List<Tick> ticks = new ArrayList<>();
    long first = Math.ceilDiv(range.startNs() - originNs, minorNs);
    long last = Math.floorDiv(range.endNs() - originNs, minorNs);
    for (long i = first; i <= last; i++) {
      long offset = i * minorNs;
      ticks.add(new Tick(originNs + offset, kind(offset), label(offset)));
    }
    return ticks;
  }

  /// The whole time that stands before the first anchor of a range, for the left edge of the ruler.
  ///
  /// @param range what is visible
  /// @return the text, empty when the labels are whole times anyway
  public Optional<String> leading(TimeRange range) {
    if (anchorNs == 0) {
      return Optional.empty();
    }
    long base = Math.floorDiv(range.startNs() - originNs, anchorNs) * anchorNs;
    return base == 0 ? Optional.empty() : Optional.of(whole(base));
  }

  private Tick.Kind kind(long offset) {
    if (anchorNs != 0 && offset % anchorNs == 0) {
      return Tick.Kind.ANCHOR;
    }
    return offset % stepNs == 0 ? Tick.Kind.MAJOR : Tick.Kind.MINOR;
  }

  private String label(long offset) {
    return switch (kind(offset)) {
      case ANCHOR -> whole(offset);
      case MINOR -> "";
      case MAJOR -> {
        if (anchorNs == 0) {
          yield whole(offset);
        }
        long since = Math.floorMod(offset, anchorNs);
        String text = TimeText.inUnit(since, unit) + '\u00A0' + unit.symbol();
        yield offset < anchorNs && offset >= 0 ? text : "+" + text;
      }
    };
  }

  private String whole(long offset) {
    if (base.midnightNs().isPresent()) {
      return base.text(offset, anchorNs == 0 ? stepNs : anchorNs);
    }
    if (offset == 0) {
      return "0";
    }
    TimeUnit largest = TimeUnit.of(offset);
    return TimeText.inUnit(offset, largest) + '\u00A0' + largest.symbol();
  }
}
