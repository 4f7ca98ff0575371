package dev.corelane.replay.recorded;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Whom a thread wakes that answers others in a loop: the client of many connections, or the server
/// of many clients.
///
/// Its recorded program wakes them in the order in which they happened to ask. In a replay they ask
/// in another order, and a loop answers who has asked: so each of its answers goes to the thread
/// that has been asking longest. In the end every thread has got as many answers as in the
/// recording.
final class Answers {
  /// How many answers each thread has still to get.
  private final Map<Integer, Integer> left = new HashMap<>();

  /// Who has got an answer before it waited for it.
  private final Set<Integer> answered = new LinkedHashSet<>();

  /// How many of the answers that are to come for a thread it has got already.
  private final Map<Integer, Integer> ahead = new HashMap<>();

  /// Who was passed over: they get the answers of those who are ahead.
  private final Deque<Integer> owed = new ArrayDeque<>();

  private final Set<Integer> asking = new LinkedHashSet<>();

  /// @param thread a thread that asks
  /// @param answers how many answers the program has for it
  void add(int thread, int answers) {
    left.put(thread, answers);
  }

  /// @return how many threads ask
  int askers() {
    return left.size();
  }

  /// @return whether a thread is one of those that ask
  boolean has(int thread) {
    return left.containsKey(thread);
  }

  /// A thread has asked.
  void asked(int thread) {
    if (!answered.contains(thread)) {
      asking.add(thread);
    }
  }

  /// A thread waits for the answer to what it asked.
  ///
  /// @return whether it is there
  boolean awaited(int thread) {
    if (answered.remove(thread)) {
      return true;
    }
    asking.add(thread);
    return false;
  }

  /// @return whether a thread asks for which there is an answer
  boolean wanted() {
    for (Iterator<Integer> all = asking.iterator(); all.hasNext(); ) {
      if (left.get(all.next()) > 0) {
        return true;
      }
      all.remove();
    }
    return false;
  }

  /// The program answers a thread, and [#wanted] says that one asks.
  ///
  /// @param thread the one that it answered in the recording
  /// @return the one that gets the answer; it has not waited for it yet unless it sleeps
  int next(int thread) {
    int meant = thread;
    if (ahead.getOrDefault(thread, 0) > 0) {
      ahead.merge(thread, -1, Integer::sum);
      meant = owed.remove();
    }
    int woken = asking.iterator().next();
    if (woken != meant) {
      if (!owed.remove(woken)) {
        ahead.merge(woken, 1, Integer::sum);
      }
      owed.add(meant);
    }
    asking.remove(woken);
    left.merge(woken, -1, Integer::sum);
    return woken;
  }

  /// An answer that a thread gets before it waits for it.
  void early(int thread) {
    answered.add(thread);
  }
}
