package dev.corelane.importers.simulator;

import dev.corelane.importers.perf.testing.EventContext;
import dev.corelane.importers.perf.testing.SchedEventSink;
import dev.corelane.importers.perf.testing.SchedTracepoint;
import dev.corelane.importers.perf.testing.SyntheticTask;
import dev.corelane.importers.perf.testing.TaskState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// Writes a workload's events as a simulator writes them.
public final class SimulatorRecorder implements SchedEventSink {
  private static final List<String> COLUMNS =
      List.of(
          "event",
          "cpu",
          "time",
          "prev",
          "task",
          "state",
          "by",
          "from",
          "to",
          "process",
          "parent",
          "name",
          "value",
          "priority");

  private final boolean csv;
  private final StringBuilder out = new StringBuilder();

  /// @param csv whether to write CSV and not JSON Lines
  /// @param cpus how many CPUs there are
  public SimulatorRecorder(boolean csv, int cpus) {
    this.csv = csv;
    if (csv) {
      out.append(String.join(",", COLUMNS)).append('\n');
    }
    line("event", "meta", "name", "format", "value", "corelane-simulation 1");
    line("event", "meta", "name", "simulator", "value", "generator, 1");
    for (int cpu = 0; cpu < cpus; cpu++) {
      line("event", "cpu", "cpu", cpu);
    }
  }

  /// The file.
  public byte[] text() {
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// Field, value, field, value, ...
  private void line(Object... fields) {
    if (csv) {
      Object[] row = new Object[COLUMNS.size()];
      for (int i = 0; i < fields.length; i += 2) {
        row[COLUMNS.indexOf(fields[i])] = fields[i + 1];
      }
      out.append(
          java.util.Arrays.stream(row)
              .map(v -> v == null ? "" : v.toString())
              .map(v -> v.contains(",") || v.contains("\"") ? quoted(v, "\"\"") : v)
              .collect(Collectors.joining(",")));
    } else {
      out.append('{');
      for (int i = 0; i < fields.length; i += 2) {
        Object v = fields[i + 1];
        out.append(i == 0 ? "\"" : ",\"").append(fields[i]).append("\":");
        out.append(v instanceof String s ? quoted(s.replace("\\", "\\\\"), "\\\"") : v);
      }
      out.append('}');
    }
    out.append('\n');
  }

  private static String quoted(String text, String quote) {
    return '"' + text.replace("\"", quote) + '"';
  }

  @Override
  public void taskExists(SyntheticTask task) {
    line("event", "task", "task", task.tid(), "process", task.pid(), "name", task.comm().name());
  }

  @Override
  public void taskForked(EventContext context, SyntheticTask child) {
    line(
        "event",
        "task",
        "time",
        context.time(),
        "task",
        child.tid(),
        "process",
        child.pid(),
        "parent",
        child.parentTid(),
        "name",
        child.comm().name());
  }

  @Override
  public void taskRenamed(EventContext context) {
    SyntheticTask task = context.current();
    String name = task.comm().name();
    line("event", "task", "time", context.time(), "task", task.tid(), "name", name);
  }

  @Override
  public void taskExited(EventContext context) {
    line("event", "exit", "time", context.time(), "task", context.current().tid());
  }

  @Override
  public void schedSwitch(
      EventContext context, TaskState state, boolean preempted, SyntheticTask next) {
    line(
        "event",
        "switch",
        "time",
        context.time(),
        "cpu",
        context.cpu(),
        "prev",
        context.current().tid(),
        "task",
        next.tid(),
        "state",
        preempted ? "R+" : word(state));
  }

  private static String word(TaskState state) {
    return switch (state) {
      case RUNNING -> "preempted";
      case INTERRUPTIBLE, PARKED, IDLE -> "sleeping";
      case UNINTERRUPTIBLE -> "D";
      case STOPPED, TRACED -> "stopped";
      case DEAD, ZOMBIE -> "exited";
    };
  }

  @Override
  public void wakeup(
      EventContext context, SchedTracepoint which, SyntheticTask wakee, int targetCpu) {
    line(
        "event",
        "wakeup",
        "time",
        context.time(),
        "task",
        wakee.tid(),
        "by",
        context.current().tid(),
        "cpu",
        targetCpu);
  }

  @Override
  public void migrateTask(EventContext context, SyntheticTask task, int fromCpu, int toCpu) {
    line(
        "event",
        "migrate",
        "time",
        context.time(),
        "task",
        task.tid(),
        "from",
        fromCpu,
        "to",
        toCpu);
  }

  private void mark(EventContext context, String name) {
    line("event", "mark", "time", context.time(), "name", name);
  }

  @Override
  public void statRuntime(EventContext context, long runtimeNs) {
    mark(context, "runtime");
  }

  @Override
  public void statWait(EventContext context, SyntheticTask task, long delayNs) {
    mark(context, "wait");
  }

  @Override
  public void processFork(EventContext context, SyntheticTask child) {
    mark(context, "fork");
  }

  @Override
  public void processExec(EventContext context, String filename) {
    mark(context, "exec");
  }

  @Override
  public void processExit(EventContext context) {
    mark(context, "exit");
  }

  @Override
  public void processFree(EventContext context, SyntheticTask task) {
    mark(context, "free");
  }

  @Override
  public void piSetprio(EventContext context, SyntheticTask task, int oldPrio, int newPrio) {
    mark(context, "priority");
  }
}
