package dev.corelane.importers.kernel.text;

import static dev.corelane.importers.kernel.text.RecordLayout.Type.COMM;
import static dev.corelane.importers.kernel.text.RecordLayout.Type.HEX;
import static dev.corelane.importers.kernel.text.RecordLayout.Type.INT;
import static dev.corelane.importers.kernel.text.RecordLayout.Type.LONG;
import static dev.corelane.importers.kernel.text.RecordLayout.Type.STATE;
import static dev.corelane.importers.kernel.text.RecordLayout.Type.STRING;
import static dev.corelane.importers.kernel.text.RecordLayout.Type.WORD;

import org.jspecify.annotations.Nullable;

/// The tracepoints whose text is not plain `key=value`, or whose layout must not depend on the
/// first line met. Keys are those of the print formats in include/trace/events.
final class Catalogue {
  /// How the body of an event is written.
  enum Grammar {
    /// `key=value` throughout.
    KEYS,
    /// `prev_comm=.. ==> next_comm=..`, or `comm:pid [prio] S ==> comm:pid [prio]`.
    SWITCH,
    /// `comm=.. pid=..`, or `comm:pid [prio] CPU:003`.
    WAKEUP,
    /// `0xaddress (flags=SPIN|MUTEX)`, `0xaddress (ret=0)`, `0xaddress try read name`.
    LOCK,
    /// `NR 202 (hex, hex, ..)`, `NR 202 = 1`, or `id=.. args=ARRAY[..]`.
    SYSTEM_CALL,
    /// `name: hex, name: hex`, with or without parentheses.
    ARGUMENTS,
    /// Any text; what ftrace prints before it (an address, the function that wrote it) is left out.
    TEXT
  }

  /// An event of the catalogue.
  record Entry(Grammar grammar, RecordLayout layout) {}

  private Catalogue() {}

  /// The entry of an event.
  ///
  /// @return null for an event whose layout is to be learnt
  static @Nullable Entry find(String system, String name) {
    return switch (system) {
      case "sched" -> sched(name);
      case "lock" -> lock(name);
      case "raw_syscalls", "syscalls" -> systemCall(system, name);
      case "irq" -> irq(name);
      case "ftrace" ->
          new Entry(
              Grammar.TEXT, new RecordLayout.Builder(system, name).place("buf", STRING).build(""));
      default -> null;
    };
  }

  private static @Nullable Entry sched(String name) {
    var layout = new RecordLayout.Builder("sched", name);
    return switch (name) {
      case "sched_switch" -> new Entry(Grammar.SWITCH, switchLayout(TaskStates.PRINT_FORMAT));
      case "sched_waking", "sched_wakeup", "sched_wakeup_new" ->
          new Entry(
              Grammar.WAKEUP,
              layout
                  .field("comm", COMM)
                  .field("pid", INT)
                  .field("prio", INT)
                  .optional("success", INT)
                  .keyed("target_cpu", INT, "target_cpu=", "cpu=")
                  .build(""));
      case "sched_migrate_task" ->
          keys(
              layout
                  .field("comm", COMM)
                  .field("pid", INT)
                  .field("prio", INT)
                  .field("orig_cpu", INT)
                  .field("dest_cpu", INT));
      case "sched_process_fork" ->
          keys(
              layout
                  .keyed("parent_comm", COMM, "comm=", "parent_comm=")
                  .keyed("parent_pid", INT, "pid=", "parent_pid=")
                  .field("child_comm", COMM)
                  .field("child_pid", INT));
      case "sched_process_exec" ->
          keys(layout.field("filename", STRING).field("pid", INT).optional("old_pid", INT));
      case "sched_process_exit", "sched_process_free", "sched_process_wait" ->
          keys(layout.field("comm", COMM).field("pid", INT).field("prio", INT));
      case "sched_pi_setprio" ->
          keys(
              layout
                  .field("comm", COMM)
                  .field("pid", INT)
                  .field("oldprio", INT)
                  .field("newprio", INT));
      case "sched_stat_runtime" ->
          keys(layout.field("comm", COMM).field("pid", INT).field("runtime", LONG));
      case "sched_stat_wait", "sched_stat_sleep", "sched_stat_iowait", "sched_stat_blocked" ->
          keys(layout.field("comm", COMM).field("pid", INT).field("delay", LONG));
      case "sched_blocked_reason" ->
          keys(
              layout
                  .field("pid", INT)
                  .keyed("io_wait", INT, "iowait=", "io_wait=")
                  .field("caller", STRING));
      default -> null;
    };
  }

