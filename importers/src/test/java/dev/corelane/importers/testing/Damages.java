package dev.corelane.importers.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Damages small recordings in every way and gives them to an importer. The seeds are fixed; the
/// number of damages is bounded by time, so a slow machine tries fewer of them.
///
/// @param importer throws if a promise is broken
public record Damages(Consumer<byte[]> importer) {
  private static final long MOST_SECONDS = 6;
  private static final int MOST_DAMAGES = 6000;

  /// What sizes and counts are replaced by.
  @SuppressWarnings("MutablePublicArray") // tests only read it
  public static final long[] HOSTILE = {
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

  /// A recording of a few KB.
  ///
  /// @param order byte order of its numbers
  @SuppressWarnings("ArrayRecordComponent") // bytes of a file, never compared
  public record Small(String name, ByteOrder order, byte[] bytes) {
    @Override
    public String toString() {
      return name;
    }
  }

  private interface Damage {
    void apply(Small recording, byte[] bytes);
  }

  /// Cuts a recording at every `step`th length of a range.
  public void truncated(Small recording, int from, int to, int step) {
    for (int length = from; length < to; length += step) {
      check(recording, Arrays.copyOf(recording.bytes(), length), "cut to " + length);
    }
  }

  /// Flips one to four bits.
  public void flippedBits(List<Small> recordings, long seed) {
    var random = new Random(seed);
    damage(
        recordings,
        (recording, bytes) -> {
          int flips = 1 + random.nextInt(4);
          for (int i = 0; i < flips; i++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
          }
        });
  }

  /// Replaces a number by one that no file should hold.
  public void hostileNumbers(List<Small> recordings, long seed) {
    var random = new Random(seed);
    damage(
        recordings,
        (recording, bytes) -> {
          var buffer = ByteBuffer.wrap(bytes).order(recording.order());
          long value = HOSTILE[random.nextInt(HOSTILE.length)];
          int at = random.nextInt(bytes.length - 8);
          switch (random.nextInt(3)) {
            case 0 -> buffer.putShort(at & ~1, (short) value);
            case 1 -> buffer.putInt(at & ~3, (int) value);
            default -> buffer.putLong(at & ~7, value);
          }
        });
  }

  private void damage(List<Small> recordings, Damage damage) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    for (int i = 0; i < MOST_DAMAGES && System.nanoTime() < end; i++) {
      Small recording = recordings.get(i * 37 % recordings.size());
      byte[] bytes = recording.bytes().clone();
      damage.apply(recording, bytes);
      check(recording, bytes, "damage " + i);
    }
  }

  /// Imports one damaged recording.
  public void check(Small recording, byte[] bytes, String damage) {
    try {
      importer.accept(bytes);
    } catch (Throwable e) {
      throw new AssertionError(recording + ", " + damage + ": " + e, e);
    }
  }
}
