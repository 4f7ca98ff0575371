package dev.corelane.importers.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Queries that take less than the millisecond to which the log tells their end: each is on the
/// timeline once, and a recorded one has the statement that the log tells of it.
class ShortQueriesPropertyTest {
  private static final int QUERIES = 120;
  private static final int PID = 21;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// A query as it was; the server looks at the clock a little before each probe.
  private record Query(
      long start, long end, String text, boolean recorded, boolean logged, long early) {}

  /// The queries of a backend, one after another.
  ///
  /// @param loggedShare how many the server was told to log
  /// @param recordedFrom the recording has those from this one on, up to as many before the last
  private static List<Query> queries(RandomGenerator random, double loggedShare, int recordedFrom) {
    var queries = new ArrayList<Query>();
    long at = 5_000_000;
    for (int i = 0; i < QUERIES; i++) {
      at += random.nextLong(60_000, random.nextInt(10) == 0 ? 8_000_000 : 300_000);
      long end = at + random.nextLong(20_000, random.nextInt(8) == 0 ? 4_000_000 : 700_000);
      queries.add(
          new Query(
              at,
              end,
              "SELECT " + letters(i),
              i >= recordedFrom && i < QUERIES - recordedFrom,
              random.nextDouble() < loggedShare,
              random.nextLong(2_000, 15_000)));
      at = end;
    }
    return queries;
  }

  /// A name of its own, which the class of a statement keeps.
  private static String letters(int i) {
    return "" + (char) ('a' + i / 26) + (char) ('a' + i % 26);
  }

  /// @param shift how far the wall clock is off, ns
  private static Timeline timeline(
      ToldIncident incident, List<Query> queries, boolean textsRecorded, long shift)
      throws IOException {
    int task = incident.task(PID);
    var log = new StringBuilder();
    for (Query q : queries) {
      if (q.recorded()) {
        String text = textsRecorded ? q.text() + ";" : "";
        incident.builder().span(q.start(), q.end(), task, "query", text, "", Provenance.RECORDED);
      }
      if (q.logged()) {
        long took = (q.end() - q.start()) / 1000;
        log.append(
            "%s UTC [%d] LOG:  duration: %d.%03d ms  statement: %s\n"
                .formatted(
                    TIME.format(
                        Instant.EPOCH.plusNanos(ToldIncident.ZERO + q.end() - q.early() + shift)),
                    PID,
                    took / 1000,
                    took % 1000,
                    q.text()));
      }
    }
    if (log.length() > 0) {
      incident.read("pg.log", log.toString());
    }
    return incident.build();
  }

  private static List<Span> told(Timeline timeline) {
    return PostgresFiles.all(timeline.spans()).stream()
        .filter(span -> span.category().equals("query"))
        .toList();
  }

  /// Of a server that logs all it does, by a clock that may be off by what is said.
  @Property(tries = 200)
  void recordedQueriesLearnTheirOwnStatements(@ForAll long seed) throws IOException {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<Query> queries = queries(random, 1, 0);
    long uncertainty = random.nextInt(2) * 300_000;
    long shift = random.nextLong(-uncertainty, uncertainty + 1);
    try (var incident = new ToldIncident(uncertainty);
        Timeline timeline = timeline(incident, queries, false, shift)) {
      List<Span> told = told(timeline);
      assertThat(told)
          .extracting(span -> span.startNs() + " " + span.name())
          .containsExactlyElementsOf(
              queries.stream().map(q -> q.start() + " " + q.text()).toList());
    }
  }

  /// Also of one that logs some of them, where the recording has the texts.
  @Property(tries = 200)
  void textsThatBothKnowTellThemApart(@ForAll long seed) throws IOException {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<Query> queries = queries(random, 0.6, random.nextInt(10));
    try (var incident = new ToldIncident(0);
        Timeline timeline = timeline(incident, queries, true, 0)) {
      assertThat(told(timeline))
          .extracting(span -> span.name().replace(";", "") + " " + span.provenance())
          .containsExactlyInAnyOrderElementsOf(
              queries.stream()
                  .filter(q -> q.recorded() || q.logged())
                  .map(
                      q ->
                          q.text()
                              + " "
                              + (q.recorded() ? Provenance.RECORDED : Provenance.DERIVED))
                  .toList());
    }
  }

  /// However little is known: no recorded query is two logged ones, and statements are in the order
  /// in which they were logged.
  @Property(tries = 200)
  void statementsStayInTheirOrder(@ForAll long seed) throws IOException {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<Query> queries = queries(random, random.nextDouble(), random.nextInt(10));
    try (var incident = new ToldIncident(0);
        Timeline timeline = timeline(incident, queries, false, 0)) {
      List<String> learnt =
          told(timeline).stream()
              .filter(span -> span.provenance() == Provenance.RECORDED)
              .map(Span::name)
              .filter(name -> !name.isEmpty())
              .toList();
      assertThat(learnt).isSorted().doesNotHaveDuplicates();
    }
  }
}
