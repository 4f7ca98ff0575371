package dev.corelane.analysis;

import dev.corelane.trace.timeline.IntColumn;
import dev.corelane.trace.timeline.TableSchema;
import dev.corelane.trace.timeline.Timeline;

/// Which ends of the sched slices were recorded, for loops over all slices. The bits are those of
/// the column `info` of [TableSchema#SLICES].
public final class SliceBounds {
  private static final int START_CLIPPED = 1 << 13;
  private static final int END_CLIPPED = 1 << 14;

  private final IntColumn info;

  /// @param timeline holds the slices
  public SliceBounds(Timeline timeline) {
    info = timeline.tables().table(TableSchema.SLICES).i32("info");
  }

  /// @param row a row of the SLICES table
  /// @return whether the switch-in was recorded
  public boolean startSeen(long row) {
    return (info.get(row) & START_CLIPPED) == 0;
  }

  /// @param row a row of the SLICES table
  /// @return whether the switch-out was recorded
  public boolean endSeen(long row) {
    return (info.get(row) & END_CLIPPED) == 0;
  }
}
