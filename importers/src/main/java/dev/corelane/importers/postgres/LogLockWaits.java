package dev.corelane.importers.postgres;

import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Task;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Heavyweight lock waits and deadlocks as the server logs them (src/backend/storage/lmgr/proc.c,
/// deadlock.c; the same wording in versions 13 to 18).
///
/// A wait begins at the time of the message less the milliseconds in it. Its end is exact if the
/// lock was acquired; else the wait ended at the next message of the process, an error as a rule.
final class LogLockWaits {
  private static final long MILLISECOND = 1_000_000L;
  private static final Pattern WAIT =
      Pattern.compile(
          "process (\\d{1,9}) (still waiting for|acquired|detected deadlock while waiting for"
              + "|avoided deadlock for|failed to acquire) (\\w+) on (.{1,300}?)"
              + "(?: by rearranging queue order)? after (\\d+\\.\\d+) ms");
  private static final Pattern HOLDER =
      Pattern.compile("Process(?:es)? holding the lock: (\\d{1,9})");
  private static final Pattern CYCLE =
      Pattern.compile(
          "Process (\\d{1,9}) waits for (\\w+ on .{1,300}?); blocked by process (\\d{1,9})\\.");
  private static final int MOST_IN_CYCLE = 16;

  private final PostgresFacts facts;
  private final ToldFacts told = new ToldFacts();
  private long slackNs;
  private final Map<Integer, Wait> open = new LinkedHashMap<>();

  private record Wait(long startNs, long seenNs, int lock, String tag, LockMode mode, int holder) {}

  LogLockWaits(PostgresFacts facts) {
    this.facts = facts;
  }

  /// Looks at a message of any kind.
  ///
  /// @param slack how far its time may be off, ns
  /// @return whether it told of a lock, and nothing else is to be made of it
  boolean message(LogMessage m, long timeNs, int task, long slack) {
    slackNs = slack;
    if (m.message.startsWith("process ")) {
      Matcher wait = WAIT.matcher(m.message);
      if (wait.lookingAt()) {
        wait(wait, m, timeNs);
        return true;
      }
    }
    if (!open.isEmpty()) {
      Wait wait = open.remove(task);
      if (wait != null) {
        tell(wait, task, timeNs, false, Provenance.DERIVED);
      }
    }
    if (m.message.equals("deadlock detected")) {
      deadlock(m.detail, timeNs, task);
      return true;
    }
    return false;
  }

  private void wait(Matcher matcher, LogMessage m, long timeNs) {
    int task = facts.backend(Numbers.nonNegative(matcher.group(1)), timeNs);
    long waited = Math.max(0, Numbers.nanos(matcher.group(5), MILLISECOND));
    String tag = matcher.group(4);
    LockMode mode = LockModes.of(matcher.group(3));
    Wait before = open.remove(task);
    if (before != null && (!before.tag().equals(tag) || before.mode() != mode)) {
      tell(before, task, timeNs - waited, false, Provenance.INFERRED);
      before = null;
    }
    int holder = before == null ? Task.UNKNOWN : before.holder();
    Matcher held = HOLDER.matcher(m.detail);
    if (holder == Task.UNKNOWN && held.find()) {
      holder = facts.backend(Numbers.nonNegative(held.group(1)), timeNs);
    }
    var wait = new Wait(timeNs - waited, timeNs, facts.lock(tag, true), tag, mode, holder);
    switch (matcher.group(2)) {
      case "acquired" -> tell(wait, task, timeNs, true, Provenance.DERIVED);
      case "failed to acquire" -> tell(wait, task, timeNs, false, Provenance.DERIVED);
      case "avoided deadlock for" -> {
        deadlockMark(timeNs, task, "deadlock avoided by rearranging the queue for " + tag);
        open.put(task, wait);
      }
      default -> open.put(task, wait);
    }
  }

  private void deadlock(String detail, long timeNs, int task) {
    var cycle = new StringJoiner(", ");
    String english = detail.lines().map(LogTranslations::english).collect(Collectors.joining("\n"));
    Matcher edge = CYCLE.matcher(english);
    for (int edges = 0; edges < MOST_IN_CYCLE && edge.find(); edges++) {
      cycle.add(edge.group(1) + " waits for " + edge.group(3) + " (" + edge.group(2) + ")");
    }
    String text = cycle.length() == 0 ? "deadlock detected" : "deadlock: " + cycle;
    if (facts.known().loggedDeadlock(task, timeNs, text, slackNs)) {
      facts.toldTwice("deadlocks");
    } else {
      deadlockMark(timeNs, task, text);
    }
  }

  private void deadlockMark(long timeNs, int task, String text) {
    facts.builder().mark(timeNs, -1, task, "deadlock", text);
  }

  private void tell(Wait wait, int task, long endNs, boolean acquired, Provenance provenance) {
    var lockWait =
        new LockWait(
            wait.startNs(),
            Math.max(wait.startNs(), endNs),
            wait.lock(),
            task,
            wait.mode(),
            wait.holder(),
            -1,
            -1,
            acquired,
            provenance);
    if (facts.known().loggedWait(lockWait, slackNs)) {
      facts.toldTwice("lock waits");
    } else {
      facts.tell(lockWait, told);
    }
  }

  /// The log is read.
  void finish() {
    open.forEach((task, wait) -> tell(wait, task, wait.seenNs(), false, Provenance.INFERRED));
    if (!open.isEmpty()) {
      facts.problem(
          PostgresProblems.WAIT_OPEN,
          "lock waits have neither an end nor an error in the log",
          open.size());
    }
    facts.known().tellWaits(told);
  }
}
