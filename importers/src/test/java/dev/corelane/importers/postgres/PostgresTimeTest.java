package dev.corelane.importers.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresTimeTest {
  private static final long NOON = PostgresFiles.at("2026-11-21T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-11-21 12:00:00+00, 0",
    "2026-11-21 12:00:00.5+00, 500000000",
    "2026-11-21 12:00:00.123456789Z, 123456789",
    "2026-11-21T12:00:00Z, 0",
    "2026-11-21 12:00 UTC, 0",
    "2026-11-21 13:00:00 CET, 0",
    "2026-11-21 17:30:00+05:30, 0",
    "2026-11-21 17:30:00+0530, 0",
    "2026-11-21 09:00:00 -03, 0",
    "2026-11-21 07:00:00.000 EST, 0",
    "1795262400, 0",
    "1795262400.25, 250000000",
    "1795262400250, 250000000",
    "1795262400250001, 250001000",
    "1795262400250001002, 250001002",
  })
  void readsWhatPostgresAndItsUsersWrite(String text, long afterNoon) {
    assertThat(new PostgresTime().parse(text)).isEqualTo(NOON + afterNoon);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "12:00:00", "2026-11-21", "2026-13-21 12:00:00", "2026-02-30 12:00:00",
        "2026-11-21 25:00:00", "2026-11-21 12:61:00", "infinity", "-infinity", "1234", "before",
        "2026-11-21 12:00:00+00 and more", "0001-01-01 00:00:00+00", "99999999999999999999"
      })
  void whatIsNoTimeIsNone(String text) {
    assertThat(new PostgresTime().parse(text)).isEqualTo(PostgresTime.NONE);
  }

  @Test
  void tellsWhatItHadToAssumeAboutTheZone() {
    var time = new PostgresTime();
    time.parse("2026-11-21 12:00:00+00");
    assertThat(time.zoneAbsent()).isFalse();
    assertThat(time.parse("2026-11-21 12:00:00")).isEqualTo(NOON);
    assertThat(time.zoneAbsent()).isTrue();
    assertThat(time.oddZone()).isEmpty();
    assertThat(time.parse("2026-11-21 12:00:00 XYZT")).isEqualTo(NOON);
    assertThat(time.oddZone()).isEqualTo("XYZT");
    assertThat(time.parse("2026-11-21 14:00:00 IST")).isEqualTo(NOON);
    assertThat(time.oddZone()).isEqualTo("IST");
  }

  @Property
  void everyOffsetGivesTheSamePoint(
      @ForAll @LongRange(min = 700_000_000, max = 4_000_000_000L) long second,
      @ForAll @IntRange(min = 0, max = 999_999) int micro,
      @ForAll @IntRange(min = -15 * 4, max = 15 * 4) int quarters) {
    ZoneOffset zone = ZoneOffset.ofTotalSeconds(quarters * 900);
    String text =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSxxx")
            .format(Instant.ofEpochSecond(second, micro * 1000L).atOffset(zone));
    assertThat(new PostgresTime().parse(text)).isEqualTo(second * 1_000_000_000L + micro * 1000L);
  }
}