  /// `sched_switch` with the state table that a text form can tell.
  static RecordLayout switchLayout(String printFormat) {
    return new RecordLayout.Builder("sched", "sched_switch")
        .field("prev_comm", COMM)
        .field("prev_pid", INT)
        .field("prev_prio", INT)
        .field("prev_state", STATE)
        .field("next_comm", COMM)
        .field("next_pid", INT)
        .field("next_prio", INT)
        .build(printFormat);
  }

  private static @Nullable Entry lock(String name) {
    var layout = new RecordLayout.Builder("lock", name);
    return switch (name) {
      case "contention_begin" -> lock(layout.place("lock_addr", HEX).optional("flags", WORD));
      case "contention_end" -> lock(layout.place("lock_addr", HEX).optional("ret", INT));
      case "contended_release" -> lock(layout.place("lock_addr", HEX));
      case "lock_acquire" ->
          lock(layout.place("lockdep_addr", HEX).place("flags", INT).place("name", STRING));
      case "lock_acquired", "lock_contended", "lock_release" ->
          lock(layout.place("lockdep_addr", HEX).place("name", STRING));
      default -> null;
    };
  }

  private static Entry lock(RecordLayout.Builder layout) {
    return new Entry(Grammar.LOCK, layout.build(""));
  }

  private static @Nullable Entry systemCall(String system, String name) {
    var layout = new RecordLayout.Builder(system, name);
    return switch (name) {
      case "sys_enter" ->
          new Entry(
              Grammar.SYSTEM_CALL,
              layout.field("id", LONG).place("args", RecordLayout.Type.ARGUMENTS).build(""));
      case "sys_exit" ->
          new Entry(Grammar.SYSTEM_CALL, layout.field("id", LONG).field("ret", LONG).build(""));
      case "sys_enter_sched_yield" -> new Entry(Grammar.ARGUMENTS, layout.build(""));
      case "sys_enter_futex" ->
          new Entry(
              Grammar.ARGUMENTS,
              layout
                  .place("__syscall_nr", INT)
                  .keyed("uaddr", HEX, "uaddr: ", "uaddr=")
                  .keyed("op", HEX, "op: ", "op=")
                  .keyed("val", HEX, "val: ", "val=")
                  .keyed("utime", HEX, "utime: ", "utime=")
                  .keyed("uaddr2", HEX, "uaddr2: ", "uaddr2=")
                  .keyed("val3", HEX, "val3: ", "val3=")
                  .build(""));
      case "sys_exit_futex" ->
          new Entry(
              Grammar.ARGUMENTS, layout.place("__syscall_nr", INT).place("ret", HEX).build(""));
      default -> null;
    };
  }

  private static @Nullable Entry irq(String name) {
    var layout = new RecordLayout.Builder("irq", name);
    return switch (name) {
      case "irq_handler_entry" -> keys(layout.field("irq", INT).field("name", STRING));
      case "irq_handler_exit" -> keys(layout.field("irq", INT).field("ret", WORD));
      case "softirq_entry", "softirq_exit", "softirq_raise" -> keys(layout.field("vec", INT));
      default -> null;
    };
  }

  private static Entry keys(RecordLayout.Builder layout) {
    return new Entry(Grammar.KEYS, layout.build(""));
  }
}
