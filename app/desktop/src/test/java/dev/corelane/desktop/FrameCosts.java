package dev.corelane.desktop;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/// What frames cost: the processor time of the JavaFX thread and of the renderer, and the time from
/// one frame to the next. To be used on the JavaFX thread.
final class FrameCosts {
  private static final ThreadMXBean CPU_TIMES = ManagementFactory.getThreadMXBean();

  private final long[] cpuNs;
  private final long[] apartNs;
  private int frames;
  private long lastCpuNs;
  private long lastNs;
  private long rendererNs;

  /// @param most frames of a pass
  FrameCosts(int most) {
    cpuNs = new long[most];
    apartNs = new long[most];
  }

  /// Begins a pass.
  void begin() {
    frames = 0;
    lastCpuNs = CPU_TIMES.getCurrentThreadCpuTime();
    lastNs = System.nanoTime();
    rendererNs = rendererCpuNs();
  }

  /// A frame begins.
  void frame() {
    long cpu = CPU_TIMES.getCurrentThreadCpuTime();
    long now = System.nanoTime();
    cpuNs[frames] = cpu - lastCpuNs;
    apartNs[frames++] = now - lastNs;
    lastCpuNs = cpu;
    lastNs = now;
  }

  /// @return processor time of the pass
  String line() {
    return "processor time of a frame: JavaFX thread %s, renderer mean %.2f ms"
        .formatted(percentiles(cpuNs), (rendererCpuNs() - rendererNs) / 1e6 / frames);
  }

  /// @return time from one frame to the next
  String apart() {
    return "frame to frame " + percentiles(apartNs);
  }

  private String percentiles(long[] values) {
    long[] sorted = Arrays.copyOf(values, frames);
    Arrays.sort(sorted);
    return "p50 %.2f ms  p99 %.2f ms"
        .formatted(sorted[frames / 2] / 1e6, sorted[frames * 99 / 100] / 1e6);
  }

  private static long rendererCpuNs() {
    return Arrays.stream(CPU_TIMES.getThreadInfo(CPU_TIMES.getAllThreadIds()))
        .filter(info -> info != null && info.getThreadName().startsWith("QuantumRenderer"))
        .mapToLong(info -> CPU_TIMES.getThreadCpuTime(info.getThreadId()))
        .sum();
  }
}
