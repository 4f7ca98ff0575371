package dev.corelane.importers.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.perf.testing.KernelVersion;
import dev.corelane.importers.perf.testing.SyntheticWorkload;
import dev.corelane.importers.perf.testing.WorkloadOptions;
import dev.corelane.importers.testing.TextRecorder.Layout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever is done to the bytes of a text, a timeline that can be walked comes out, or one
/// sentence.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DamagedTextTest {
  private static final byte[] INSERTED =
      "[]():-=>. \t\n\r#\"'\\&0189xRSZ%\0\u00ff".getBytes(StandardCharsets.ISO_8859_1);

  private static void both(byte[] bytes) {
    FuzzTarget.ftraceText(bytes);
    FuzzTarget.perfText(bytes);
  }

  private static byte[] text(Layout layout, int events) throws IOException {
    var recorder = new TextRecorder(layout);
    SyntheticWorkload.run(WorkloadOptions.of(KernelVersion.V6_12, 3, 9, 7), events, recorder);
    return recorder.text();
  }

  @ParameterizedTest
  @EnumSource
  void cutAtEveryByte(Layout layout) throws IOException {
    byte[] text = text(layout, 3);
    for (int end = 0; end < text.length; end++) {
      both(Arrays.copyOf(text, end));
    }
  }

  @ParameterizedTest
  @EnumSource
  void bytesReplacedInsertedAndRemoved(Layout layout) throws IOException {
    byte[] text = text(layout, 25);
    var random = new Random(layout.ordinal());
    for (int round = 0; round < 120; round++) {
      byte[] damaged = text;
      for (int k = random.nextInt(12); k >= 0; k--) {
        damaged = damage(damaged, random);
      }
      both(damaged);
    }
  }

  private static byte[] damage(byte[] text, Random random) {
    int at = random.nextInt(text.length);
    switch (random.nextInt(4)) {
      case 0 -> {
        byte[] changed = text.clone();
        changed[at] = INSERTED[random.nextInt(INSERTED.length)];
        return changed;
      }
      case 1 -> {
        byte[] longer = Arrays.copyOf(text, text.length + 1);
        System.arraycopy(text, at, longer, at + 1, text.length - at);
        longer[at] = INSERTED[random.nextInt(INSERTED.length)];
        return longer;
      }
      case 2 -> {
        int n = Math.min(text.length - at, random.nextInt(40));
        byte[] shorter = Arrays.copyOf(text, text.length - n);
        System.arraycopy(text, at + n, shorter, at, text.length - at - n);
        return shorter.length == 0 ? text : shorter;
      }
      default -> {
        byte[] changed = text.clone();
        for (int i = at; i < Math.min(changed.length, at + 24); i++) {
          changed[i] = '9';
        }
        return changed;
      }
    }
  }

  @Test
  void anyBytes() {
    var random = new Random(3);
    for (int round = 0; round < 300; round++) {
      byte[] bytes = new byte[random.nextInt(3000)];
      random.nextBytes(bytes);
      both(bytes);
    }
  }

  @Test
  void linesWithoutAnEnd() {
    byte[] bytes = new byte[3 << 20];
    Arrays.fill(bytes, (byte) 'a');
    String row =
        "\n   a-1  [000] ..... 1.000001: sched_wakeup: comm=b pid=2 prio=120 target_cpu=000\n";
    byte[] end = row.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(end, 0, bytes, bytes.length - end.length, end.length);
    assertThat(FuzzTarget.ftraceText(bytes)).isTrue();
    System.arraycopy(end, 0, bytes, 0, end.length);
    assertThat(FuzzTarget.ftraceText(bytes)).isTrue();
  }
}
