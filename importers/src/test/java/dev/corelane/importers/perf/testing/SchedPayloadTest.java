package dev.corelane.importers.perf.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Reads payloads back by the field offsets of the format text.
class SchedPayloadTest {
  record Machine(KernelVersion kernel, int longSize, ByteOrder order) {}

  static List<Machine> machines() {
    return Arrays.stream(KernelVersion.values())
        .flatMap(
            k ->
                Stream.of(
                    new Machine(k, 8, ByteOrder.LITTLE_ENDIAN),
                    new Machine(k, 4, ByteOrder.LITTLE_ENDIAN),
                    new Machine(k, 8, ByteOrder.BIG_ENDIAN)))
        .toList();
  }

  private static final TaskComm COMM = TaskComm.over(TaskComm.of("postgres: x"), "psql");

  /// A payload that starts at an odd place in the buffer, and its format.
  private record Encoded(EventFormat format, ByteBuffer bytes, int longSize) {
    static Encoded of(
        Machine machine, SchedTracepoint which, BiConsumer<SchedPayload, RecordBuffer> writing) {
      var formats = new EventFormats(machine.kernel, machine.longSize);
      var buffer = new RecordBuffer(machine.order).zeros(12);
      writing.accept(new SchedPayload(formats).context(8, 1, 77), buffer);
      ByteBuffer all = ByteBuffer.wrap(buffer.toByteArray());
      ByteBuffer bytes = all.slice(12, all.limit() - 12).order(machine.order);
      return new Encoded(formats.get(which), bytes, machine.longSize);
    }

    int s32(String field) {
      assertThat(format.field(field).size()).isEqualTo(4);
      return bytes.getInt(format.field(field).offset());
    }

    long kernelLong(String field) {
      int at = format.field(field).offset();
      return longSize == 4 ? bytes.getInt(at) : bytes.getLong(at);
    }

    long u64(String field) {
      return bytes.getLong(format.field(field).offset());
    }

    String text(String field) {
      int at = format.field(field).offset();
      if (format.field(field).declaration().startsWith("__data_loc")) {
        int location = bytes.getInt(at);
        String text = PerfDataWalker.zstr(bytes, location & 0xffff);
        assertThat(location >>> 16).isEqualTo(text.length() + 1);
        return text;
      }
      return PerfDataWalker.zstr(bytes, at);
    }

    void hasCommonFields(int id) {
      assertThat(bytes.getShort(0)).isEqualTo((short) id);
      assertThat(bytes.get(2)).isEqualTo((byte) 8);
      assertThat(bytes.get(3)).isEqualTo((byte) 1);
      assertThat(bytes.getInt(4)).isEqualTo(77);
    }
  }

  @ParameterizedTest
  @MethodSource("machines")
  void schedSwitch(Machine machine) {
    Encoded e =
        Encoded.of(
            machine,
            SchedTracepoint.SWITCH,
            (p, out) ->
                p.schedSwitch(
                    out, COMM, 77, 120, TaskState.RUNNING, true, TaskComm.of("idle"), 0, 119));
    e.hasCommonFields(310);
    assertThat(e.text("prev_comm")).isEqualTo("psql");
    assertThat(e.s32("prev_pid")).isEqualTo(77);
    assertThat(e.s32("prev_prio")).isEqualTo(120);
    assertThat(e.kernelLong("prev_state"))
        .isEqualTo(machine.kernel.states().encode(TaskState.RUNNING, true));
    assertThat(e.text("next_comm")).isEqualTo("idle");
    assertThat(e.s32("next_pid")).isZero();
    assertThat(e.s32("next_prio")).isEqualTo(119);
    int afterName = e.format.field("prev_comm").offset() + 5;
    assertThat(e.bytes.get(afterName)).as("left over behind the NUL").isEqualTo((byte) 'r');
  }

