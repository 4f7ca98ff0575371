package dev.corelane.importers.postgres;

import java.util.Map;

/// Brings the wait-event names of PostgreSQL 9.6 to 19 to the newest spelling.
///
/// Version 13 renamed all LWLocks and the steps of parallel hash joins; version 17 derives names
/// from one list, which changed the case of many. Sources: src/backend/storage/lmgr/lwlocknames.txt
/// and lwlock.c before and since version 13, wait_event_names.txt since 17.
final class WaitEventNames {
  private static final String LWLOCK = "LWLock";

  private static final Map<String, String> TYPES =
      Map.of("LWLockNamed", LWLOCK, "LWLockTranche", LWLOCK);

  /// LWLocks whose name before version 13 was more than the new one with "Lock" behind it.
  private static final Map<String, String> LWLOCKS =
      Map.ofEntries(
          Map.entry("CLogControlLock", "XactSLRU"),
          Map.entry("SubtransControlLock", "SubtransSLRU"),
          Map.entry("MultiXactOffsetControlLock", "MultiXactOffsetSLRU"),
          Map.entry("MultiXactMemberControlLock", "MultiXactMemberSLRU"),
          Map.entry("CommitTsControlLock", "CommitTsSLRU"),
          Map.entry("AsyncCtlLock", "NotifySLRU"),
          Map.entry("OldSerXidLock", "SerialSLRU"),
          Map.entry("AsyncQueueLock", "NotifyQueue"),
          Map.entry("CLogTruncationLock", "XactTruncation"),
          Map.entry("SerializablePredicateLockListLock", "SerializablePredicateList"),
          Map.entry("clog", "XactBuffer"),
          Map.entry("CLOG Buffers", "XactBuffer"),
          Map.entry("subtrans", "SubtransBuffer"),
          Map.entry("multixact_offset", "MultiXactOffsetBuffer"),
          Map.entry("multixact_member", "MultiXactMemberBuffer"),
          Map.entry("commit_timestamp", "CommitTsBuffer"),
          Map.entry("async", "NotifyBuffer"),
          Map.entry("oldserxid", "SerialBuffer"),
          Map.entry("wal_insert", "WALInsert"),
          Map.entry("buffer_content", "BufferContent"),
          Map.entry("buffer_io", "BufferIO"),
          Map.entry("buffer_mapping", "BufferMapping"),
          Map.entry("lock_manager", "LockManager"),
          Map.entry("predicate_lock_manager", "PredicateLockManager"),
          Map.entry("proc", "LockFastPath"),
          Map.entry("replication_origin", "ReplicationOriginState"),
          Map.entry("replication_slot_io", "ReplicationSlotIO"),
          Map.entry("parallel_query_dsa", "ParallelQueryDSA"),
          Map.entry("session_dsa", "PerSessionDSA"),
          Map.entry("session_record_table", "PerSessionRecordType"),
          Map.entry("session_typmod_table", "PerSessionRecordTypmod"),
          Map.entry("shared_tuplestore", "SharedTupleStore"),
          Map.entry("tbm", "SharedTidBitmap"),
          Map.entry("parallel_append", "ParallelAppend"),
          Map.entry("parallel_hash_join", "ParallelHashJoin"),
          Map.entry("serializable_xact", "PerXactPredicateList"));

  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("ClogGroupUpdate", "XactGroupUpdate"),
          Map.entry("Hash/Batch/Allocating", "HashBatchAllocate"),
          Map.entry("Hash/Batch/Electing", "HashBatchElect"),
          Map.entry("Hash/Batch/Loading", "HashBatchLoad"),
          Map.entry("Hash/Build/Allocating", "HashBuildAllocate"),
          Map.entry("Hash/Build/Electing", "HashBuildElect"),
          Map.entry("Hash/Build/HashingInner", "HashBuildHashInner"),
          Map.entry("Hash/Build/HashingOuter", "HashBuildHashOuter"),
          Map.entry("Hash/GrowBatches/Allocating", "HashGrowBatchesReallocate"),
          Map.entry("HashGrowBatchesAllocate", "HashGrowBatchesReallocate"),
          Map.entry("Hash/GrowBatches/Deciding", "HashGrowBatchesDecide"),
          Map.entry("Hash/GrowBatches/Electing", "HashGrowBatchesElect"),
          Map.entry("Hash/GrowBatches/Finishing", "HashGrowBatchesFinish"),
          Map.entry("Hash/GrowBatches/Repartitioning", "HashGrowBatchesRepartition"),
          Map.entry("Hash/GrowBuckets/Allocating", "HashGrowBucketsReallocate"),
          Map.entry("HashGrowBucketsAllocate", "HashGrowBucketsReallocate"),
          Map.entry("Hash/GrowBuckets/Electing", "HashGrowBucketsElect"),
          Map.entry("Hash/GrowBuckets/Reinserting", "HashGrowBucketsReinsert"));

  /// What pgsentinel and many a query (`coalesce(wait_event, 'CPU')`) say of a backend that waits
  /// for nothing.
  private static final String NOTHING = "CPU";

  private WaitEventNames() {}

  /// @param type wait event type as a source spells it
  /// @param name name of the event as a source spells it
  /// @return whether they say that the backend waits for nothing
  static boolean isNone(String type, String name) {
    return name.equals(NOTHING)
        || type.equals(NOTHING) && name.isEmpty()
        || type.isEmpty() && name.isEmpty();
  }

  /// @param type wait event type as a source spells it
  /// @return its newest name
  static String type(String type) {
    return TYPES.getOrDefault(type, type);
  }

  /// @param type newest name of the type
  /// @param name name of the event as a source spells it
  /// @return its newest name; that of an event that is not known as it is
  static String name(String type, String name) {
    String renamed = (type.equals(LWLOCK) ? LWLOCKS : OTHERS).getOrDefault(name, "");
    if (!renamed.isEmpty()) {
      return renamed;
    }
    String spelling = WaitEventCatalogue.spelling(type, name);
    if (spelling.isEmpty() && type.equals(LWLOCK) && name.endsWith("Lock")) {
      spelling =
          WaitEventCatalogue.spelling(type, name.substring(0, name.length() - "Lock".length()));
    }
    return spelling.isEmpty() ? name : spelling;
  }
}
