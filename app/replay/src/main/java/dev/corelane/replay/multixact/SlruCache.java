package dev.corelane.replay.multixact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Which pages a cache holds: least recently used first out, within a bank. A page belongs to the
/// bank of its number modulo the banks.
///
/// Shared by the programs of one run, which ask for it in the order of simulated time.
public final class SlruCache {
  private final int perBank;
  private final List<LinkedHashMap<Long, Boolean>> banks = new ArrayList<>();
  private long hits;
  private long misses;

  /// @param buffers pages it holds, at least 1
  /// @param locks banks it is divided into, 1 to `buffers`
  public SlruCache(int buffers, int locks) {
    if (locks < 1 || buffers < locks) {
      throw new IllegalArgumentException(buffers + " buffers in " + locks + " banks");
    }
    perBank = buffers / locks;
    for (int i = 0; i < locks; i++) {
      banks.add(new LinkedHashMap<>(16, 0.75f, true));
    }
  }

  /// @param page a page
  /// @return its bank, which is the number of the lock that protects it
  public int bank(long page) {
    return (int) Math.floorMod(page, (long) banks.size());
  }

  /// Uses a page; one that was not there is there afterwards, and the one unused for longest gone.
  ///
  /// @param page a page
  /// @return whether it was there
  public boolean use(long page) {
    LinkedHashMap<Long, Boolean> bank = banks.get(bank(page));
    if (bank.get(page) != null) {
      hits++;
      return true;
    }
    misses++;
    if (bank.size() == perBank) {
      bank.pollFirstEntry();
    }
    bank.put(page, true);
    return false;
  }

  /// @return uses that found their page
  public long hits() {
    return hits;
  }

  /// @return uses that did not
  public long misses() {
    return misses;
  }
}
