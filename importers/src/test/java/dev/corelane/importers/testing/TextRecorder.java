package dev.corelane.importers.testing;

import dev.corelane.importers.perf.testing.EventContext;
import dev.corelane.importers.perf.testing.SchedEventSink;
import dev.corelane.importers.perf.testing.SchedPayload;
import dev.corelane.importers.perf.testing.SchedTracepoint;
import dev.corelane.importers.perf.testing.SyntheticTask;
import dev.corelane.importers.perf.testing.TaskState;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Prints a workload's events as the tools print them.
public final class TextRecorder implements SchedEventSink {
  /// How a tool prints.
  public enum Layout {
    /// `perf script --ns`, with libtraceevent's plugin.
    PERF_PLUGIN(true, true, false),
    /// `perf script --ns -F pid,tid,...` without the plugin.
    PERF_KEYS(true, false, false),
    /// The file `trace` of ftrace, with a clock in nanoseconds as `trace-cmd report -t -N`.
    FTRACE(false, false, false),
    /// The same with the column of processes, without the flags.
    FTRACE_TGID(false, false, false),
    /// `trace-cmd report -t`.
    TRACE_CMD_PLUGIN(false, true, false),
    /// `trace-cmd report -t -R` of a kernel from 4.20 on.
    TRACE_CMD_RAW(false, false, true),
    /// `trace-cmd report -t -l`.
    TRACE_CMD_LATENCY(false, true, false),
    /// The file `trace` of a kernel from 4.14 until before 4.20.
    FTRACE_4_14(false, false, false);

    private final boolean perf;
    private final boolean plugin;
    private final boolean raw;

    Layout(boolean perf, boolean plugin, boolean raw) {
      this.perf = perf;
      this.plugin = plugin;
      this.raw = raw;
    }

    /// Whether `R+` is told from `R`.
    public boolean tellsPlus() {
      return !plugin;
    }

    /// Whether the process of a thread is told.
    public boolean tellsProcess() {
      return this == PERF_KEYS || this == FTRACE_TGID;
    }
  }

  private static final String INDEX_LETTERS = "RSDTtXZPI";
  private static final String BIT_LETTERS = "SDTtXZPI";

  private final Layout layout;
  private final StringBuilder out = new StringBuilder();

  /// @param layout how to print
  public TextRecorder(Layout layout) {
    this.layout = layout;
    if (layout == Layout.FTRACE || layout == Layout.FTRACE_TGID) {
      out.append("# tracer: nop\n#\n");
    }
  }