  @ParameterizedTest
  @MethodSource("machines")
  void wakeup(Machine machine) {
    Encoded e =
        Encoded.of(
            machine,
            SchedTracepoint.WAKEUP_NEW,
            (p, out) -> p.wakeup(out, SchedTracepoint.WAKEUP_NEW, COMM, 5, 99, 3));
    e.hasCommonFields(311);
    assertThat(e.text("comm")).isEqualTo("psql");
    assertThat(e.s32("pid")).isEqualTo(5);
    assertThat(e.s32("prio")).isEqualTo(99);
    assertThat(e.s32("target_cpu")).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("machines")
  void migrateTask(Machine machine) {
    Encoded e =
        Encoded.of(
            machine,
            SchedTracepoint.MIGRATE_TASK,
            (p, out) -> p.migrateTask(out, COMM, 5, 99, 3, 4));
    e.hasCommonFields(309);
    assertThat(e.text("comm")).isEqualTo("psql");
    assertThat(e.s32("pid")).isEqualTo(5);
    assertThat(e.s32("prio")).isEqualTo(99);
    assertThat(e.s32("orig_cpu")).isEqualTo(3);
    assertThat(e.s32("dest_cpu")).isEqualTo(4);
  }

  @ParameterizedTest
  @MethodSource("machines")
  void times(Machine machine) {
    Encoded runtime =
        Encoded.of(
            machine,
            SchedTracepoint.STAT_RUNTIME,
            (p, out) -> p.statRuntime(out, COMM, 5, 123_456_789_012L, 42));
    assertThat(runtime.text("comm")).isEqualTo("psql");
    assertThat(runtime.s32("pid")).isEqualTo(5);
    assertThat(runtime.u64("runtime")).isEqualTo(123_456_789_012L);
    Encoded wait =
        Encoded.of(
            machine, SchedTracepoint.STAT_WAIT, (p, out) -> p.statWait(out, COMM, 5, 987_654L));
    assertThat(wait.u64("delay")).isEqualTo(987_654L);
    assertThat(wait.text("comm")).isEqualTo("psql");
  }

  @ParameterizedTest
  @MethodSource("machines")
  void lifeOfATask(Machine machine) {
    Encoded fork =
        Encoded.of(
            machine,
            SchedTracepoint.PROCESS_FORK,
            (p, out) -> p.processFork(out, COMM, 5, TaskComm.of("child"), 6));
    assertThat(fork.text("parent_comm")).isEqualTo("psql");
    assertThat(fork.s32("parent_pid")).isEqualTo(5);
    assertThat(fork.text("child_comm")).isEqualTo("child");
    assertThat(fork.s32("child_pid")).isEqualTo(6);
    Encoded exec =
        Encoded.of(
            machine,
            SchedTracepoint.PROCESS_EXEC,
            (p, out) -> p.processExec(out, "/usr/bin/psql", 6, 7));
    assertThat(exec.text("filename")).isEqualTo("/usr/bin/psql");
    assertThat(exec.s32("pid")).isEqualTo(6);
    assertThat(exec.s32("old_pid")).isEqualTo(7);
    Encoded exit =
        Encoded.of(
            machine,
            SchedTracepoint.PROCESS_EXIT,
            (p, out) -> p.processExit(out, COMM, 6, 120, true));
    assertThat(exit.text("comm")).isEqualTo("psql");
    assertThat(exit.s32("prio")).isEqualTo(120);
    Encoded free =
        Encoded.of(
            machine, SchedTracepoint.PROCESS_FREE, (p, out) -> p.processFree(out, COMM, 6, 120));
    assertThat(free.text("comm")).isEqualTo("psql");
    assertThat(free.s32("pid")).isEqualTo(6);
    Encoded boost =
        Encoded.of(
            machine, SchedTracepoint.PI_SETPRIO, (p, out) -> p.piSetprio(out, COMM, 6, 120, 98));
    assertThat(boost.s32("oldprio")).isEqualTo(120);
    assertThat(boost.s32("newprio")).isEqualTo(98);
  }
}
