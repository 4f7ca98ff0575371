package dev.corelane.importers.kernel;

import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The CPUs of a trace by the kernel's number.
final class CpuStates {
  /// Highest number that a timeline can hold; Linux is built for at most 8192 (NR_CPUS).
  static final int HIGHEST_NUMBER = 16382;

  private final TimelineBuilder builder;
  private @Nullable CpuState[] byNumber = new CpuState[64];

  CpuStates(TimelineBuilder builder) {
    this.builder = builder;
  }

  CpuState get(int number) {
    if (number >= byNumber.length) {
      byNumber = Arrays.copyOf(byNumber, Math.max(number + 1, byNumber.length * 2));
    }
    CpuState state = byNumber[number];
    if (state == null) {
      state = new CpuState(builder.cpu(number), number);
      byNumber[number] = state;
    }
    return state;
  }

  /// The index of a number, -1 for a number that no CPU can have.
  int indexOf(int number) {
    return number < 0 || number > HIGHEST_NUMBER ? -1 : get(number).index;
  }

  void forEach(Consumer<CpuState> action) {
    for (CpuState state : byNumber) {
      if (state != null) {
        action.accept(state);
      }
    }
  }

  long lastEventNs() {
    long last = Long.MIN_VALUE;
    for (CpuState state : byNumber) {
      if (state != null) {
        last = Math.max(last, state.lastEventNs);
      }
    }
    return last;
  }
}
