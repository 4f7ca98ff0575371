package dev.corelane.importers.postgres;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.Incident;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.timeline.AddedFacts;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/// What the PostgreSQL files of one incident share: wait events they have named, whose they are,
/// and which facts have been told, so that a second file does not tell them again.
final class PostgresSession {
  /// Lives as long as the incident. The session must not refer to the incident.
  private static final Map<Incident, PostgresSession> SESSIONS =
      Collections.synchronizedMap(new WeakHashMap<>());

  final Map<String, Integer> waitEvents = new HashMap<>();
  final Map<Integer, String> labels = new HashMap<>();

  /// Tasks that stand for pgbench clients, by file stem and client number.
  final Map<String, Integer> clients = new HashMap<>();

  /// Script names of pgbench runs, by file stem.
  final Map<String, List<String>> scripts = new HashMap<>();

  /// Times of tasks for which wait samples have been told.
  final Coverage samples = new Coverage();

  /// What the recording and the files before have told of backends.
  final KnownFacts known;

  /// Whose files they are.
  final Servers servers;

  private PostgresSession(TimelineBuilder builder, Servers servers) {
    known = new KnownFacts(builder);
    this.servers = servers;
    AddedFacts added = builder.added();
    for (int lock = 0; lock < added.locks(); lock++) {
      if (added.lockKind(lock) == LockKind.HEAVYWEIGHT && added.singleLock(lock)) {
        servers.recorded().locks.putIfAbsent(added.lockName(lock), lock);
      }
    }
  }

  static PostgresSession of(ImportContext context) {
    return SESSIONS.computeIfAbsent(
        context.incident(),
        incident ->
            new PostgresSession(
                context.builder(), Servers.of(incident.neighbours(), context.monitor())));
  }
}
