package dev.corelane.importers.postgres;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.Incident;
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

  /// Times of tasks for which exact lock waits have been told.
  final Coverage lockWaits = new Coverage();

  /// Times of tasks for which exact queries have been told.
  final Coverage queries = new Coverage();

  /// Hashes of the messages of each server log.
  final List<LongArrayList> messages = new ArrayList<>();

  private PostgresSession() {}

  static PostgresSession of(ImportContext context) {
    return SESSIONS.computeIfAbsent(context.incident(), incident -> new PostgresSession());
  }
}
