package dev.corelane.importers.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Damages small files of every format: whatever is done to the bytes, a timeline comes out, or one
/// sentence.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DamagedPostgresFilesTest {
  private static final long MOST_SECONDS = 8;

  /// A small file of every format.
  static final List<String> FILES =
      List.of(
          "pid,ts,event_type,event,queryid\n1,2026-11-21 09:00:00+00,Lock,\"tu\n\"\"ple\",-7\n",
          "pid\tts\tevent_type\tevent\n1\t2026-11-21 09:00:00+00\t\\N\t\\N\n",
          " pid | ts | event_type | event\n-----+----+------------+------\n 1 | 2 +| Lock | tuple\n"
              + "   | 3 | |\n(1 row)\n",
          "-[ RECORD 1 ]\n"
              + "pid | 1\n"
              + "ts | 2026-11-21 09:00:00+00\n"
              + "event_type | Lock\n"
              + "event | tu+\n"
              + "|x\n",
          "[{\"pid\":1,\"ts\":\"2026-11-21 09:00:00Z\",\"event_type\":null,\"event\":[[1]]}]",
          "at,pid,state,wait_event_type,wait_event,xact_start,query_start,state_change,query\n"
              + "2026-11-21 09:00:00+00,1,idle,,,2026-11-21 08:59:58+00,2026-11-21 08:59:59+00,"
              + "2026-11-21 08:59:59.5+00,select '1'\n",
          "ash_time,pid,wait_event_type,wait_event,blockerpid\n1795262400,7,Lock,tuple,9\n",
          "at,locktype,page,tuple,pid,mode,granted,waitstart\n"
              + "1795262400,tuple,1,2,,ShareLock,f,1795262399\n",
          "at,lp,t_xmax,t_infomask\n1795262400,1,9,0x1000\n",
          "pid,event_type,event,count\n1,Lock,tuple,9\n",
          "1,a,client backend,2026-11-21 09:00:00+00\n",
          "0 1 250000 0 1795251600 500000\n0 2 failed 0 1795251600 500000\n",
          "1795251600 10 50000 300000000 1000 9000 0 0 0 0 3 4 5 6 7\n",
          "progress: 1795251600.000 s, 1.0 tps, lat 5.600 ms stddev 1.000\n",
          ServerLogTest.csv(26),
          ServerLogTest.json(),
          ServerLogTest.stderr("%m [%p] "));

  @Test
  void undamagedEachOpensByOneOfTheFormats() {
    for (String file : FILES) {
      assertThat(PostgresFuzz.importedBy(file.getBytes(StandardCharsets.UTF_8)))
          .as(file)
          .isNotEmpty();
    }
  }

  @Test
  void truncatedAtEveryLength() {
    long stop = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    for (String file : FILES) {
      byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
      int step = 1 + bytes.length / 400;
      for (int length = 0; length < bytes.length && System.nanoTime() < stop; length += step) {
        PostgresFuzz.importAnyBytes(Arrays.copyOf(bytes, length));
      }
    }
  }

  @Test
  void bytesReplacedAtRandom() {
    var random = new Random(20_261_121);
    byte[] hostile = "\"\\\n\r\t,;|{}[]+-:.0123456789 '\0".getBytes(StandardCharsets.US_ASCII);
    long stop = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    for (int round = 0; round < 200 && System.nanoTime() < stop; round++) {
      for (String file : FILES) {
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
          bytes[random.nextInt(bytes.length)] =
              random.nextBoolean()
                  ? hostile[random.nextInt(hostile.length)]
                  : (byte) random.nextInt(256);
        }
        PostgresFuzz.importAnyBytes(bytes);
      }
    }
  }
}
