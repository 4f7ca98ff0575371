package dev.corelane.analysis.locks;

import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.LockKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What heavyweight locks of one sort have in common: rows of one table, transactions. Each row and
/// each transaction has a lock of its own, and seldom does one of them alone matter.
///
/// The words are those of PostgreSQL's `DescribeLockTag` (src/backend/storage/lmgr/lmgr.c).
public final class LockClass {
  private record Rule(Pattern tag, String name) {
    Rule(String tag, String name) {
      this(Pattern.compile(tag), name);
    }
  }

  private static final List<Rule> RULES =
      List.of(
          new Rule("tuple \\(\\d+,\\d+\\) of (.+)", "tuples of $1"),
          new Rule("page \\d+ of (.+)", "pages of $1"),
          new Rule("transaction \\d+", "transactions"),
          new Rule("virtual transaction \\S+", "virtual transactions"),
          new Rule("speculative token \\d+ of transaction \\d+", "speculative tokens"),
          new Rule("remote transaction \\d+ of (.+)", "remote transactions of $1"),
          new Rule("object \\d+ of (.+)", "objects of $1"),
          new Rule("(advisory|user) lock \\[[\\d,]+\\]", "$1 locks"));

  private LockClass() {}

  /// Whether there is a class of several locks.
  ///
  /// @param locks the locks
  /// @return false if each is one of its sort
  public static boolean anyOfSeveral(List<Lock> locks) {
    Set<List<Object>> classes = new HashSet<>();
    return !locks.stream()
        .allMatch(lock -> classes.add(List.of(lock.kind(), of(lock.kind(), LockNames.of(lock)))));
  }

  /// @param kind what sort of lock
  /// @param name its name
  /// @return the name of its class, the name itself if the lock is one of its sort
  static String of(LockKind kind, String name) {
    if (kind == LockKind.HEAVYWEIGHT) {
      for (Rule rule : RULES) {
        Matcher matcher = rule.tag().matcher(name);
        if (matcher.matches()) {
          return matcher.replaceFirst(rule.name());
        }
      }
    }
    return name;
  }
}
