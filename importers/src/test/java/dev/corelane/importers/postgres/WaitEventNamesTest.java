package dev.corelane.importers.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitEventNamesTest {
  @ParameterizedTest
  @CsvSource({
    "LWLockNamed, CLogControlLock, LWLock, XactSLRU",
    "LWLockTranche, multixact_member, LWLock, MultiXactMemberBuffer",
    "LWLock, MultiXactOffsetControlLock, LWLock, MultiXactOffsetSLRU",
    "LWLock, MultiXactGenLock, LWLock, MultiXactGen",
    "LWLock, ProcArrayLock, LWLock, ProcArray",
    "LWLock, WALWriteLock, LWLock, WALWrite",
    "LWLock, buffer_content, LWLock, BufferContent",
    "LWLock, BufferContent, LWLock, BufferContent",
    "LWLock, my_extension_Lock, LWLock, my_extension_Lock",
    "IO, WALSync, IO, WalSync",
    "IO, SLRURead, IO, SlruRead",
    "IPC, BufferIO, IPC, BufferIo",
    "IPC, Hash/Build/HashingInner, IPC, HashBuildHashInner",
    "IPC, ClogGroupUpdate, IPC, XactGroupUpdate",
    "Activity, AutoVacuumMain, Activity, AutovacuumMain",
    "Lock, transactionid, Lock, transactionid",
    "Unheard, Of, Unheard, Of",
  })
  void namesOfAllVersionsBecomeTheNewest(String type, String name, String newType, String newName) {
    assertThat(WaitEventNames.type(type)).isEqualTo(newType);
    assertThat(WaitEventNames.name(newType, name)).isEqualTo(newName);
  }
}
