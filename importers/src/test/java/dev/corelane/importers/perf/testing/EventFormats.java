package dev.corelane.importers.perf.testing;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The formats of the scheduler tracepoints of one kernel.
///
/// Differences between the kernels, all seen in format texts of real machines: a fifth common field
/// before 3.10, the letters of `prev_state` and the bit for "+", `success` of the wake-ups,
/// `vruntime` of sched_stat_runtime, names as `__data_loc` and `group_dead` from 7.x on, and `long`
/// of four bytes on 32-bit kernels.
public final class EventFormats {
  private final KernelVersion kernel;
  private final int longSize;
  private final Map<SchedTracepoint, EventFormat> formats = new EnumMap<>(SchedTracepoint.class);

  /// The formats of `kernel`.
  ///
  /// @param longSize bytes of the kernel's `long`: 4 or 8
  public EventFormats(KernelVersion kernel, int longSize) {
    if (longSize != 4 && longSize != 8) {
      throw new IllegalArgumentException("a long has 4 or 8 bytes, not " + longSize);
    }
    this.kernel = kernel;
    this.longSize = longSize;
    for (SchedTracepoint tracepoint : SchedTracepoint.values()) {
      if (tracepoint != SchedTracepoint.WAKING || kernel.hasWaking()) {
        formats.put(tracepoint, build(tracepoint));
      }
    }
  }

  /// The kernel these formats are of.
  public KernelVersion kernel() {
    return kernel;
  }

  /// Bytes of the kernel's `long`.
  public int longSize() {
    return longSize;
  }

  /// The tracepoints this kernel has.
  public List<SchedTracepoint> tracepoints() {
    return List.copyOf(formats.keySet());
  }

  /// The format of one tracepoint.
  ///
  /// @throws IllegalArgumentException if the kernel does not have it
  public EventFormat get(SchedTracepoint tracepoint) {
    EventFormat format = formats.get(tracepoint);
    if (format == null) {
      throw new IllegalArgumentException(
          "kernel " + kernel.shortVersion() + " has no " + tracepoint.eventName());
    }
    return format;
  }

  private EventFormat build(SchedTracepoint tracepoint) {
    var f = new EventFormat.Builder(longSize, kernel.marksCharSigned()).common(kernel);
    boolean dynamic = kernel.hasDynamicComm();
    String print =
        switch (tracepoint) {
          case SWITCH -> {
            f.comm("prev_comm").pid("prev_pid").s32("prev_prio").kernelLong("prev_state");
            f.comm("next_comm").pid("next_pid").s32("next_prio");
            yield "\"prev_comm=%s prev_pid=%d prev_prio=%d prev_state=%s%s ==> next_comm=%s"
                + " next_pid=%d next_prio=%d\", REC->prev_comm, REC->prev_pid, REC->prev_prio, "
                + kernel.states().printArguments()
                + ", REC->next_comm, REC->next_pid, REC->next_prio";
          }
          case WAKING, WAKEUP, WAKEUP_NEW -> {
            f.comm("comm").pid("pid").s32("prio");
            if (kernel.hasWakeupSuccess()) {
              f.s32("success");
            }
            f.s32("target_cpu");
            yield kernel.printsWakeupSuccess()
                ? "\"comm=%s pid=%d prio=%d success=%d target_cpu=%03d\", REC->comm, REC->pid,"
                    + " REC->prio, REC->success, REC->target_cpu"
                : "\"comm=%s pid=%d prio=%d target_cpu=%03d\", REC->comm, REC->pid, REC->prio,"
                    + " REC->target_cpu";
          }
          case MIGRATE_TASK -> {
            f.comm("comm", dynamic).pid("pid").s32("prio").s32("orig_cpu").s32("dest_cpu");
            yield "\"comm=%s pid=%d prio=%d orig_cpu=%d dest_cpu=%d\", "
                + string("comm")
                + ", REC->pid, REC->prio, REC->orig_cpu, REC->dest_cpu";
          }
          case PROCESS_FORK -> {
            f.comm("parent_comm", dynamic).pid("parent_pid");
            f.comm("child_comm", dynamic).pid("child_pid");
            yield "\"comm=%s pid=%d child_comm=%s child_pid=%d\", "
                + string("parent_comm")
                + ", REC->parent_pid, "
                + string("child_comm")
                + ", REC->child_pid";
          }
          case PROCESS_EXEC -> {
            f.dynamicString("filename").pid("pid").pid("old_pid");
            yield "\"filename=%s pid=%d old_pid=%d\", __get_str(filename), REC->pid, REC->old_pid";
          }
          case PROCESS_EXIT -> {
            f.comm("comm").pid("pid").s32("prio");
            if (kernel.hasGroupDead()) {
              f.bool("group_dead");
              yield "\"comm=%s pid=%d prio=%d group_dead=%s\", REC->comm, REC->pid, REC->prio,"
                  + " REC->group_dead ? \"true\" : \"false\"";
            }
            yield "\"comm=%s pid=%d prio=%d\", REC->comm, REC->pid, REC->prio";
          }
          case PROCESS_FREE -> {
            f.comm("comm", dynamic).pid("pid").s32("prio");
            yield "\"comm=%s pid=%d prio=%d\", " + string("comm") + ", REC->pid, REC->prio";
          }
          case STAT_RUNTIME -> {
            f.comm("comm", dynamic).pid("pid").u64("runtime");
            String values = string("comm") + ", REC->pid, (unsigned long long)REC->runtime";
            if (kernel.hasVruntime()) {
              f.u64("vruntime");
              yield "\"comm=%s pid=%d runtime=%Lu [ns] vruntime=%Lu [ns]\", "
                  + values
                  + ", (unsigned long long)REC->vruntime";
            }
            yield "\"comm=%s pid=%d runtime=%Lu [ns]\", " + values;
          }
          case STAT_WAIT -> {
            f.comm("comm", dynamic).pid("pid").u64("delay");
            yield "\"comm=%s pid=%d delay=%Lu [ns]\", "
                + string("comm")
                + ", REC->pid, (unsigned long long)REC->delay";
          }
          case PI_SETPRIO -> {
            f.comm("comm", dynamic).pid("pid").s32("oldprio").s32("newprio");
            yield "\"comm=%s pid=%d oldprio=%d newprio=%d\", "
                + string("comm")
                + ", REC->pid, REC->oldprio, REC->newprio";
          }
        };
    return f.build(tracepoint, print);
  }

  private String string(String field) {
    return kernel.hasDynamicComm() ? "__get_str(" + field + ")" : "REC->" + field;
  }
}
