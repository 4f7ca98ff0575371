package dev.corelane.importers.perf.testing;

import java.io.IOException;
import java.util.List;

/// Writes the records that stand beside the samples: names, forks and exits of tasks, mappings,
/// losses and switches. Each ends with the sample_id of the event that tracks the tasks.
///
/// `where` gives the task, the time (nanoseconds) and the CPU of a record's sample_id.
public final class SidebandRecords {
  private final CpuRings rings;
  private final RecordOutput out;
  private final PerfEvent sideband;

  SidebandRecords(CpuRings rings, RecordOutput out, List<PerfEvent> events) {
    this.rings = rings;
    this.out = out;
    this.sideband =
        events.stream().filter(SidebandRecords::tracksTasks).findFirst().orElse(events.getFirst());
  }

  private static boolean tracksTasks(PerfEvent event) {
    PerfEventAttr attr = event.attr();
    return attr.has(AttrFlag.TASK) || attr.has(AttrFlag.COMM) || attr.has(AttrFlag.CONTEXT_SWITCH);
  }

  /// COMM: the task got a name.
  ///
  /// @param where the task, time and CPU for the record's sample_id
  /// @param exec by exec, not by the task itself
  public void comm(Sample where, String comm, boolean exec) throws IOException {
    RecordBuffer ring = rings.of(where.cpu);
    int start = ring.beginRecord(PerfRecordType.COMM, exec ? PerfRecordType.MISC_COMM_EXEC : 0);
    putComm(ring, where.pid, where.tid, comm);
    endKernelRecord(start, where);
  }

  /// FORK of `pid`/`tid` by the task in `where`.
  public void fork(Sample where, int pid, int parentPid, int tid, int parentTid)
      throws IOException {
    task(PerfRecordType.FORK, where, pid, parentPid, tid, parentTid);
  }

  /// EXIT of `pid`/`tid`.
  public void exit(Sample where, int pid, int parentPid, int tid, int parentTid)
      throws IOException {
    task(PerfRecordType.EXIT, where, pid, parentPid, tid, parentTid);
  }

  private void task(int type, Sample where, int pid, int ppid, int tid, int ptid)
      throws IOException {
    RecordBuffer ring = rings.of(where.cpu);
    int start = ring.beginRecord(type, 0);
    ring.u32(pid).u32(ppid).u32(tid).u32(ptid).u64(where.time);
    endKernelRecord(start, where);
  }

  /// MMAP2 of an executable mapping.
  public void mmap2(Sample where, long address, long length, long fileOffset, String file)
      throws IOException {
    RecordBuffer ring = rings.of(where.cpu);
    int start = ring.beginRecord(PerfRecordType.MMAP2, PerfRecordType.MISC_USER);
    ring.u32(where.pid).u32(where.tid).u64(address).u64(length).u64(fileOffset);
    ring.u32(8).u32(1).u64(0x1234).u64(0); // device 8:1, inode, generation
    ring.u32(5).u32(2); // PROT_READ | PROT_EXEC, MAP_PRIVATE
    ring.zstr(file).pad(start, 8);
    endKernelRecord(start, where);
  }

  /// LOST: `count` records did not fit into the CPU's ring.
  public void lost(Sample where, long count) throws IOException {
    RecordBuffer ring = rings.of(where.cpu);
    int start = ring.beginRecord(PerfRecordType.LOST, 0);
    ring.u64(sideband.id(where.cpu)).u64(count);
    endKernelRecord(start, where);
  }

  /// LOST_SAMPLES.
  ///
  /// @param byFilter dropped by a BPF filter
  public void lostSamples(Sample where, long count, boolean byFilter) throws IOException {
    RecordBuffer ring = rings.of(where.cpu);
    int misc = byFilter ? PerfRecordType.MISC_LOST_BY_FILTER : 0;
    int start = ring.beginRecord(PerfRecordType.LOST_SAMPLES, misc);
    ring.u64(count);
    endKernelRecord(start, where);
  }

  /// SWITCH of the task in `where`.
  public void contextSwitch(Sample where, boolean switchOut, boolean preempted) throws IOException {
    RecordBuffer ring = rings.of(where.cpu);
    int start = ring.beginRecord(PerfRecordType.SWITCH, switchMisc(switchOut, preempted));
    endKernelRecord(start, where);
  }

  /// SWITCH_CPU_WIDE of the task in `where`.
  ///
  /// @param otherPid process of the next task when switching out, of the previous when switching in
  public void contextSwitchCpuWide(
      Sample where, boolean switchOut, boolean preempted, int otherPid, int otherTid)
      throws IOException {
    RecordBuffer ring = rings.of(where.cpu);
    int start = ring.beginRecord(PerfRecordType.SWITCH_CPU_WIDE, switchMisc(switchOut, preempted));
    ring.u32(otherPid).u32(otherTid);
    endKernelRecord(start, where);
  }

  private static int switchMisc(boolean switchOut, boolean preempted) {
    return (switchOut ? PerfRecordType.MISC_SWITCH_OUT : 0)
        | (switchOut && preempted ? PerfRecordType.MISC_SWITCH_OUT_PREEMPT : 0);
  }

  private void endKernelRecord(int start, Sample where) throws IOException {
    RecordBuffer ring = rings.of(where.cpu);
    SampleEncoder.writeSampleId(ring, sideband, where);
    ring.endRecord(start);
    rings.recordWritten(where.cpu);
  }

  /// COMM that perf makes up for a task that ran before the recording: no time, no CPU, no id.
  public void synthesizedComm(int pid, int tid, String comm) throws IOException {
    RecordBuffer buffer = out.buffer();
    int start = buffer.beginRecord(PerfRecordType.COMM, 0);
    putComm(buffer, pid, tid, comm);
    SampleEncoder.writeSampleId(buffer, sideband, null);
    buffer.endRecord(start);
    out.written();
  }

  /// FORK that perf makes up for a task that ran before the recording.
  public void synthesizedFork(int pid, int parentPid, int tid, int parentTid) throws IOException {
    RecordBuffer buffer = out.buffer();
    int start = buffer.beginRecord(PerfRecordType.FORK, 0);
    buffer.u32(pid).u32(parentPid).u32(tid).u32(parentTid).u64(0);
    SampleEncoder.writeSampleId(buffer, sideband, null);
    buffer.endRecord(start);
    out.written();
  }

  private static void putComm(RecordBuffer buffer, int pid, int tid, String comm) {
    buffer.u32(pid).u32(tid);
    int name = buffer.size();
    buffer.zstr(comm).pad(name, 8);
  }
}
