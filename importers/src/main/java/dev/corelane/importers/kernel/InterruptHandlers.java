package dev.corelane.importers.kernel;

import dev.corelane.importers.locks.SpanTracker;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.Task;
import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/// Interrupts, soft interrupts and timers: spans of the task that they interrupt, since their time
/// is inside its run time. Those that interrupt the idle task take nobody's time and are left out.
final class InterruptHandlers {
  private static final int IRQ = 0;
  private static final int SOFTIRQ = 1 << 16;
  private static final int TIMER = 2 << 16;
  private static final int HRTIMER = TIMER + 1;

  /// Soft interrupts by number (include/linux/interrupt.h).
  private static final String[] VECTORS = {
    "HI", "TIMER", "NET_TX", "NET_RX", "BLOCK", "IRQ_POLL", "TASKLET", "SCHED", "HRTIMER", "RCU"
  };

  private final SchedulingTracker tracker;
  private final Int2ObjectHashMap<String> names = new Int2ObjectHashMap<>();
  private @Nullable SpanTracker spans;

  InterruptHandlers(SchedulingTracker tracker) {
    this.tracker = tracker;
  }

  @Nullable TracepointHandler handler(EventFormat format) {
    return switch (format.fullName()) {
      case "irq:irq_handler_entry" -> irqEntry(format);
      case "irq:irq_handler_exit" -> exit(format.field("irq"), IRQ);
      case "irq:softirq_entry" -> softirqEntry(format);
      case "irq:softirq_exit" -> exit(format.field("vec"), SOFTIRQ);
      case "timer:timer_expire_entry" -> timerEntry(TIMER, "timer");
      case "timer:timer_expire_exit" -> exit(null, TIMER);
      case "timer:hrtimer_expire_entry" -> timerEntry(HRTIMER, "hrtimer");
      case "timer:hrtimer_expire_exit" -> exit(null, HRTIMER);
      default -> null;
    };
  }

  private SpanTracker spans() {
    if (spans == null) {
      spans = new SpanTracker(tracker.sink(), false);
      tracker.sink().follow(spans);
    }
    return spans;
  }

  private TracepointHandler irqEntry(EventFormat format) {
    EventField irq = format.field("irq");
    EventField name = format.field("name");
    SpanTracker open = spans();
    return e -> {
      int number = (int) e.number(irq);
      String text = names.get(number);
      if (text == null) {
        text = "irq " + number + " " + e.string(name);
        names.put(number, text);
      }
      begin(open, e, IRQ + (number & 0xffff), Span.IRQ, text);
    };
  }

  private TracepointHandler softirqEntry(EventFormat format) {
    EventField vector = format.field("vec");
    SpanTracker open = spans();
    return e -> {
      int number = (int) e.number(vector);
      String text = number >= 0 && number < VECTORS.length ? VECTORS[number] : "softirq";
      begin(open, e, SOFTIRQ + (number & 0xffff), Span.SOFTIRQ, text);
    };
  }

  private TracepointHandler timerEntry(int sort, String text) {
    SpanTracker open = spans();
    return e -> begin(open, e, sort, Span.TIMER, text);
  }

  private void begin(SpanTracker open, RawEvent e, int sort, String category, String text) {
    if (e.cpu >= 0 && e.cpu <= CpuStates.HIGHEST_NUMBER) {
      int task = e.tid > 0 ? tracker.task(e.tid, e.timeNs) : Task.IDLE;
      open.begin(e.timeNs, e.cpu, task, sort, false, category, text);
    }
  }

  private TracepointHandler exit(@Nullable EventField number, int sort) {
    SpanTracker open = spans();
    return e -> {
      if (e.cpu >= 0) {
        open.end(e.timeNs, e.cpu, sort + ((int) e.number(number) & 0xffff), "");
      }
    };
  }
}
