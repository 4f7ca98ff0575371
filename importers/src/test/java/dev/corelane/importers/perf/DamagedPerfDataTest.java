package dev.corelane.importers.perf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.perf.testing.KernelVersion;
import dev.corelane.importers.perf.testing.PerfDataOptions.Compression;
import dev.corelane.importers.perf.testing.PerfDataOptions.Form;
import dev.corelane.importers.testing.Damages;
import dev.corelane.importers.testing.Damages.Small;
import dev.corelane.importers.testing.FuzzTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Damages small recordings in every way: whatever is done to the bytes, a timeline that can be
/// walked comes out, or one sentence.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DamagedPerfDataTest {
  private final Damages damages = new Damages(FuzzTarget::perfData);

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
    damages.truncated(file, 0, recordsEnd + 64, 1);
    damages.truncated(file, recordsEnd + 64, file.bytes().length, 11);
    Small pipe =
        SmallRecordings.of(
            folder, KernelVersion.V7_2, ByteOrder.BIG_ENDIAN, Form.PIPE, Compression.ZSTD2);
    damages.truncated(pipe, 0, pipe.bytes().length, 7);
    int shift = 0;
    for (Small recording : recordings) {
      damages.truncated(recording, shift++ * 41 % 397, recording.bytes().length, 397);
    }
  }

  @Test
  void flippedBits() {
    damages.flippedBits(recordings, 1);
  }

  @Test
  void hostileNumbers() {
    damages.hostileNumbers(recordings, 2);
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
      for (int at = 8; at < 104 + 3 * 48; at += 8) {
        for (long value : Damages.HOSTILE) {
          byte[] bytes = recording.bytes().clone();
          ByteBuffer.wrap(bytes).order(recording.order()).putLong(at, value);
          damages.check(recording, bytes, at + " := " + value);
        }
      }
    }
  }
}
