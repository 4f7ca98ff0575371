package dev.corelane.importers.ftrace;

import dev.corelane.importers.kernel.EventField;
import dev.corelane.importers.kernel.EventFormat;
import dev.corelane.importers.kernel.RawEvent;
import dev.corelane.importers.kernel.SchedulingTracker;
import dev.corelane.importers.kernel.TracepointHandler;
import dev.corelane.importers.kernel.TracingData;
import dev.corelane.trace.timeline.TimelineBuilder;
import org.jspecify.annotations.Nullable;

/// The texts that programs write to `trace_marker` and the kernel by `trace_printk`: `print` holds
/// the text, `bputs` the address of one, `bprint` the address of a format and the arguments. Each
/// becomes a mark.
final class PrintHandlers {
  private static final String CATEGORY = "print";
  private static final int LONGEST = 4096;

  private final TracingData tracing;
  private final SchedulingTracker tracker;
  private final TimelineBuilder builder;
  private @Nullable PrintkFormats formats;

  PrintHandlers(TracingData tracing, SchedulingTracker tracker, TimelineBuilder builder) {
    this.tracing = tracing;
    this.tracker = tracker;
    this.builder = builder;
  }

  /// The handler of one of ftrace's own events, null for one that makes no mark.
  @Nullable TracepointHandler handler(EventFormat format) {
    return switch (format.name()) {
      case "print" -> print(format.field("buf"));
      case "bputs" -> bputs(format.field("str"));
      case "bprint" -> bprint(format.field("fmt"), format.field("buf"));
      default -> null;
    };
  }

  private @Nullable TracepointHandler print(@Nullable EventField buffer) {
    if (buffer == null) {
      return null;
    }
    int offset = buffer.offset();
    return event -> mark(event, event.tail(offset));
  }

  private @Nullable TracepointHandler bputs(@Nullable EventField address) {
    if (address == null) {
      return null;
    }
    return event -> mark(event, text(event.number(address)));
  }

  private @Nullable TracepointHandler bprint(
      @Nullable EventField address, @Nullable EventField arguments) {
    if (address == null || arguments == null) {
      return null;
    }
    return event ->
        mark(
            event,
            BinaryPrint.format(
                text(event.number(address)), event, arguments.offset(), address.size()));
  }

  private String text(long address) {
    if (formats == null) {
      formats = PrintkFormats.parse(tracing.printkFormats());
    }
    return formats.at(address);
  }

  private void mark(RawEvent event, String text) {
    String line = text.substring(0, Math.min(text.length(), LONGEST)).strip();
    int task = tracker.task(event.tid, event.timeNs);
    builder.mark(event.timeNs, tracker.cpuIndex(event.cpu), task, CATEGORY, line);
  }
}
