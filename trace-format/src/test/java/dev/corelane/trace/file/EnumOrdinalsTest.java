package dev.corelane.trace.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.trace.diagnostics.Severity;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Wakeup;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The places of these constants stand in files: new ones go to the end, none may move or go.
class EnumOrdinalsTest {
  @ParameterizedTest
  @MethodSource
  void constantsKeepTheirPlaces(Enum<?>[] constants, int bits, String names) {
    assertThat(Arrays.stream(constants).map(Enum::name)).startsWith(names.split(" "));
    assertThat(constants).as("fit into their bits").hasSizeLessThanOrEqualTo(1 << bits);
  }

  static Stream<Arguments> constantsKeepTheirPlaces() {
    return Stream.of(
        arguments(
            SliceEnd.values(),
            4,
            "UNKNOWN SLEEPING UNINTERRUPTIBLE STOPPED EXITED YIELDED PREEMPTED_USER"
                + " PREEMPTED_KERNEL PREEMPTED IDLE_END TRACE_END"),
        arguments(
            StateKind.values(),
            4,
            "UNKNOWN RUNNING RUNNABLE_WAKEUP RUNNABLE_PREEMPTED SLEEPING UNINTERRUPTIBLE STOPPED"
                + " DEAD"),
        arguments(
            LockKind.values(),
            30,
            "OTHER KERNEL_SPIN KERNEL_MUTEX KERNEL_RWSEM KERNEL_RTMUTEX KERNEL_PERCPU LWLOCK"
                + " HEAVYWEIGHT PG_SPINLOCK FUTEX SIMULATED"),
        arguments(
            LockMode.values(),
            4,
            "UNKNOWN EXCLUSIVE SHARED WAIT_UNTIL_FREE ACCESS_SHARE ROW_SHARE ROW_EXCLUSIVE"
                + " SHARE_UPDATE_EXCLUSIVE SHARE SHARE_ROW_EXCLUSIVE HEAVY_EXCLUSIVE"
                + " ACCESS_EXCLUSIVE"),
        arguments(Provenance.values(), 2, "RECORDED DERIVED INFERRED SYNTHETIC"),
        arguments(Severity.values(), 30, "INFO WARNING DATA_LOSS ERROR"),
        arguments(Wakeup.Kind.values(), 2, "WAKING WAKEUP NEW"));
  }

  private static Arguments arguments(Enum<?>[] constants, int bits, String names) {
    return Arguments.of(constants, bits, names);
  }
}
