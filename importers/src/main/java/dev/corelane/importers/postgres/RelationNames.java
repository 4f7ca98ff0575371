package dev.corelane.importers.postgres;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which relations the names in samples of `pg_locks` are (`relation::regclass`), where logs and
/// probes tell their object ids: a backend waits for one lock at a time, so what it is seen to wait
/// for is what another source says that it waits for then.
final class RelationNames {
  /// What a server's log says of a lock on a relation or a part of one.
  private static final Pattern NUMBERED =
      Pattern.compile("(.{0,100}?)relation (\\d{1,10}) of database (\\d{1,10})");

  private static final int MOST_NAMES = 10_000;

  private final KnownFacts known;
  private final Map<String, Map<String, Integer>> votes = new HashMap<>();

  /// @param known what other sources tell
  RelationNames(KnownFacts known) {
    this.known = known;
  }

  /// @param relation what the samples say
  /// @return whether that is a name
  static boolean isName(String relation) {
    return !relation.isEmpty() && !relation.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /// A backend is seen to wait.
  ///
  /// @param timeNs when
  /// @param task the backend
  /// @param part what of the relation is locked, in the words of the server's log, as far as the
  ///   word "relation"
  /// @param relation its name
  /// @param database object id of its database
  void seen(long timeNs, int task, String part, String relation, String database) {
    Matcher lock = NUMBERED.matcher(known.lockWaitedFor(task, timeNs));
    if (lock.matches() && lock.group(1).equals(part) && lock.group(3).equals(database)) {
      String key = relation + '\0' + database;
      if (votes.size() < MOST_NAMES || votes.containsKey(key)) {
        votes.computeIfAbsent(key, k -> new TreeMap<>()).merge(lock.group(2), 1, Integer::sum);
      }
    }
  }

  /// @param relation name or object id
  /// @param database object id of the database
  /// @return the object id where it is known, else the name
  String number(String relation, String database) {
    Map<String, Integer> counts = votes.getOrDefault(relation + '\0' + database, Map.of());
    int all = counts.values().stream().mapToInt(n -> n).sum();
    return counts.entrySet().stream()
        .filter(vote -> 2 * vote.getValue() > all)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(relation);
  }

  /// @return the names that are known, by object id and database
  Map<String, String> found() {
    var found = new TreeMap<String, String>();
    for (String key : votes.keySet()) {
      int end = key.indexOf('\0');
      String name = key.substring(0, end);
      String database = key.substring(end + 1);
      String number = number(name, database);
      if (!number.equals(name)) {
        found.put("relation " + number + " of database " + database, name);
      }
    }
    return found;
  }
}
