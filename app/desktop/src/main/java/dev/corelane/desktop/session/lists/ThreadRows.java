package dev.corelane.desktop.session.lists;

import dev.corelane.analysis.latency.ThreadTime;
import dev.corelane.desktop.session.SliceRef;
import dev.corelane.desktop.session.SliceText;
import dev.corelane.desktop.session.Target;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.Optional;

/// Threads: where their time went.
final class ThreadRows implements Rows {
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("Thread", 200),
          Column.text("What it is", 160),
          Column.duration("On a CPU"),
          Column.duration("Run delay"),
          Column.duration("Of it preempted"),
          Column.duration("Longest delay"),
          Column.duration("Asleep"),
          Column.count("Switches"),
          Column.count("Involuntary"),
          Column.count("Migrations"));

  private final Timeline timeline;
  private final List<ThreadTime> threads;
  private final TimeRange range;

  ThreadRows(Timeline timeline, List<ThreadTime> threads, TimeRange range) {
    this.timeline = timeline;
    this.threads = threads.stream().filter(ThreadRows::seen).toList();
    this.range = range;
  }

  private static boolean seen(ThreadTime time) {
    return time.runTimeNs() > 0
        || time.runDelayNs() > 0
        || time.sleepNs() > 0
        || time.switches() > 0;
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
    return threads.size();
  }

  @Override
  public int firstSort() {
    return 2;
  }

  @Override
  public double number(int row, int column) {
    ThreadTime time = threads.get(row);
    return switch (column) {
      case 2 -> time.runTimeNs();
      case 3 -> time.runDelayNs();
      case 4 -> time.preemptedDelayNs();
      case 5 -> time.maxRunDelayNs();
      case 6 -> time.sleepNs();
      case 7 -> time.switches();
      case 8 -> time.involuntarySwitches();
      default -> time.migrations();
    };
  }

  @Override
  public String words(int row, int column) {
    int id = threads.get(row).task();
    if (column == 0) {
      return SliceText.task(timeline, id, range.endNs());
    }
    Task task = timeline.task(id);
    if (!task.label().isEmpty()) {
      return task.label();
    }
    return task.kernelThread() ? "kernel thread" : task.pid() < 0 ? "" : "process " + task.pid();
  }

  @Override
  public Optional<Target> target(int row) {
    int task = threads.get(row).task();
    long middle = range.startNs() + range.durationNs() / 2;
    return timeline.states(task).count() == 0
        ? Optional.empty()
        : Optional.of(new Target.StateRef(task, timeline.states(task).at(middle)));
  }

  @Override
  public int find(Target target) {
    int task =
        switch (target) {
          case Target.StateRef ref -> ref.task();
          case SliceRef ref -> timeline.slices(ref.cpu()).task(ref.index());
          case Target.WaitRef ref -> timeline.waits().get(ref.row()).task();
          default -> Task.UNKNOWN;
        };
    for (int i = 0; i < threads.size(); i++) {
      if (threads.get(i).task() == task) {
        return i;
      }
    }
    return -1;
  }
}
