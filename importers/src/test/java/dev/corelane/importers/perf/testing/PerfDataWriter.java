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
  private final byte @Nullable [] tracingData;
  private final Map<HeaderFeature, byte[]> features;
  private final PerfHeader header;
  private final WritableByteChannel channel;
  private final RecordOutput out;
  private final @Nullable CompressedRecords compressor;
  private final CpuRings rings;
  private final SidebandRecords sideband;

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
    this.sideband = new SidebandRecords(rings, out, events);
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

  /// The records about tasks, losses and switches that the kernel writes beside the samples.
  public SidebandRecords sideband() {
    return sideband;
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
