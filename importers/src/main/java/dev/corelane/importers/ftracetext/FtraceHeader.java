package dev.corelane.importers.ftracetext;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the comment lines of a trace tell.
final class FtraceHeader {
  private static final int LONGEST = 512;
  private static final Pattern WRITTEN =
      Pattern.compile("entries-in-buffer/entries-written: (\\d{1,18}+)/(\\d{1,18}+)");
  private static final Pattern RELEASE =
      Pattern.compile("latency trace v\\S{1,20}+ on (\\S{1,100}+)");
  private static final Pattern MODEL = Pattern.compile("\\(M:(\\S{1,60}+)");

  private final IrqInfo irqInfo;

  /// Events that were overwritten before the text was read.
  long overwritten;

  /// Kernel release, null unknown.
  @Nullable String release;

  /// Preemption model as the timeline names it, null unknown.
  @Nullable String model;

  /// Whether it is the trace of function_graph.
  boolean callGraph;

  FtraceHeader(IrqInfo irqInfo) {
    this.irqInfo = irqInfo;
  }

  void read(String line) {
    if (line.length() > LONGEST) {
      return;
    }
    irqInfo.header(line);
    callGraph |= line.startsWith("# tracer: function_graph");
    Matcher written = WRITTEN.matcher(line);
    if (written.find()) {
      overwritten +=
          Math.max(0, Long.parseLong(written.group(2)) - Long.parseLong(written.group(1)));
    }
    Matcher kernel = RELEASE.matcher(line);
    if (kernel.find()) {
      release = kernel.group(1);
    }
    Matcher preemption = MODEL.matcher(line);
    if (preemption.find()) {
      model = model(preemption.group(1));
    }
  }

  /// The model by the names until 7.0 (`server`, `desktop`, ..; kernel/trace/trace.c) and since
  /// (`PREEMPT(lazy)`, `PREEMPT_{RT,(full)}`; preempt_model_str in kernel/sched/core.c).
  private static @Nullable String model(String name) {
    return switch (name) {
      case "server", "NONE" -> "none";
      case "desktop", "VOLUNTARY" -> "voluntary";
      case "preempt", "PREEMPT" -> "full";
      case "lazy" -> "lazy";
      case "preempt_rt", "PREEMPT_RT" -> "rt";
      default -> {
        if (name.startsWith("PREEMPT_{RT") || name.startsWith("PREEMPT_RT")) {
          yield "rt";
        }
        yield name.contains("(lazy)")
            ? "lazy"
            : name.contains("(full)")
                ? "full"
                : name.contains("(voluntary)")
                    ? "voluntary"
                    : name.contains("(none)") ? "none" : null;
      }
    };
  }
}
