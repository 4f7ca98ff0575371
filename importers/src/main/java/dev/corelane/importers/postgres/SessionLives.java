package dev.corelane.importers.postgres;

import dev.corelane.trace.model.TimeRange;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.agrona.collections.IntHashSet;
import org.agrona.collections.Long2LongHashMap;
import org.jspecify.annotations.Nullable;

/// The sessions that a file tells of: process id, the second in which the session began, and when
/// it was last seen, all by the server's own clock. A process id may serve many sessions one after
/// another, but no two at a time: files that tell of such are of different servers.
final class SessionLives {
  /// Nobody said when the session began.
  static final long NO_START = 0;

  private static final long SECOND = 1_000_000_000L;
  private static final long NEVER = Long.MIN_VALUE;
  private static final int START_BITS = 33;
  private static final long START_MASK = (1L << START_BITS) - 1;
  private static final int PID_BITS = 30;

  /// A session begins somewhere in its second, and some versions note that of helper processes
  /// twice, a little later for the one than for the other view.
  private static final long SLACK_SECONDS = 2;

  /// Bounds memory: 16 MB. More sessions tell no more of whose they are.
  private static final int MOST = 500_000;

  private final Long2LongHashMap lastSeen = new Long2LongHashMap(NEVER);

  /// What two files say of each other.
  ///
  /// @param shared sessions that both tell of
  /// @param clashes how often one process id had two sessions at a time
  /// @param pid the first such id
  /// @param firstStart second in which the first of its sessions began
  /// @param secondStart second in which the other one began
  record Comparison(int shared, int clashes, int pid, long firstStart, long secondStart) {
    /// A clock that is set makes clashes, too, but leaves most sessions the same.
    boolean sameServer() {
      return shared > 0 && shared >= clashes;
    }

    boolean otherServer() {
      return clashes > shared;
    }
  }

  /// Reads a session id, `START.PID` in hexadecimal.
  ///
  /// @return second since 1970, [#NO_START] if it is none
  static long start(byte[] bytes, int from, int to) {
    long start = 0;
    int at = from;
    for (int digit; at < to && (digit = Character.digit(bytes[at], 16)) >= 0; at++) {
      start = start << 4 | digit;
      if (start > START_MASK) {
        return NO_START;
      }
    }
    return at < to && bytes[at] == '.' ? start : NO_START;
  }

  static long start(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return start(bytes, 0, bytes.length);
  }

  /// A session was seen.
  ///
  /// @param pid its process
  /// @param startSecond when it began, [#NO_START] if that is not known
  /// @param seenNs when it was seen, nanoseconds since 1970
  void seen(int pid, long startSecond, long seenNs) {
    if (startSecond > NO_START && startSecond <= START_MASK && pid >> PID_BITS == 0) {
      put((long) pid << START_BITS | startSecond, seenNs);
    }
  }

  private void put(long key, long seenNs) {
    long before = lastSeen.get(key);
    if (seenNs > before && (before != NEVER || lastSeen.size() < MOST)) {
      lastSeen.put(key, seenNs);
    }
  }

  void addAll(SessionLives others) {
    others.lastSeen.forEachLong(this::put);
  }

  /// The times of the file cannot be trusted by some hours: it is not known how long its sessions
  /// lived.
  void forgetEnds() {
    lastSeen.replaceAllLong((key, seen) -> (key & START_MASK) * SECOND);
  }

  boolean isEmpty() {
    return lastSeen.isEmpty();
  }

  /// Compares with what another file tells.
  Comparison with(SessionLives other) {
    long[] keys = new long[lastSeen.size() + other.lastSeen.size()];
    int count = 0;
    int shared = 0;
    for (var key = lastSeen.keySet().iterator(); key.hasNext(); ) {
      long mine = key.nextValue();
      keys[count++] = mine;
      shared += other.lastSeen.containsKey(mine) ? 1 : 0;
    }
    for (var key = other.lastSeen.keySet().iterator(); key.hasNext(); ) {
      keys[count++] = key.nextValue();
    }
    Arrays.sort(keys);
    int clashes = 0;
    int first = -1;
    for (int i = 0; i + 1 < count; i++) {
      if (clash(keys[i], keys[i + 1], other)) {
        clashes++;
        first = first < 0 ? i : first;
      }
    }
    return first < 0
        ? new Comparison(shared, 0, 0, NO_START, NO_START)
        : new Comparison(
            shared,
            clashes,
            (int) (keys[first] >> START_BITS),
            keys[first] & START_MASK,
            keys[first + 1] & START_MASK);
  }

  /// Whether a session lived when the next one of its process id began, and only one of two files
  /// tells of each.
  private boolean clash(long key, long next, SessionLives other) {
    if (key >> START_BITS != next >> START_BITS || next - key <= SLACK_SECONDS) {
      return false;
    }
    boolean mine = lastSeen.containsKey(key);
    boolean theirs = other.lastSeen.containsKey(key);
    boolean nextMine = lastSeen.containsKey(next);
    boolean nextTheirs = other.lastSeen.containsKey(next);
    if (mine == theirs || nextMine == nextTheirs || mine == nextMine) {
      return false;
    }
    long seen = mine ? lastSeen.get(key) : other.lastSeen.get(key);
    return seen > ((next & START_MASK) + SLACK_SECONDS) * SECOND;
  }

  /// How many of the processes a recording tells of, too.
  ///
  /// @param recorded whether it has a thread id
  /// @param range when it was made, null if that is not known
  /// @return share of the processes that lived then, less if they are few
  double share(IntPredicate recorded, @Nullable TimeRange range) {
    var pids = new IntHashSet();
    lastSeen.forEachLong(
        (key, seen) -> {
          if (range == null
              || (key & START_MASK) * SECOND <= range.endNs() && seen >= range.startNs()) {
            pids.add((int) (key >> START_BITS));
          }
        });
    int known = 0;
    for (var pid = pids.iterator(); pid.hasNext(); ) {
      known += recorded.test(pid.nextValue()) ? 1 : 0;
    }
    return known / (pids.size() + 1.0);
  }
}
