package dev.corelane.render.digest;

import dev.corelane.trace.model.Lock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The names of locks: their own or that of their kind, and for one of several of the same name as
/// many last digits of its address as it takes to tell them apart.
final class LockNames {
  private static final int[] DIGITS = {4, 6, 8, 16};

  private final List<Lock> locks;
  private final Map<String, Integer> uses = new HashMap<>();

  LockNames(List<Lock> locks) {
    this.locks = locks;
    for (Lock lock : locks) {
      uses.merge(LockName.plain(lock), 1, Integer::sum);
      if (addressed(lock)) {
        for (int digits : DIGITS) {
          uses.merge(withDigits(lock, digits), 1, Integer::sum);
        }
      }
    }
  }

  String of(int lock) {
    if (lock < 0 || lock >= locks.size()) {
      return "unknown lock";
    }
    Lock facts = locks.get(lock);
    String plain = LockName.plain(facts);
    if (!addressed(facts) || uses.getOrDefault(plain, 0) <= 1) {
      return plain;
    }
    for (int digits : DIGITS) {
      String name = withDigits(facts, digits);
      if (uses.getOrDefault(name, 0) <= 1) {
        return name;
      }
    }
    return withDigits(facts, DIGITS[DIGITS.length - 1]);
  }

  private static boolean addressed(Lock lock) {
    return lock.single() && lock.address() != 0;
  }

  private static String withDigits(Lock lock, int digits) {
    String hex = String.format(Locale.ROOT, "%016x", lock.address());
    return LockName.plain(lock) + " \u2026" + hex.substring(hex.length() - digits);
  }
}
