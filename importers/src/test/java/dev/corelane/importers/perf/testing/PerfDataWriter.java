package dev.corelane.importers.perf.testing;

import dev.corelane.importers.perf.testing.PerfDataOptions.Compression;
import dev.corelane.importers.perf.testing.PerfDataOptions.Form;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a perf.data file or stream as `perf record` does, record by record and in constant
/// memory.
///
/// The layout is that of the kernel's `tools/perf/Documentation/perf.data-file-format.txt` and
/// `include/uapi/linux/perf_event.h`. Records of the kernel go through one ring buffer per CPU (see
/// [CpuRings]); records of perf itself go straight to the file. Times are nanoseconds.
///
/// Usage of the hot path, without an allocation per sample:
///
/// ```java
/// RecordBuffer raw = writer.beginSample(event, sample.at(time, cpu, pid, tid));
/// payload.context(0, 0, tid).schedSwitch(raw, ...);
/// writer.endSample();
/// ```
public final class PerfDataWriter implements Closeable {
  private final PerfDataOptions options;
  private final List<PerfEvent> events;
  private final PerfEvent sideband;
  private final byte @Nullable [] tracingData;
  private final Map<HeaderFeature, byte[]> features;
  private final PerfHeader header;
  private final WritableByteChannel channel;
  private final RecordOutput out;
  private final @Nullable CompressedRecords compressor;
  private final CpuRings rings;

  private long firstTime = Long.MAX_VALUE;
  private long lastTime;
  private long samples;
  private boolean closed;

  private PerfEvent openEvent;
  private Sample openSample = new Sample();
  private int openRecord;
  private int openRaw;

  /// Starts writing to `channel`, which is closed with the writer.
  ///
  /// @param tracingData the format texts; `null` leaves them out
  /// @throws IllegalArgumentException if there is no event, or if the file form is asked for and
  ///   the channel cannot seek
  public PerfDataWriter(
      WritableByteChannel channel,
      PerfDataOptions options,
      RecordedMachine machine,
      List<PerfEvent> events,
      @Nullable TracingData tracingData)
      throws IOException {
    if (events.isEmpty()) {
      throw new IllegalArgumentException("a recording has at least one event");
    }
    if (options.form() == Form.FILE && !(channel instanceof SeekableByteChannel)) {
      throw new IllegalArgumentException("the file form needs a channel that can seek");
    }
    this.channel = channel;
    this.options = options;
    this.events = List.copyOf(events);
    this.openEvent = events.getFirst();
    this.sideband =
        events.stream().filter(PerfDataWriter::tracksTasks).findFirst().orElse(openEvent);
    this.tracingData = tracingData == null ? null : tracingData.encode(options.order());
    this.features = new EnumMap<>(FeatureSections.encode(options, machine, events));
    this.header = new PerfHeader(options, events);
    this.out = new RecordOutput(channel, options.order());
    this.compressor =
        options.compression() == Compression.NONE
            ? null
            : new CompressedRecords(out, options.compression());
    this.rings =
        new CpuRings(
            options.order(),
            machine.cpus(),
            options.ringBytes(),
            options.recordsPerRound(),
            compressor == null ? this::writePlain : compressor,
            this::finishedRound);
    header.writeTo(out.buffer(), 0, features.keySet());
    if (options.form() == Form.PIPE) {
      new PipePreamble(out, options, events).write(features, this.tracingData);
    }
  }

