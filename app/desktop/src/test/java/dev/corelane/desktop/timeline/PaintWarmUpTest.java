package dev.corelane.desktop.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.export.text.AwtGlyphSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PaintWarmUpTest {
  @Test
  void paintsUntilItIsToldToStop() {
    var asked = new AtomicInteger();
    int painted = PaintWarmUp.run(new AwtGlyphSource(), () -> asked.incrementAndGet() > 12);
    assertThat(painted).isEqualTo(12);
  }
}
