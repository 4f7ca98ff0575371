package dev.corelane.desktop.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameMeterTest {
  private static final long MS = 1_000_000;

  @Test
  void takesPercentilesByNearestRank() {
    FrameMeter meter = new FrameMeter();
    assertThat(meter.paintNs(99)).isZero();
    long at = 0;
    for (int i = 1; i <= 100; i++) {
      at += 16 * MS;
      meter.frame(at, at + i * MS);
    }
    assertThat(meter.frames()).isEqualTo(100);
    assertThat(meter.lastPaintNs()).isEqualTo(100 * MS);
    assertThat(meter.paintNs(50)).isEqualTo(50 * MS);
    assertThat(meter.paintNs(99)).isEqualTo(99 * MS);
    assertThat(meter.intervalNs(50)).isEqualTo(16 * MS);
  }

  @Test
  void restsBetweenMovementsAreNoIntervals() {
    FrameMeter meter = new FrameMeter();
    meter.frame(0, MS);
    meter.frame(5_000 * MS, 5_001 * MS);
    assertThat(meter.intervalNs(99)).isZero();
    meter.frame(5_020 * MS, 5_021 * MS);
    assertThat(meter.intervalNs(99)).isEqualTo(20 * MS);
  }

  @Test
  void keepsTheNewestFrames() {
    FrameMeter meter = new FrameMeter();
    for (int i = 0; i < FrameMeter.KEPT; i++) {
      meter.frame(i, i + 100 * MS);
    }
    for (int i = 0; i < FrameMeter.KEPT; i++) {
      meter.frame(i, i + MS);
    }
    assertThat(meter.paintNs(100)).isEqualTo(MS);
    assertThat(meter.line()).contains("p99 1.00\u00a0ms").contains("8192 frames");
  }
}
