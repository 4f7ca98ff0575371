package dev.corelane.importers.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.kernel.testing.EventWriter;
import dev.corelane.importers.kernel.testing.Facts;
import dev.corelane.importers.testing.Traces;
import dev.corelane.trace.timeline.CounterValue;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Interrupts, timers, processor states, page faults.
class MachineTest {
  @Test
  void interruptsAreSpansOfTheTaskTheyInterrupt() {
    try (EventWriter trace =
            new EventWriter()
                .event("irq:irq_handler_entry", "int irq", "__data_loc char[] name")
                .event("irq:irq_handler_exit", "int irq", "int ret")
                .event("irq:softirq_entry", "unsigned int vec")
                .event("irq:softirq_exit", "unsigned int vec");
        Timeline timeline =
            trace
                .at(100, 7, "irq:softirq_entry", 9)
                .at(110, 7, "irq:irq_handler_entry", 4, "ttyS0")
                .onCpu(1)
                .at(111, 0, "irq:irq_handler_entry", 5, "eth0")
                .at(112, 0, "irq:irq_handler_exit", 5, 1)
                .at(114, 8, "irq:irq_handler_exit", 4, 1)
                .onCpu(0)
                .at(120, 7, "irq:irq_handler_exit", 4, 1)
                .at(150, 7, "irq:softirq_exit", 9)
                .at(160, 7, "irq:softirq_entry", 1)
                .end(200)) {
      assertThat(Facts.spans(timeline))
          .containsExactly(
              "softirq 'RCU' 7 100-150 recorded", "irq 'irq 4 ttyS0' 7 110-120 recorded");
      assertThat(timeline.spans().get(1).parent()).isZero();
      assertThat(Traces.problems(timeline)).isEmpty();
    }
  }

  @Test
  void timersAreSpans() {
    try (EventWriter trace =
            new EventWriter()
                .event("timer:hrtimer_expire_entry", "void * hrtimer", "u64 now")
                .event("timer:hrtimer_expire_exit", "void * hrtimer")
                .event("timer:timer_expire_entry", "void * timer", "u64 now")
                .event("timer:timer_expire_exit", "void * timer");
        Timeline timeline =
            trace
                .at(100, 7, "timer:hrtimer_expire_entry", 0xa, 100)
                .at(104, 7, "timer:hrtimer_expire_exit", 0xa)
                .at(110, 7, "timer:timer_expire_entry", 0xb, 110)
                .at(117, 7, "timer:timer_expire_exit", 0xb)
                .end(200)) {
      assertThat(Facts.spans(timeline))
          .containsExactly(
              "timer 'hrtimer' 7 100-104 recorded", "timer 'timer' 7 110-117 recorded");
    }
  }

  @Test
  void frequencyAndIdleStatesAreCountersOfTheirCpu() {
    try (EventWriter trace =
            new EventWriter()
                .event("power:cpu_frequency", "u32 state", "u32 cpu_id")
                .event("power:cpu_idle", "u32 state", "u32 cpu_id");
        Timeline timeline =
            trace
                .at(100, 0, "power:cpu_idle", 3, 0)
                .at(110, 7, "power:cpu_frequency", 2_400_000, 2)
                .at(120, 0, "power:cpu_idle", 0xffff_ffffL, 0)
                .at(130, 7, "power:cpu_idle", 1, 40_000)
                .end(200)) {
      List<String> lines = new ArrayList<>();
      for (long row = 0; row < timeline.counters().size(); row++) {
        CounterValue value = timeline.counters().get(row);
        var track = timeline.counterTracks().get(value.track());
        int cpu = timeline.cpus().get(track.cpu()).number();
        lines.add(
            track.name()
                + " "
                + track.unit()
                + " cpu"
                + cpu
                + " "
                + value.timeNs()
                + " "
                + value.value());
      }
      assertThat(lines)
          .containsExactly(
              "idle state  cpu0 100 3.0",
              "frequency kHz cpu2 110 2400000.0",
              "idle state  cpu0 120 -1.0");
    }
  }

  @Test
  void pageFaultsAreThinned() {
    try (EventWriter trace =
        new EventWriter()
            .event(
                "exceptions:page_fault_user",
                "unsigned long address",
                "unsigned long ip",
                "unsigned long error_code")
            .event(
                "exceptions:page_fault_kernel",
                "unsigned long address",
                "unsigned long ip",
                "unsigned long error_code")) {
      trace.at(1_000, 7, "exceptions:page_fault_user", 0x1000, 0x400000, 6);
      for (int i = 0; i < 500; i++) {
        trace.at(1_001 + i, 7, "exceptions:page_fault_user", 0x2000, 0x400000, 4);
      }
      trace.at(1_600, 8, "exceptions:page_fault_user", 0x1000, 0x400000, 20);
      try (Timeline timeline =
          trace.at(101_000, 7, "exceptions:page_fault_kernel", 0x3000, 0x400000, 0).end(200_000)) {
        assertThat(Facts.marks(timeline))
            .containsExactly(
                "page fault 'user write' 7 1000",
                "page fault 'user execute' 8 1600",
                "page fault 'kernel read' 7 101000");
        assertThat(Traces.problems(timeline)).isEqualTo("kernel.page-faults-thinned=500");
      }
    }
  }

  @Test
  void reasonsForBlockingAreMarks() {
    try (EventWriter trace =
            new EventWriter()
                .event("sched:sched_blocked_reason", "int pid", "void * caller", "u8 io_wait");
        Timeline timeline =
            trace
                .at(100, 7, "sched:sched_blocked_reason", 9, 0xffff_1234L, 1)
                .at(110, 7, "sched:sched_blocked_reason", 9, 0xffff_1234L, 0)
                .end(200)) {
      assertThat(Facts.marks(timeline))
          .containsExactly("blocked 'I/O at 0xffff1234' 9 100", "blocked 'at 0xffff1234' 9 110");
    }
  }
}
