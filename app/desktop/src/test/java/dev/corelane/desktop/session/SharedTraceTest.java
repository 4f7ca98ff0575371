package dev.corelane.desktop.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corelane.render.digest.TraceDigest;
import dev.corelane.trace.timeline.Timeline;
import org.junit.jupiter.api.Test;

class SharedTraceTest {
  private final Timeline timeline = TestTimelines.small();
  private final SharedTrace trace = new SharedTrace("perf.data", TraceDigest.of(timeline));

  @Test
  void staysOpenForTheOtherUser() {
    assertThat(trace.share()).isSameAs(trace);
    trace.release();
    assertThat(timeline.slices(0).count()).isPositive();
    trace.release();
  }

  @Test
  void isClosedByItsLastUser() {
    trace.release();
    assertThatThrownBy(() -> timeline.slices(0).startNs(0))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void isNotTakenUpAgain() {
    trace.release();
    assertThatThrownBy(trace::share)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("perf.data is closed");
    assertThatThrownBy(trace::release).isInstanceOf(IllegalStateException.class);
  }
}
