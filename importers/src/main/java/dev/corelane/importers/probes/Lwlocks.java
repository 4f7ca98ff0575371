package dev.corelane.importers.probes;

import dev.corelane.importers.locks.FactSink;
import dev.corelane.importers.locks.LockKeys;
import dev.corelane.trace.model.LockKind;
import java.util.Arrays;
import java.util.Set;
import org.agrona.collections.Long2LongHashMap;

/// The LWLocks of a trace. The probes name the tranche, and the address only where whoever defined
/// them asked for it, or where the functions of lwlock.c are traced themselves.
public final class Lwlocks {
  /// LWLocks that are alone in their tranche (src/include/storage/lwlocklist.h of 17; 13 to 16 have
  /// the same ones and fewer). The SLRU locks are not: since 17 there is one per bank.
  private static final Set<String> ALONE =
      Set.of(
          "ShmemIndex",
          "OidGen",
          "XidGen",
          "ProcArray",
          "SInvalRead",
          "SInvalWrite",
          "WALBufMapping",
          "WALWrite",
          "ControlFile",
          "MultiXactGen",
          "RelCacheInit",
          "CheckpointerComm",
          "TwoPhaseState",
          "TablespaceCreate",
          "BtreeVacuum",
          "AddinShmemInit",
          "Autovacuum",
          "AutovacuumSchedule",
          "SyncScan",
          "RelationMapping",
          "NotifyQueue",
          "NotifyQueueTail",
          "SerializableXactHash",
          "SerializableFinishedList",
          "SerializablePredicateList",
          "SyncRep",
          "BackgroundWorker",
          "DynamicSharedMemoryControl",
          "AutoFile",
          "ReplicationSlotAllocation",
          "ReplicationSlotControl",
          "ReplicationOrigin",
          "MultiXactTruncation",
          "LogicalRepWorker",
          "XactTruncation",
          "WrapLimitsVacuum",
          "CommitTs",
          "WaitEventCustom",
          "WALSummarizer",
          "DSMRegistry",
          "InjectionPoint",
          "SerialControl");

  private final FactSink sink;
  private final PostgresVersion version;
  private final LockKeys byKey = new LockKeys();
  private final Long2LongHashMap tranches = new Long2LongHashMap(-1);
  private final Long2LongHashMap byAddress = new Long2LongHashMap(-1);
  private int[] tranche = new int[64];
  private boolean[] single = new boolean[64];

  /// @param sink takes the locks
  /// @param version learns from the names
  public Lwlocks(FactSink sink, PostgresVersion version) {
    this.sink = sink;
    this.version = version;
  }

  /// The lock known by a key.
  ///
  /// @param trancheKey a number that stands for the tranche: a hash of its name, or its pointer
  /// @param address the lock's address, 0 unknown
  /// @return internal lock id, -1 when it is new
  public int find(long trancheKey, long address) {
    return byKey.get(LockKeys.mix(trancheKey, address));
  }

  /// A lock known by tranche and, maybe, address.
  ///
  /// @param trancheKey a number that stands for the tranche
  /// @param address the lock's address, 0 unknown
  /// @param name the tranche's name
  /// @return internal lock id
  public int add(long trancheKey, long address, String name) {
    version.tranche(name);
    String modern =
        version.isOld() && name.endsWith("Lock") ? name.substring(0, name.length() - 4) : name;
    boolean one = address != 0 || ALONE.contains(modern);
    int lock = sink.builder().lock(LockKind.LWLOCK, name, address, one);
    byKey.put(LockKeys.mix(trancheKey, address), lock);
    remember(lock, trancheOf(trancheKey), one);
    if (address != 0) {
      byAddress.put(address, lock);
    }
    return lock;
  }

  /// The lock at an address, whose tranche may have been told by another probe.
  ///
  /// @param address the lock's address
  /// @return internal lock id
  public int at(long address) {
    int known = (int) byAddress.get(address);
    if (known >= 0) {
      return known;
    }
    int lock = sink.builder().lock(LockKind.LWLOCK, "", address, address != 0);
    byAddress.put(address, lock);
    remember(lock, -2, address != 0);
    return lock;
  }

  private void remember(int lock, int trancheId, boolean one) {
    if (lock >= tranche.length) {
      int size = Math.max(lock + 1, tranche.length * 2);
      tranche = Arrays.copyOf(tranche, size);
      single = Arrays.copyOf(single, size);
    }
    tranche[lock] = trancheId;
    single[lock] = one;
  }

  /// A small number that stands for a tranche.
  ///
  /// @param trancheKey a number that stands for the tranche
  /// @return its number, by which [#tranche(int)] tells the locks of a tranche
  public int trancheOf(long trancheKey) {
    long known = tranches.get(trancheKey);
    if (known >= 0) {
      return (int) known;
    }
    int number = tranches.size();
    tranches.put(trancheKey, number);
    return number;
  }

  int tranche(int lock) {
    return tranche[lock];
  }

  boolean single(int lock) {
    return single[lock];
  }
}
