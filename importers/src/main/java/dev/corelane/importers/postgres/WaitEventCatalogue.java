package dev.corelane.importers.postgres;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The wait events of the newest PostgreSQL versions by type, as `pg_wait_events` of version 17 and
/// newer spells them (src/backend/utils/activity/wait_event_names.txt). LWLock and Lock events are
/// as since version 13.
final class WaitEventCatalogue {
  private static final String NAMES =
      """
      Activity ArchiverMain AutovacuumMain BgwriterHibernate BgwriterMain CheckpointerMain \
      CheckpointerShutdown IoWorkerMain LogicalApplyMain LogicalLauncherMain \
      LogicalParallelApplyMain RecoveryWalStream ReplicationSlotsyncMain \
      ReplicationSlotsyncShutdown SysloggerMain WalReceiverMain WalSenderMain WalSummarizerWal \
      WalWriterMain
      BufferPin BufferPin
      Client ClientRead ClientWrite GssOpenServer LibpqwalreceiverConnect LibpqwalreceiverReceive \
      SslOpenServer WaitForStandbyConfirmation WalSenderWaitForWal WalSenderWriteData
      Extension Extension
      IPC AppendReady ArchiveCleanupCommand ArchiveCommand BackendTermination \
      BackupWaitWalArchive BgworkerShutdown BgworkerStartup BtreePage BufferIo \
      CheckpointDelayComplete CheckpointDelayStart CheckpointDone CheckpointStart ExecuteGather \
      HashBatchAllocate HashBatchElect HashBatchLoad HashBuildAllocate HashBuildElect \
      HashBuildHashInner HashBuildHashOuter HashGrowBatchesDecide HashGrowBatchesElect \
      HashGrowBatchesFinish HashGrowBatchesReallocate HashGrowBatchesRepartition \
      HashGrowBucketsElect HashGrowBucketsReallocate HashGrowBucketsReinsert \
      LogicalApplySendData LogicalParallelApplyStateChange LogicalSyncData \
      LogicalSyncStateChange MessageQueueInternal MessageQueuePutMessage MessageQueueReceive \
      MessageQueueSend MultixactCreation ParallelBitmapScan ParallelCreateIndexScan \
      ParallelFinish ProcarrayGroupUpdate ProcSignalBarrier Promote RecoveryConflictSnapshot \
      RecoveryConflictTablespace RecoveryEndCommand RecoveryPause ReplicationOriginDrop \
      ReplicationSlotDrop RestoreCommand SafeSnapshot SyncRep WalBufferInit WalReceiverExit \
      WalReceiverWaitStart WalSummaryReady XactGroupUpdate
      IO AioIoCompletion AioIoUringExecution AioIoUringSubmit BasebackupRead BasebackupSync \
      BasebackupWrite BuffileRead BuffileTruncate BuffileWrite ControlFileRead ControlFileSync \
      ControlFileSyncUpdate ControlFileWrite ControlFileWriteUpdate CopyFileCopy CopyFileRead \
      CopyFileWrite DataFileExtend DataFileFlush DataFileImmediateSync DataFilePrefetch \
      DataFileRead DataFileSync DataFileTruncate DataFileWrite DsmAllocate DsmFillZeroWrite \
      LockFileAddtodatadirRead LockFileAddtodatadirSync LockFileAddtodatadirWrite \
      LockFileCreateRead LockFileCreateSync LockFileCreateWrite LockFileRecheckdatadirRead \
      LogicalRewriteCheckpointSync LogicalRewriteMappingSync LogicalRewriteMappingWrite \
      LogicalRewriteSync LogicalRewriteTruncate LogicalRewriteWrite RelationMapRead \
      RelationMapReplace RelationMapWrite ReorderBufferRead ReorderBufferWrite \
      ReorderLogicalMappingRead ReplicationSlotRead ReplicationSlotRestoreSync \
      ReplicationSlotSync ReplicationSlotWrite SlruFlushSync SlruRead SlruSync SlruWrite \
      SnapbuildRead SnapbuildSync SnapbuildWrite TimelineHistoryFileSync \
      TimelineHistoryFileWrite TimelineHistoryRead TimelineHistorySync TimelineHistoryWrite \
      TwophaseFileRead TwophaseFileSync TwophaseFileWrite VersionFileSync VersionFileWrite \
      WalsenderTimelineHistoryRead WalBootstrapSync WalBootstrapWrite WalCopyRead WalCopySync \
      WalCopyWrite WalInitSync WalInitWrite WalRead WalSummaryRead WalSummaryWrite WalSync \
      WalSyncMethodAssign WalWrite
      Lock advisory applytransaction extend frozenid object page relation spectoken \
      transactionid tuple userlock virtualxid
      LWLock AddinShmemInit AioUringCompletion AioWorkerSubmissionQueue AutoFile Autovacuum \
      AutovacuumSchedule BackgroundWorker BtreeVacuum BufferContent BufferIO BufferMapping \
      CheckpointerComm CommitTs CommitTsBuffer CommitTsSLRU ControlFile DSMRegistry \
      DSMRegistryDSA DSMRegistryHash DynamicSharedMemoryControl InjectionPoint LockFastPath \
      LockManager LogicalRepLauncherDSA LogicalRepLauncherHash LogicalRepWorker \
      MultiXactGen MultiXactMemberBuffer MultiXactMemberSLRU MultiXactOffsetBuffer \
      MultiXactOffsetSLRU MultiXactTruncation NotifyBuffer NotifyQueue NotifyQueueTail \
      NotifySLRU OidGen ParallelAppend ParallelBtreeScan ParallelHashJoin ParallelQueryDSA \
      ParallelVacuumDSA PerSessionDSA PerSessionRecordType PerSessionRecordTypmod \
      PerXactPredicateList PgStatsDSA PgStatsData PgStatsHash PredicateLockManager ProcArray \
      RelCacheInit RelationMapping ReplicationOrigin ReplicationOriginState \
      ReplicationSlotAllocation ReplicationSlotControl ReplicationSlotIO SInvalRead SInvalWrite \
      SerialBuffer SerialControl SerialSLRU SerializableFinishedList SerializablePredicateList \
      SerializableXactHash SharedTidBitmap SharedTupleStore ShmemIndex SubtransBuffer \
      SubtransSLRU SyncRep SyncScan TablespaceCreate TwoPhaseState WALBufMapping WALInsert \
      WALSummarizer WALWrite WaitEventCustom WaitEventExtension WrapLimitsVacuum XactBuffer \
      XactSLRU XactTruncation XidGen
      Timeout BaseBackupThrottle CheckpointWriteDelay PgSleep RecoveryApplyDelay \
      RecoveryRetrieveRetryInterval RegisterSyncRequest SpinDelay VacuumDelay VacuumTruncate \
      WalSummarizerError
      """;

  private static final Map<String, String> BY_LOWER_CASE = new HashMap<>();

  static {
    for (String line : NAMES.lines().toList()) {
      String[] words = line.split(" +");
      for (int i = 1; i < words.length; i++) {
        BY_LOWER_CASE.put(key(words[0], words[i]), words[i]);
      }
    }
  }

  private WaitEventCatalogue() {}

  /// The spelling of a name, whatever its case is: until version 16 many names had capitals where
  /// newer ones have none (`WALSync`, `SLRURead`).
  ///
  /// @param type wait event type
  /// @param name a name
  /// @return the newest spelling, or "" if there is no such event
  static String spelling(String type, String name) {
    return BY_LOWER_CASE.getOrDefault(key(type, name), "");
  }

  private static String key(String type, String name) {
    return type + ':' + name.toLowerCase(Locale.ROOT);
  }
}
