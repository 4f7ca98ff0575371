package dev.corelane.render.digest;

import dev.corelane.render.surface.Argb;
import dev.corelane.render.theme.Palette;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which colour a task has. Tasks are grouped into classes: unless [ColorBy] says otherwise, by
/// their label when they have one, kernel threads together, else by the name of their process
/// without trailing figures. The classes that ran longest get the colours of the palette, the rest
/// shares a neutral one. Within a class, tasks take turns in three shades, so that neighbours can
/// be told apart while the aggregated view stays calm.
public final class TaskClasses {
  /// Class of idle time.
  public static final int IDLE = -1;

  /// Class of time about which nothing is known.
  public static final int UNKNOWN = -2;

  private static final String KERNEL_THREADS = "kernel threads";
  private static final String OTHERS = "others";
  private static final String RUNNING = "running";
  private static final double LIGHTER = 0.24;
  private static final double DARKER = 0.16;

  private final List<TaskClass> classes;
  private final int[] classOf;
  private final int[] colorOf;

  private TaskClasses(List<TaskClass> classes, int[] classOf, int[] colorOf) {
    this.classes = List.copyOf(classes);
    this.classOf = classOf;
    this.colorOf = colorOf;
  }

  private static final class Group {
    final String name;
    final boolean kernel;
    final List<Integer> tasks = new ArrayList<>();
    long busyNs;

    Group(String name, boolean kernel) {
      this.name = name;
      this.kernel = kernel;
    }
  }

  /// Groups the tasks of a timeline.
  ///
  /// @param timeline the timeline
  /// @return the classes
  public static TaskClasses of(Timeline timeline) {
    return of(timeline, ColorBy.CLASS);
  }

  /// Groups the tasks of a timeline.
  ///
  /// @param timeline the timeline
  /// @param by what makes a group
  /// @return the groups, each a class
  public static TaskClasses of(Timeline timeline, ColorBy by) {
    long[] busy = BusyTime.perTask(timeline);
    Map<String, Group> groups = new LinkedHashMap<>();
    for (int id = Task.UNKNOWN + 1; id < timeline.taskCount(); id++) {
      Task task = timeline.task(id);
      boolean kernel =
          task.kernelThread()
              && (by == ColorBy.PROCESS || by == ColorBy.CLASS && task.label().isEmpty());
      String name =
          kernel
              ? KERNEL_THREADS
              : switch (by) {
                case CLASS -> className(timeline, task);
                case PROCESS -> processName(timeline, task);
                case TASK -> task.name() + " " + task.tid();
                case STATE -> RUNNING;
              };
      Group group = groups.computeIfAbsent(name, n -> new Group(n, kernel));
      group.tasks.add(id);
      group.busyNs += busy[id];
    }
    List<Group> ranked = new ArrayList<>(groups.values());
    ranked.sort(Comparator.comparingLong((Group g) -> -g.busyNs).thenComparing(g -> g.name));
    TaskClasses classes = colored(ranked, timeline.taskCount());
    return by == ColorBy.STATE ? classes.plain() : classes;
  }

  private static TaskClasses colored(List<Group> ranked, int taskCount) {
    int[] classOf = new int[Math.max(taskCount, Task.UNKNOWN + 1)];
    int[] colorOf = new int[classOf.length];
    classOf[Task.IDLE] = IDLE;
    classOf[Task.UNKNOWN] = UNKNOWN;
    List<TaskClass> classes = new ArrayList<>();
    Group others = new Group(OTHERS, false);
    int nextColor = 0;
    for (Group group : ranked) {
      if (!group.kernel && nextColor == Palette.SIZE) {
        others.tasks.addAll(group.tasks);
        others.busyNs += group.busyNs;
        continue;
      }
      int color = group.kernel ? Palette.KERNEL : Palette.task(nextColor++);
      add(classes, group, color, classOf, colorOf);
    }
    if (!others.tasks.isEmpty()) {
      add(classes, others, Palette.OTHER, classOf, colorOf);
    }
    return new TaskClasses(classes, classOf, colorOf);
  }

  /// All tasks alike, in the colour of what runs.
  private TaskClasses plain() {
    List<TaskClass> one =
        classes.stream()
            .map(c -> new TaskClass(c.index(), c.name(), Palette.RUNNING, c.tasks(), c.busyNs()))
            .toList();
    int[] colors = new int[colorOf.length];
    Arrays.fill(colors, Palette.RUNNING);
    return new TaskClasses(one, classOf, colors);
  }

  private static void add(
      List<TaskClass> classes, Group group, int color, int[] classOf, int[] colorOf) {
    int index = classes.size();
    classes.add(new TaskClass(index, group.name, color, group.tasks.size(), group.busyNs));
    for (int i = 0; i < group.tasks.size(); i++) {
      int task = group.tasks.get(i);
      classOf[task] = index;
      colorOf[task] =
          switch (i % 3) {
            case 0 -> color;
            case 1 -> Argb.mix(color, Argb.rgb(0xFFFFFF), LIGHTER);
            default -> Argb.mix(color, Argb.rgb(0), DARKER);
          };
    }
  }

  private static String className(Timeline timeline, Task task) {
    if (!task.label().isEmpty()) {
      return task.label();
    }
    return withoutFigures(leaderName(timeline, task));
  }

  private static String processName(Timeline timeline, Task task) {
    return leaderName(timeline, task) + " " + (task.pid() > 0 ? task.pid() : task.tid());
  }

  private static String leaderName(Timeline timeline, Task task) {
    if (task.pid() > 0 && task.pid() != task.tid()) {
      List<Task> leaders = timeline.tasksOfTid(task.pid());
      if (!leaders.isEmpty() && !leaders.getLast().name().isEmpty()) {
        return leaders.getLast().name();
      }
    }
    return task.name();
  }

  private static String withoutFigures(String name) {
    int end = name.length();
    while (end > 0
        && (Character.isDigit(name.charAt(end - 1))
            || "-_/:#.".indexOf(name.charAt(end - 1)) >= 0)) {
      end--;
    }
    if (end == 0) {
      return name.isEmpty() ? "unnamed" : name;
    }
    return name.substring(0, end);
  }

  /// @return the classes, the one that ran longest first; "others" last
  public List<TaskClass> classes() {
    return classes;
  }

  /// The class of a task.
  ///
  /// @param task internal task id
  /// @return index of the class, [#IDLE] or [#UNKNOWN]
  public int classOf(int task) {
    return task >= 0 && task < classOf.length ? classOf[task] : UNKNOWN;
  }

  /// The colour of a class.
  ///
  /// @param index a class of [#classes()]
  /// @return opaque
  public int classColor(int index) {
    return classes.get(index).color();
  }

  /// The shade of a task.
  ///
  /// @param task internal task id, not idle and not unknown
  /// @return opaque
  public int colorOf(int task) {
    return task >= 0 && task < colorOf.length ? colorOf[task] : Palette.OTHER;
  }
}
