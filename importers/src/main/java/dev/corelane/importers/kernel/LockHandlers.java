package dev.corelane.importers.kernel;

import dev.corelane.importers.locks.ContentionTracker;
import dev.corelane.importers.locks.LockKeys;
import dev.corelane.importers.locks.LockdepTracker;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import org.jspecify.annotations.Nullable;

/// `lock:*`: waits for kernel locks and, of kernels with lockdep, their holds.
final class LockHandlers {
  /// Bit of `lock_acquire` (include/trace/events/lock.h): 1 is trylock, 2 is read.
  private static final int READ = 2;

  private final SchedulingTracker tracker;
  private @Nullable ContentionTracker contention;
  private @Nullable LockdepTracker lockdep;
  private final LockKeys lockdepLocks = new LockKeys();

  LockHandlers(SchedulingTracker tracker) {
    this.tracker = tracker;
  }

  @Nullable TracepointHandler handler(EventFormat format) {
    return switch (format.name()) {
      case "contention_begin" -> contentionBegin(format);
      case "contention_end" -> contentionEnd(format);
      case "contended_release" -> contendedRelease(format);
      case "lock_acquire" -> lockAcquire(format);
      case "lock_contended" -> lockContended(format);
      case "lock_acquired" -> lockAcquired(format);
      case "lock_release" -> lockRelease(format);
      default -> null;
    };
  }

  private ContentionTracker contention() {
    if (contention == null) {
      contention = new ContentionTracker(tracker.sink());
      tracker.sink().follow(contention);
    }
    return contention;
  }

  private TracepointHandler contentionBegin(EventFormat format) {
    EventField address = format.field("lock_addr");
    EventField flags = format.field("flags");
    ContentionTracker waits = contention();
    waits.mutexFlag(format.printFormat().contains("MUTEX"));
    return e ->
        waits.begin(
            e.timeNs, tracker.task(e.tid, e.timeNs), e.number(address), (int) e.number(flags));
  }

  private TracepointHandler contentionEnd(EventFormat format) {
    EventField address = format.field("lock_addr");
    EventField result = format.field("ret");
    ContentionTracker waits = contention();
    return e ->
        waits.end(
            e.timeNs, tracker.task(e.tid, e.timeNs), e.number(address), (int) e.number(result));
  }

  private TracepointHandler contendedRelease(EventFormat format) {
    EventField address = format.field("lock_addr");
    ContentionTracker waits = contention();
    return e -> waits.contendedRelease(e.timeNs, tracker.task(e.tid, e.timeNs), e.number(address));
  }

  private LockdepTracker lockdep() {
    if (lockdep == null) {
      lockdep = new LockdepTracker(tracker.sink());
      tracker.sink().follow(lockdep);
    }
    return lockdep;
  }

  /// The lock of a lockdep event; its kind is not told.
  private int lock(RawEvent e, @Nullable EventField address, @Nullable EventField name) {
    long key = e.number(address);
    int lock = lockdepLocks.get(key);
    if (lock < 0) {
      lock = tracker.sink().builder().lock(LockKind.OTHER, e.string(name), key, true);
      lockdepLocks.put(key, lock);
    }
    return lock;
  }

  private TracepointHandler lockAcquire(EventFormat format) {
    EventField address = format.field("lockdep_addr");
    EventField name = format.field("name");
    EventField flags = format.field("flags");
    LockdepTracker locks = lockdep();
    return e -> {
      boolean read = (e.number(flags) & READ) != 0;
      locks.acquire(
          e.timeNs,
          tracker.task(e.tid, e.timeNs),
          lock(e, address, name),
          read ? LockMode.SHARED : LockMode.EXCLUSIVE);
    };
  }

  private TracepointHandler lockContended(EventFormat format) {
    EventField address = format.field("lockdep_addr");
    EventField name = format.field("name");
    LockdepTracker locks = lockdep();
    return e ->
        locks.contended(
            e.timeNs, tracker.task(e.tid, e.timeNs), lock(e, address, name), LockMode.UNKNOWN);
  }

  private TracepointHandler lockAcquired(EventFormat format) {
    EventField address = format.field("lockdep_addr");
    EventField name = format.field("name");
    LockdepTracker locks = lockdep();
    return e -> locks.acquired(e.timeNs, tracker.task(e.tid, e.timeNs), lock(e, address, name));
  }

  private TracepointHandler lockRelease(EventFormat format) {
    EventField address = format.field("lockdep_addr");
    EventField name = format.field("name");
    LockdepTracker locks = lockdep();
    return e -> locks.release(e.timeNs, tracker.task(e.tid, e.timeNs), lock(e, address, name));
  }
}
