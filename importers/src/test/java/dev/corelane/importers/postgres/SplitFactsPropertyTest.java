package dev.corelane.importers.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// However the waits of some backends are split over probes, the server's log and samples of
/// `pg_locks`, each is on the timeline once, and told by the best source that has it.
class SplitFactsPropertyTest {
  private static final long MS = 1_000_000;
  private static final long DEADLOCK_TIMEOUT = 10 * MS;
  private static final long SWEEP = 7 * MS;
  private static final int BACKENDS = 3;
  private static final int WAITS = 12;
  private static final DateTimeFormatter TO_THE_MS = format("SSS");
  private static final DateTimeFormatter TO_THE_US = format("SSSSSS");

  private record Wait(
      int pid, String tag, long start, long end, boolean probed, boolean logged, boolean sampled) {
    boolean told() {
      return probed || logged || sampled;
    }
  }

  private static DateTimeFormatter format(String fraction) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss." + fraction, Locale.ROOT)
        .withZone(ZoneOffset.UTC);
  }

  private static String time(DateTimeFormatter form, long ns) {
    return form.format(Instant.EPOCH.plusNanos(ToldIncident.ZERO + ns));
  }

  @Property(tries = 300)
  void everyWaitIsToldOnce(@ForAll long seed) throws IOException {
    check(seed, 0);
  }

  @Property(tries = 300)
  void alsoIfTheClocksAreNotSure(@ForAll long seed) throws IOException {
    check(seed, 3 * MS / 2);
  }

  /// @param uncertainty of the wall clock, ns; samples are told by a sure clock only, and of waits
  ///   that are more than the log's millisecond apart, since one of a short wait would fit two
  private static void check(long seed, long uncertainty) throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<Wait> waits = waits(random, uncertainty == 0);
    long shift = uncertainty == 0 ? 0 : random.nextLong(-uncertainty, uncertainty + 1);
    try (var incident = new ToldIncident(uncertainty)) {
      for (Wait w : waits) {
        if (w.probed()) {
          incident.probed(w.pid(), w.tag(), w.start(), w.end());
        }
      }
      read(incident, "pg.log", log(random, waits, shift));
      read(incident, "pg_locks.csv", samples(waits));
      try (Timeline timeline = incident.build()) {
        assertThat(facts(timeline))
            .containsExactlyElementsOf(
                waits.stream().filter(Wait::told).map(w -> expected(w)).sorted().toList());
        for (LockWait told : PostgresFiles.all(timeline.waits())) {
          assertThat(waits)
              .anyMatch(
                  w ->
                      w.pid() == timeline.task(told.task()).tid()
                          && Math.abs(w.start() - told.startNs()) <= 2 * MS + uncertainty
                          && (told.provenance() != Provenance.RECORDED
                              || w.start() == told.startNs() && w.end() == told.endNs()));
        }
      }
    }
  }

  private static void read(ToldIncident incident, String name, String text) throws IOException {
    if (text.lines().count() > 1) {
      incident.read(name, text);
    }
  }

  private static List<Wait> waits(RandomGenerator random, boolean alsoSamples) {
    var waits = new ArrayList<Wait>();
    for (int pid = 20; pid < 20 + BACKENDS; pid++) {
      long time = 5 * MS;
      for (int i = 0; i < WAITS; i++) {
        long gap = random.nextLong(MS / 20, random.nextBoolean() ? MS : 30 * MS);
        long start = time + gap + (alsoSamples ? 6 * MS / 5 : 0);
        long end = start + random.nextLong(MS / 10, random.nextBoolean() ? 5 * MS : 200 * MS);
        boolean logged = end - start >= DEADLOCK_TIMEOUT + MS && random.nextBoolean();
        boolean sampled = alsoSamples && !sweeps(start, end).isEmpty() && random.nextBoolean();
        String tag = "transaction " + random.nextInt(1, 3);
        waits.add(new Wait(pid, tag, start, end, random.nextBoolean(), logged, sampled));
        time = end;
      }
    }
    return waits;
  }

  /// When the sampler looks during a wait.
  private static List<Long> sweeps(long start, long end) {
    var sweeps = new ArrayList<Long>();
    for (long at = (start / SWEEP + 1) * SWEEP; at < end; at += SWEEP) {
      sweeps.add(at);
    }
    return sweeps;
  }

  private static String log(RandomGenerator random, List<Wait> waits, long shift) {
    var lines = new ArrayList<Line>();
    for (Wait w : waits) {
      if (w.logged()) {
        long until = w.end() - random.nextLong(MS / 2);
        long length = until - w.start() - random.nextLong(MS / 2);
        lines.add(line(w, "still waiting for", w.start() + DEADLOCK_TIMEOUT, DEADLOCK_TIMEOUT));
        lines.add(line(w, "acquired", until, length));
      }
    }
    return lines.stream()
        .sorted(Comparator.comparingLong(Line::at))
        .map(line -> time(TO_THE_MS, line.at() + shift) + line.text())
        .collect(Collectors.joining());
  }

  private static Line line(Wait w, String what, long at, long length) {
    return new Line(
        at,
        " UTC [%d] LOG:  process %d %s ShareLock on %s after %d.%03d ms\n"
            .formatted(w.pid(), w.pid(), what, w.tag(), length / MS, length % MS / (MS / 1000)));
  }

  private record Line(long at, String text) {}

  private static String samples(List<Wait> waits) {
    var rows = new ArrayList<Line>();
    for (Wait w : waits) {
      if (w.sampled()) {
        for (long at : sweeps(w.start(), w.end())) {
          rows.add(
              new Line(
                  at,
                  "+00,transactionid,%s,%d,ShareLock,f,%s+00%n"
                      .formatted(
                          w.tag().substring("transaction ".length()),
                          w.pid(),
                          time(TO_THE_US, w.start()))));
        }
      }
    }
    return "at,locktype,transactionid,pid,mode,granted,waitstart\n"
        + rows.stream()
            .sorted(Comparator.comparingLong(Line::at))
            .map(row -> time(TO_THE_US, row.at()) + row.text())
            .collect(Collectors.joining());
  }

  private static String expected(Wait w) {
    Provenance provenance =
        w.probed() ? Provenance.RECORDED : w.logged() ? Provenance.DERIVED : Provenance.INFERRED;
    return w.pid() + " " + w.tag() + " " + provenance;
  }

  private static List<String> facts(Timeline timeline) {
    return PostgresFiles.all(timeline.waits()).stream()
        .map(
            w ->
                timeline.task(w.task()).tid()
                    + " "
                    + timeline.locks().get(w.lock()).name()
                    + " "
                    + w.provenance())
        .sorted()
        .toList();
  }
}