  /// The text.
  public byte[] text() {
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void line(EventContext context, String event, String body) {
    SyntheticTask task = context.current();
    String comm = task.comm().name();
    long s = context.time() / 1_000_000_000;
    long ns = context.time() % 1_000_000_000;
    if (layout.perf) {
      String ids =
          layout == Layout.PERF_KEYS
              ? "%7d/%-7d".formatted(task.pid(), task.tid())
              : "%7d".formatted(task.tid());
      out.append(
          "%16s %s [%03d] %5d.%09d: %25s: %s\n"
              .formatted(comm, ids, context.cpu(), s, ns, "sched:" + event, body));
      return;
    }
    String name = task.tid() == 0 ? "<idle>" : comm;
    String flags = flags(context.commonFlags());
    String time = "%5d.%09d".formatted(s, ns);
    out.append(
        switch (layout) {
          case FTRACE, FTRACE_4_14 ->
              "%16s-%-7d [%03d] %s %s: %s: %s\n"
                  .formatted(name, task.tid(), context.cpu(), flags, time, event, body);
          case FTRACE_TGID ->
              "%16s-%-7d (%7d) [%03d] %s: %s: %s\n"
                  .formatted(name, task.tid(), task.pid(), context.cpu(), time, event, body);
          case TRACE_CMD_RAW ->
              "%16s-%-5d [%03d]-0x%x %s: %-22s %s\n"
                  .formatted(
                      name,
                      task.tid(),
                      context.cpu(),
                      context.commonFlags(),
                      time,
                      event + ":",
                      body);
          case TRACE_CMD_LATENCY ->
              "%8.8s-%-5d %3d%s %s: %-22s %s\n"
                  .formatted(name, task.tid(), context.cpu(), flags, time, event + ":", body);
          default ->
              "%16s-%-5d [%03d] %s %s: %-22s %s\n"
                  .formatted(name, task.tid(), context.cpu(), flags, time, event + ":", body);
        });
  }

  private static String flags(int flags) {
    boolean hard = (flags & SchedPayload.FLAG_HARDIRQ) != 0;
    boolean soft = (flags & SchedPayload.FLAG_SOFTIRQ) != 0;
    char context = hard ? soft ? 'H' : 'h' : soft ? 's' : '.';
    char need = (flags & SchedPayload.FLAG_NEED_RESCHED) != 0 ? 'n' : '.';
    return "d" + need + context + "2.";
  }

  private String state(TaskState state, boolean preempted) {
    if (layout.plugin) {
      return preempted ? "R" : String.valueOf(state.letter());
    }
    int bit = BIT_LETTERS.indexOf(state.letter());
    if (layout.raw) {
      return String.valueOf(preempted ? 256 : bit < 0 ? 0 : 1 << bit);
    }
    if (preempted) {
      return "R+";
    }
    return layout == Layout.FTRACE_4_14 ? indexAsBits(state) : String.valueOf(state.letter());
  }

  /// The index of the state, printed as if its bits were states.
  private static String indexAsBits(TaskState state) {
    int index = INDEX_LETTERS.indexOf(state.letter());
    var text = new StringBuilder();
    for (int bit = 0; bit < BIT_LETTERS.length(); bit++) {
      if ((index & 1 << bit) != 0) {
        text.append(text.isEmpty() ? "" : "|").append(BIT_LETTERS.charAt(bit));
      }
    }
    return text.isEmpty() ? "R" : text.toString();
  }

  @Override
  public void schedSwitch(
      EventContext context, TaskState state, boolean preempted, SyntheticTask next) {
    SyntheticTask prev = context.current();
    String letters = state(state, preempted);
    line(
        context,
        "sched_switch",
        layout.plugin
            ? "%s:%d [%d] %s ==> %s:%d [%d]"
                .formatted(
                    prev.comm().name(),
                    prev.tid(),
                    prev.prio(),
                    letters,
                    next.comm().name(),
                    next.tid(),
                    next.prio())
            : ("prev_comm=%s prev_pid=%d prev_prio=%d prev_state=%s %snext_comm=%s next_pid=%d"
                    + " next_prio=%d")
                .formatted(
                    prev.comm().name(),
                    prev.tid(),
                    prev.prio(),
                    letters,
                    layout.raw ? "" : "==> ",
                    next.comm().name(),
                    next.tid(),
                    next.prio()));
  }

  @Override
  public void wakeup(
      EventContext context, SchedTracepoint which, SyntheticTask wakee, int targetCpu) {
    boolean plugin = layout.plugin && which != SchedTracepoint.WAKING;
    line(
        context,
        "sched_" + which.name().toLowerCase(Locale.ROOT),
        (plugin ? "%s:%d [%d] CPU:%03d" : "comm=%s pid=%d prio=%d target_cpu=%03d")
            .formatted(wakee.comm().name(), wakee.tid(), wakee.prio(), targetCpu));
  }

  @Override
  public void migrateTask(EventContext context, SyntheticTask task, int fromCpu, int toCpu) {
    line(
        context,
        "sched_migrate_task",
        task(task) + " prio=%d orig_cpu=%d dest_cpu=%d".formatted(task.prio(), fromCpu, toCpu));
  }

  private static String task(SyntheticTask task) {
    return "comm=" + task.comm().name() + " pid=" + task.tid();
  }

  @Override
  public void statRuntime(EventContext context, long runtimeNs) {
    line(
        context, "sched_stat_runtime", task(context.current()) + " runtime=" + runtimeNs + " [ns]");
  }

  @Override
  public void statWait(EventContext context, SyntheticTask task, long delayNs) {
    line(context, "sched_stat_wait", task(task) + " delay=" + delayNs + " [ns]");
  }

  @Override
  public void processFork(EventContext context, SyntheticTask child) {
    line(
        context,
        "sched_process_fork",
        task(context.current())
            + " child_comm="
            + child.comm().name()
            + " child_pid="
            + child.tid());
  }

  @Override
  public void processExec(EventContext context, String filename) {
    int tid = context.current().tid();
    line(context, "sched_process_exec", "filename=" + filename + " pid=" + tid + " old_pid=" + tid);
  }

  @Override
  public void processExit(EventContext context) {
    SyntheticTask task = context.current();
    line(context, "sched_process_exit", task(task) + " prio=" + task.prio() + " group_dead=true");
  }

  @Override
  public void processFree(EventContext context, SyntheticTask task) {
    line(context, "sched_process_free", task(task) + " prio=" + task.prio());
  }

  @Override
  public void piSetprio(EventContext context, SyntheticTask task, int oldPrio, int newPrio) {
    line(context, "sched_pi_setprio", task(task) + " oldprio=" + oldPrio + " newprio=" + newPrio);
  }

  @Override
  public void taskExists(SyntheticTask task) {
    // Text tells of a task only by its events.
  }

  @Override
  public void taskForked(EventContext context, SyntheticTask child) {
    // Told by sched_process_fork.
  }

  @Override
  public void taskRenamed(EventContext context) {
    // Told by the task's next event.
  }

  @Override
  public void taskExited(EventContext context) {
    // Told by sched_process_exit.
  }
}
