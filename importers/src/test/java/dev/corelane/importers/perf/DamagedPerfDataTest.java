package dev.corelane.importers.perf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.perf.SmallRecordings.Small;
import dev.corelane.importers.perf.testing.KernelVersion;
import dev.corelane.importers.perf.testing.PerfDataOptions.Compression;
import dev.corelane.importers.perf.testing.PerfDataOptions.Form;
import dev.corelane.importers.testing.FuzzTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Damages small recordings in every way: whatever is done to the bytes, a timeline that can be
/// walked comes out, or one sentence. The seeds are fixed; the number of damages is bounded by
/// time, so a slow machine tries fewer of them.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DamagedPerfDataTest {
  private static final long MOST_SECONDS = 6;

  /// What sizes and counts are replaced by.
  private static final long[] HOSTILE = {
    0,
    1,
    7,
    8,
    0x7fff,
    0xffff,
    0x10000,
    0x7fff_ffffL,
    0x8000_0000L,
    0xffff_ffffL,
    1L << 32,
    1L << 40,
    Long.MAX_VALUE,
    Long.MAX_VALUE - 7,
    Long.MIN_VALUE,
    -1,
    -8
  };

  @TempDir static Path folder;
  private static List<Small> recordings = List.of();

  @BeforeAll
  static void write() throws IOException {
    recordings = SmallRecordings.all(folder);
    assertThat(recordings).hasSize(96).allMatch(r -> r.bytes().length < 20_000);
  }

  @Test
  void undamagedTheyAllOpen() {
    assertThat(recordings).allMatch(r -> FuzzTarget.perfData(r.bytes()));
  }

  /// Every length up to the end of the records of a file; all else, which is mostly format texts,
  /// in steps.
  @Test
  void truncated() throws IOException {
    Small file =
        SmallRecordings.of(
            folder, KernelVersion.V6_12, ByteOrder.LITTLE_ENDIAN, Form.FILE, Compression.NONE);
    ByteBuffer header = ByteBuffer.wrap(file.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    int recordsEnd = (int) (header.getLong(40) + header.getLong(48));
    truncate(file, 0, recordsEnd + 64, 1);
    truncate(file, recordsEnd + 64, file.bytes().length, 11);
    Small pipe =
        SmallRecordings.of(
            folder, KernelVersion.V7_2, ByteOrder.BIG_ENDIAN, Form.PIPE, Compression.ZSTD2);
    truncate(pipe, 0, pipe.bytes().length, 7);
    int shift = 0;
    for (Small recording : recordings) {
      truncate(recording, shift++ * 41 % 397, recording.bytes().length, 397);
    }
  }

  private static void truncate(Small recording, int from, int to, int step) {
    for (int length = from; length < to; length += step) {
      check(recording, Arrays.copyOf(recording.bytes(), length), "cut to " + length);
    }
  }

  @Test
  void flippedBits() {
    var random = new Random(1);
    damage(
        (recording, bytes) -> {
          int flips = 1 + random.nextInt(4);
          for (int i = 0; i < flips; i++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
          }
        });
  }

  @Test
  void hostileNumbers() {
    var random = new Random(2);
    damage(
        (recording, bytes) -> {
          var buffer = ByteBuffer.wrap(bytes);
          buffer.order(
              recording.name().contains("LITTLE") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
          long value = HOSTILE[random.nextInt(HOSTILE.length)];
          int at = random.nextInt(bytes.length - 8);
          switch (random.nextInt(3)) {
            case 0 -> buffer.putShort(at & ~1, (short) value);
            case 1 -> buffer.putInt(at & ~3, (int) value);
            default -> buffer.putLong(at & ~7, value);
          }
        });
  }

  /// The header and the attrs hold the sizes that everything else hangs on: each number of theirs
  /// is replaced by each hostile value.
  @Test
  void hostileHeader() {
    for (Small recording : recordings) {
      boolean oldestOrNewest =
          recording.name().startsWith("3.4") || recording.name().startsWith("7.2");
      if (!oldestOrNewest || !recording.name().contains("FILE NONE")) {
        continue;
      }
      ByteOrder order =
          recording.name().contains("LITTLE") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
      for (int at = 8; at < 104 + 3 * 48; at += 8) {
        for (long value : HOSTILE) {
          byte[] bytes = recording.bytes().clone();
          ByteBuffer.wrap(bytes).order(order).putLong(at, value);
          check(recording, bytes, at + " := " + value);
        }
      }
    }
  }

  private interface Damage {
    void apply(Small recording, byte[] bytes);
  }

  private static void damage(Damage damage) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    for (int i = 0; i < 6000 && System.nanoTime() < end; i++) {
      Small recording = recordings.get(i * 37 % recordings.size());
      byte[] bytes = recording.bytes().clone();
      damage.apply(recording, bytes);
      check(recording, bytes, "damage " + i);
    }
  }

  private static void check(Small recording, byte[] bytes, String damage) {
    try {
      FuzzTarget.perfData(bytes);
    } catch (Throwable e) {
      throw new AssertionError(recording + ", " + damage + ": " + e, e);
    }
  }
}
