package dev.corelane.importers.postgres;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.TraceFile;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.ProblemKind;
import dev.corelane.trace.model.ClockDomain;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Puts the facts of one file on the timeline.
final class PostgresFacts {
  private static final String BACKEND = "postgres";
  private static final int NO_CLOCK = -1;

  /// How finely PostgreSQL writes a `timestamptz`.
  private static final long MICROSECOND = 1000;

  private static final int ROWS_PER_REPORT = 4096;

  private final TraceFile file;
  private final ImportContext context;
  private final PostgresSession session;
  private final Server server;
  private final boolean moreFollow;
  private final Map<String, Long> toldTwice = new TreeMap<>();
  private long rowsSeen;
  private long clockUncertaintyNs = -1;

  PostgresFacts(TraceFile file, ImportContext context) {
    this.file = file;
    this.context = context;
    session = PostgresSession.of(context);
    server = session.servers.of(file);
    moreFollow = !context.incident().neighbours().isLast(file);
  }

  /// The same file, looked at once more: its rows are not counted twice.
  PostgresFacts again() {
    return new PostgresFacts(file, context);
  }

  TimelineBuilder builder() {
    return context.builder();
  }

  PostgresSession session() {
    return session;
  }

  /// @return the server that the file is of
  Server server() {
    return server;
  }

  /// @param unixNs nanoseconds since 1970-01-01 UTC
  /// @return timeline time
  long place(long unixNs) {
    return context.incident().fromWallClock(unixNs);
  }

  /// The task of a server process.
  ///
  /// @param pid its id; 0 or less stands for none
  /// @param timeNs timeline time
  int backend(int pid, long timeNs) {
    return server.other()
        ? server.backend(pid, timeNs, BACKEND, builder())
        : context.incident().process(pid, timeNs, BACKEND);
  }

  /// @return internal id of a wait event, -1 if the names say that there is none
  int waitEvent(String type, String name) {
    if (WaitEventNames.isNone(type, name)) {
      return -1;
    }
    String key = type + ':' + name;
    Integer known = session.waitEvents.get(key);
    if (known != null) {
      return known;
    }
    String newType = WaitEventNames.type(type);
    int id = builder().waitEvent(newType, WaitEventNames.name(newType, name), name);
    session.waitEvents.put(key, id);
    return id;
  }

  /// A heavyweight lock.
  ///
  /// @param tag what is locked, in the words of the server's log
  /// @param single whether that names one lock
  int lock(String tag, boolean single) {
    return server.locks.computeIfAbsent(
        tag, t -> builder().lock(LockKind.HEAVYWEIGHT, server.named(t), 0, single));
  }

  /// Labels a backend by what is known of it. What is empty is not known; a label that tells more
  /// stays.
  void label(int task, String backendType, String application) {
    if (task == Task.UNKNOWN || backendType.isEmpty() && application.isEmpty()) {
      return;
    }
    String label =
        backendType.isEmpty() || application.isEmpty()
            ? backendType + application
            : backendType + ": " + application;
    String known = session.labels.getOrDefault(task, "");
    if (!label.equals(known) && !known.contains(label)) {
      session.labels.put(task, label);
      builder().taskLabel(task, label);
    }
  }

  /// A fact was left out because another file tells it better.
  ///
  /// @param sort what such facts are called, in the plural
  void toldTwice(String sort) {
    toldTwice.merge(sort, 1L, Long::sum);
  }

  /// What the recording and the files before have told of backends.
  KnownFacts known() {
    return session.known;
  }

  /// Whether another file is read after this one, which may tell the same facts.
  boolean moreFollow() {
    return moreFollow;
  }

  /// How far a wall-clock time may be off on the timeline.
  ///
  /// @param resolutionNs how finely the file tells it
  long slack(long resolutionNs) {
    return resolutionNs + unsure();
  }

  /// @return how far the wall clock may be off on the timeline, ns
  long unsure() {
    if (clockUncertaintyNs < 0) {
      clockUncertaintyNs = builder().added().clockUncertainty(ClockDomain.REALTIME).orElse(0);
    }
    return clockUncertaintyNs;
  }

  /// Puts a lock wait on the timeline.
  ///
  /// @param wait the wait
  /// @param told remembers it
  void tell(LockWait wait, ToldFacts told) {
    builder()
        .lockWait(
            wait.startNs(),
            wait.endNs(),
            wait.lock(),
            wait.task(),
            wait.mode(),
            wait.holder(),
            wait.spinNs(),
            wait.sleepNs(),
            wait.acquired(),
            wait.provenance());
    if (moreFollow()) {
      known().rememberWait(told);
    }
  }

  /// Puts a lock wait that samples show on the timeline, if nothing else tells it.
  ///
  /// @param wait the wait
  /// @param sure whether the samples name the holder
  /// @param told remembers it
  /// @return its row if it was put on the timeline, else [ToldFacts#NONE]
  int sampledWait(LockWait wait, boolean sure, ToldFacts told) {
    if (known().sampledWait(wait, slack(MICROSECOND), sure)) {
      toldTwice("lock waits");
      return ToldFacts.NONE;
    }
    tell(known().beforeNext(wait), told);
    return Math.toIntExact(builder().added().lockWaits() - 1);
  }

  /// A row was read.
  ///
  /// @param offset where it stands in the file, or -1
  void row(long offset) {
    if (++rowsSeen % ROWS_PER_REPORT == 0) {
      context.monitor().checkCancelled();
      if (offset >= 0) {
        context
            .monitor()
            .progress(offset, file.content().byteSize(), "Reading " + file.shortName());
      }
    }
  }

  /// @return rows read so far
  long rows() {
    return rowsSeen;
  }

  void problem(ProblemKind kind, String message, long count) {
    context
        .problems()
        .add(kind, message, file.name(), -1, ImportProblem.NO_TIME, Math.max(1, count));
  }

  /// Tells what the file was.
  ///
  /// @param importer id of the importer
  /// @param rowName what its rows are called among the timeline's events
  /// @param time what its times were read with
  void finish(String importer, String rowName, PostgresTime time) {
    if (time.zoneAbsent()) {
      problem(PostgresProblems.ZONE_ASSUMED, "the file does not tell its time zone", 1);
    }
    if (!time.oddZone().isEmpty()) {
      problem(
          PostgresProblems.ZONE_AMBIGUOUS,
          "the zone " + time.oddZone() + " is unknown or stands for several offsets",
          1);
    }
    if (server.other()) {
      problem(PostgresProblems.OTHER_SERVER, server.why(file), 1);
    }
    if (!toldTwice.isEmpty()) {
      String learnt = numbers(known().takeLearnt());
      problem(
          PostgresProblems.TOLD_TWICE,
          "told by another source: "
              + list(toldTwice)
              + (learnt.isEmpty() ? "" : "; only told here, and added there: " + learnt),
          toldTwice.values().stream().mapToLong(n -> n).sum());
    }
    builder().source(file.name(), importer, rowsSeen, file.content().byteSize(), NO_CLOCK);
    if (rowsSeen > 0) {
      builder().eventCount("postgres:" + rowName, rowsSeen, true);
    }
  }

  /// One sort alone is counted by the problem itself.
  private static String list(Map<String, Long> counts) {
    return counts.size() == 1 ? counts.keySet().iterator().next() : numbers(counts);
  }

  private static String numbers(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(e -> e.getKey() + " (" + e.getValue() + ")")
        .collect(Collectors.joining(", "));
  }
}
