package dev.corelane.importers.simulator;

import dev.corelane.importers.testing.FuzzTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whatever is done to the bytes of a simulator's file, a timeline that can be walked comes out, or
/// one sentence.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DamagedSimulationTest {
  private static final byte[] HOSTILE =
      "\"{}[]:,\\\n\r\t#0-9.eE+\0".getBytes(StandardCharsets.US_ASCII);

  private static void read(byte[] bytes) {
    FuzzTarget.importBy(new SimulatorImporter(), bytes, timeline -> {});
  }

  @Test
  void cutShort() throws IOException {
    for (byte[] seed : SimulatorFuzzTest.own()) {
      for (int length = 0; length < seed.length; length += 1 + seed.length / 60) {
        read(Arrays.copyOf(seed, length));
      }
    }
  }

  @Test
  void bytesReplaced() throws IOException {
    var random = new Random(7);
    for (byte[] seed : SimulatorFuzzTest.own()) {
      for (int round = 0; round < 60; round++) {
        byte[] bytes = seed.clone();
        for (int i = random.nextInt(30); i >= 0; i--) {
          bytes[random.nextInt(bytes.length)] = HOSTILE[random.nextInt(HOSTILE.length)];
        }
        read(bytes);
      }
    }
  }

  /// Lines in any order, some of them twice, some left out.
  @Test
  void linesShuffled() throws IOException {
    var random = new Random(8);
    for (byte[] seed : SimulatorFuzzTest.own()) {
      String[] lines = new String(seed, StandardCharsets.UTF_8).split("\n", -1);
      for (int round = 0; round < 20; round++) {
        var shuffled = new StringBuilder(lines[0]);
        for (int i = 1; i < lines.length; i++) {
          shuffled.append('\n').append(lines[1 + random.nextInt(lines.length - 1)]);
        }
        read(shuffled.toString().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void deepNestingAndLongLines() {
    String begin = "{\"event\":\"mark\",\"time\":1,\"name\":";
    read((begin + "[".repeat(1 << 20)).getBytes(StandardCharsets.UTF_8));
    read((begin + "\"x\"}\n" + begin + "{\"a\":".repeat(1 << 18)).getBytes(StandardCharsets.UTF_8));
    read((begin + "\"" + "x".repeat(3 << 20) + "\"}").getBytes(StandardCharsets.UTF_8));
    read(("time,event,task\n" + ",".repeat(3 << 20)).getBytes(StandardCharsets.UTF_8));
  }
}
