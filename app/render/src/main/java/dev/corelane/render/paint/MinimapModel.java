package dev.corelane.render.paint;

import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.view.Grid;
import dev.corelane.render.view.MarkStyle;
import dev.corelane.trace.timeline.CpuSlices;

/// The whole timeline in one row of columns: mean share of all CPUs per class of tasks. It depends
/// on the timeline and a width only, so it is made once and kept while the view moves.
public final class MinimapModel {
  private final int columns;
  private final int classes;
  private final float[] share;

  private MinimapModel(int columns, int classes, float[] share) {
    this.columns = columns;
    this.classes = classes;
    this.share = share;
  }

  /// Adds up all CPUs.
  ///
  /// @param digest the timeline
  /// @param width logical pixels, one column each
  /// @return the model
  public static MinimapModel of(TraceDigest digest, double width) {
    int columnCount = (int) Math.max(1, Math.ceil(width));
    var columns = new CoreColumns();
    var sampler = new CoreSampler(columns);
    TimeScale scale = TimeScale.fit(digest.timeline().range(), columnCount);
    MarkStyle marks = MarkStyle.of(digest, scale);
    Grid grid = Grid.of(scale, 1);
    int cpus = digest.timeline().cpus().size();
    int classes = Math.max(1, digest.classes().classes().size());
    float[] sum = new float[columnCount * classes];
    for (int cpu = 0; cpu < cpus; cpu++) {
      sampler.sample(digest, scale, marks, cpu, grid);
      CpuSlices slices = digest.timeline().slices(cpu);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += columns.share[i] / cpus;
      }
      for (int w = 0; w < columns.wideCount; w++) {
        int taskClass = digest.classes().classOf(slices.task(columns.wideSlice[w]));
        for (int c = columns.wideFrom[w]; taskClass >= 0 && c < columns.wideTo[w]; c++) {
          sum[c * classes + taskClass] += 1f / cpus;
        }
      }
    }
    return new MinimapModel(columnCount, classes, sum);
  }

  /// @return number of columns
  public int columns() {
    return columns;
  }

  /// @return number of classes of tasks
  public int classes() {
    return classes;
  }

  /// @param column a column
  /// @param taskClass a class
  /// @return share of the CPUs' time in the column, 0 to 1
  public double share(int column, int taskClass) {
    return share[column * classes + taskClass];
  }
}
