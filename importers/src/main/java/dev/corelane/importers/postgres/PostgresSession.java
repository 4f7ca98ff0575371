package dev.corelane.importers.postgres;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.Incident;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.timeline.AddedFacts;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.agrona.collections.LongArrayList;

/// What the PostgreSQL files of one incident share: wait events and locks they have named, and
/// which facts have been told, so that a second file does not tell them again.
final class PostgresSession {
  /// Lives as long as the incident. The session must not refer to the incident.
  private static final Map<Incident, PostgresSession> SESSIONS =
      Collections.synchronizedMap(new WeakHashMap<>());

  final Map<String, Integer> waitEvents = new HashMap<>();
  final Map<String, Integer> locks = new HashMap<>();
  final Map<Integer, String> labels = new HashMap<>();

  /// Tasks that stand for pgbench clients, by file stem and client number.
  final Map<String, Integer> clients = new HashMap<>();

  /// Script names of pgbench runs, by file stem.
  final Map<String, List<String>> scripts = new HashMap<>();

  /// Times of tasks for which wait samples have been told.
  final Coverage samples = new Coverage();

  /// What the recording and the files before have told of backends.
  final KnownFacts known;

  /// Hashes of the messages of each server log.
  final List<LongArrayList> messages = new ArrayList<>();

  private PostgresSession(TimelineBuilder builder) {
    known = new KnownFacts(builder);
    AddedFacts added = builder.added();
    for (int lock = 0; lock < added.locks(); lock++) {
      if (added.lockKind(lock) == LockKind.HEAVYWEIGHT && added.singleLock(lock)) {
        locks.putIfAbsent(added.lockName(lock), lock);
      }
    }
  }

  static PostgresSession of(ImportContext context) {
    return SESSIONS.computeIfAbsent(
        context.incident(), incident -> new PostgresSession(context.builder()));
  }
}