  /// Starts a file, replacing what is there.
  public static PerfDataWriter create(
      Path file,
      PerfDataOptions options,
      RecordedMachine machine,
      List<PerfEvent> events,
      @Nullable TracingData tracingData)
      throws IOException {
    var channel =
        Files.newByteChannel(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    try {
      return new PerfDataWriter(channel, options, machine, events, tracingData);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean tracksTasks(PerfEvent event) {
    PerfEventAttr attr = event.attr();
    return attr.has(AttrFlag.TASK) || attr.has(AttrFlag.COMM) || attr.has(AttrFlag.CONTEXT_SWITCH);
  }

  /// Number of PERF_RECORD_SAMPLE written.
  public long samples() {
    return samples;
  }

  /// Opens a sample. The raw payload, if the event has [SampleType#RAW], is appended to the buffer
  /// returned; [#endSample()] must follow.
  public RecordBuffer beginSample(PerfEvent event, Sample sample) {
    RecordBuffer ring = rings.of(sample.cpu);
    openEvent = event;
    openSample = sample;
    openRecord = ring.beginRecord(PerfRecordType.SAMPLE, PerfRecordType.MISC_KERNEL);
    SampleEncoder.writeUpToRaw(ring, event, sample);
    if (event.attr().samples(SampleType.RAW)) {
      ring.u32(0);
    }
    openRaw = ring.size();
    return ring;
  }

  /// Ends the sample begun last.
  public void endSample() throws IOException {
    RecordBuffer ring = rings.of(openSample.cpu);
    if (openEvent.attr().samples(SampleType.RAW)) {
      ring.pad(openRaw - 4, 8); // the padding belongs to the raw size
      ring.putU32(openRaw - 4, ring.size() - openRaw);
    }
    SampleEncoder.writeAfterRaw(ring, openEvent, openSample);
    ring.endRecord(openRecord);
    samples++;
    seen(openSample.time);
    rings.recordWritten(openSample.cpu);
  }

  /// A sample whose raw payload is at hand.
  public void sample(PerfEvent event, Sample sample, byte[] raw) throws IOException {
    beginSample(event, sample).bytes(raw);
    endSample();
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

  /// FINISHED_INIT: the made-up records end here.
  public void finishedInit() throws IOException {
    record(PerfRecordType.FINISHED_INIT, 0, new byte[0]);
  }

  /// Any record of perf's own, also of a type that no perf knows.
  public void record(int type, int misc, byte[] payload) throws IOException {
    RecordBuffer buffer = out.buffer();
    int start = buffer.beginRecord(type, misc);
    buffer.bytes(payload);
    buffer.endRecord(start);
    out.written();
  }

  /// Bytes between two records: what follows an AUXTRACE record, or damage.
  public void bytes(byte[] anything) throws IOException {
    out.buffer().bytes(anything);
    out.written();
  }

  /// Reads all rings and ends the round, whatever the options say about rounds.
  public void flushRound() throws IOException {
    rings.readAll();
  }

  private static void putComm(RecordBuffer buffer, int pid, int tid, String comm) {
    buffer.u32(pid).u32(tid);
    int name = buffer.size();
    buffer.zstr(comm).pad(name, 8);
  }

  private void seen(long time) {
    firstTime = Math.min(firstTime, time);
    lastTime = Math.max(lastTime, time);
  }

  private void writePlain(byte[] bytes, int offset, int length) throws IOException {
    out.buffer().bytes(bytes, offset, length);
    out.written();
  }

  private void finishedRound() throws IOException {
    if (options.recordsPerRound() != 0) {
      record(PerfRecordType.FINISHED_ROUND, 0, new byte[0]);
    }
  }

  /// Finishes the file: the last round, the feature sections, the sizes in the header.
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (out) {
      rings.readAll();
      if (options.form() == Form.FILE) {
        finishFile();
      }
    } finally {
      closeCompressor();
    }
  }

  /// Leaves the file as a recorder that was killed does: the header says nothing about the data's
  /// size and no feature section follows. What was not yet read from the rings is gone.
  public void abort() throws IOException {
    closed = true;
    closeCompressor();
    out.close();
  }

  private void closeCompressor() {
    if (compressor != null) {
      compressor.close();
    }
  }

  private void finishFile() throws IOException {
    long dataSize = out.position() - header.dataOffset();
    if (tracingData != null) {
      features.put(HeaderFeature.TRACING_DATA, tracingData);
    }
    features.put(
        HeaderFeature.SAMPLE_TIME,
        FeatureSections.sampleTime(options, samples == 0 ? 0 : firstTime, lastTime));
    long sectionAt = out.position() + 16L * features.size();
    for (byte[] section : features.values()) {
      out.buffer().u64(sectionAt).u64(section.length);
      sectionAt += section.length;
    }
    for (byte[] section : features.values()) {
      out.buffer().bytes(section);
      out.written();
    }
    out.flush();
    ((SeekableByteChannel) channel).position(0);
    header.writeTo(out.buffer(), dataSize, features.keySet());
  }
}
