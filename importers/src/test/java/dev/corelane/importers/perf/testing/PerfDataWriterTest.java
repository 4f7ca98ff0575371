package dev.corelane.importers.perf.testing;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corelane.importers.perf.testing.PerfDataOptions.Form;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerfDataWriterTest {
  private static final PerfDataOptions LITTLE = PerfDataOptions.defaults();
  private static final PerfDataOptions BIG = LITTLE.withOrder(BIG_ENDIAN);
  private static final RecordedMachine MACHINE =
      RecordedMachine.of(KernelVersion.V7_2, 2)
          .withClock(new RecordedMachine.ClockData(1, 5_000_000_000L, 7_000_000L, 1));

  @TempDir Path folder;

  private interface Script {
    void write(PerfDataWriter writer) throws IOException;
  }

  private static PerfEvent tracepoint() {
    PerfEventAttr attr =
        PerfEventAttr.of(PerfEventAttr.TYPE_TRACEPOINT, 310, SampleType.TRACEPOINT)
            .withReadFormat(ReadFormat.ID | ReadFormat.LOST)
            .withFlags(EnumSet.of(AttrFlag.SAMPLE_ID_ALL, AttrFlag.COMM, AttrFlag.TASK))
            .withClock(1);
    return PerfEvent.onAllCpus("sched:sched_switch", attr, 40, 2);
  }

  private static Sample at(int cpu) {
    return new Sample().at(123_456_789_000L, cpu, 11, 12);
  }

  private PerfDataWalker write(PerfDataOptions options, PerfEvent event, Script script)
      throws IOException {
    Path file = folder.resolve("perf.data");
    var formats = new EventFormats(KernelVersion.V7_2, 8);
    var tracingData = TracingData.of(8, List.of(formats.get(SchedTracepoint.SWITCH)));
    try (var writer = PerfDataWriter.create(file, options, MACHINE, List.of(event), tracingData)) {
      script.write(writer);
    }
    return new PerfDataWalker(file);
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 72, 80, 96, 104, 112, 120, 128, 136, 144, 152})
  void attrOfEverySize(int attrSize) throws IOException {
    for (PerfDataOptions options : List.of(LITTLE, BIG, LITTLE.withForm(Form.PIPE))) {
      PerfDataWalker read = write(options.withAttrSize(attrSize), tracepoint(), w -> {});
      assertThat(read.attrs).hasSize(1);
      PerfDataWalker.Attr attr = read.attrs.getFirst();
      assertThat(attr.bytes().limit()).isEqualTo(attrSize);
      assertThat(attr.bytes().getInt(0)).isEqualTo(2);
      assertThat(attr.bytes().getInt(4)).isEqualTo(attrSize);
      assertThat(attr.config()).isEqualTo(310);
      assertThat(attr.sampleType()).isEqualTo(0x10587);
      assertThat(attr.bytes().getLong(32)).isEqualTo(0x14);
      if (attrSize >= 96) {
        assertThat(attr.bytes().getInt(92)).as("clockid").isEqualTo(1);
      }
      assertThat(attr.ids()).containsExactly(40L, 41L);
    }
  }

  @Test
  void flagsAreMirroredInABigEndianFile() throws IOException {
    long little = write(LITTLE, tracepoint(), w -> {}).attrs.getFirst().bytes().getLong(40);
    long big = write(BIG, tracepoint(), w -> {}).attrs.getFirst().bytes().getLong(40);
    assertThat(little).isEqualTo(1L << 18 | 1L << 9 | 1L << 13 | 1L << 25);
    assertThat(big).isEqualTo(Long.reverse(little));
  }

  @Test
  void headerOfTheFileForm() throws IOException {
    PerfDataWalker read = write(LITTLE, tracepoint(), w -> w.finishedInit());
    assertThat(PerfDataWalker.zstr(read.file, 0)).startsWith("PERFILE2");
    assertThat(read.file.getLong(8)).isEqualTo(104);
    assertThat(read.file.getLong(16)).isEqualTo(144);
    assertThat(read.file.getLong(24)).as("attrs follow the two ids").isEqualTo(120);
    assertThat(read.file.getLong(40)).as("data follows the attr").isEqualTo(264);
    assertThat(read.file.getLong(48)).as("FINISHED_INIT, FINISHED_ROUND").isEqualTo(16);
    assertThat(read.records).extracting(PerfDataWalker.Rec::type).containsExactly(82, 68);
  }

  @Test
  void featureSections() throws IOException {
    for (PerfDataOptions options : List.of(LITTLE, BIG, LITTLE.withForm(Form.PIPE))) {
      Script oneSample = w -> w.sample(tracepoint(), at(1), new byte[] {1, 2, 3, 4});
      PerfDataWalker read = write(options, tracepoint(), oneSample);
      assertThat(PerfDataWalker.string(read.features.get(3))).isEqualTo("synthetic");
      assertThat(PerfDataWalker.string(read.features.get(4))).isEqualTo("7.2.13");
      assertThat(read.features.get(4).getInt(0)).as("padded length").isEqualTo(64);
      assertThat(PerfDataWalker.string(read.features.get(6))).isEqualTo("x86_64");
      assertThat(read.features.get(7).getLong(0)).isEqualTo(2L << 32 | 2);
      assertThat(read.features.get(11).getInt(0)).isEqualTo(8);
      assertThat(read.features.get(23).getLong(0)).isEqualTo(1);
      ByteBuffer clock = read.features.get(29);
      assertThat(clock.getInt(0)).isEqualTo(1);
      assertThat(clock.getInt(4)).isEqualTo(1);
      assertThat(clock.getLong(8)).isEqualTo(5_000_000_000L);
      assertThat(clock.getLong(16)).isEqualTo(7_000_000L);
      ByteBuffer events = read.features.get(12);
      assertThat(events.getInt(0)).isEqualTo(1);
      assertThat(events.getInt(4)).isEqualTo(128);
      assertThat(events.getInt(8 + 128)).as("ids").isEqualTo(2);
      assertThat(PerfDataWalker.zstr(events, 8 + 128 + 8)).isEqualTo("sched:sched_switch");
      assertThat(events.getLong(8 + 128 + 8 + 64)).isEqualTo(40);
      ByteBuffer times = read.features.get(21);
      assertThat(times.getLong(0)).isEqualTo(read.pipe ? 0 : 123_456_789_000L);
      assertThat(times.getLong(8)).isEqualTo(read.pipe ? 0 : 123_456_789_000L);
    }
  }

  @Test
  void bitmapOfA32BitBigEndianMachineIsAnArrayOfU32() throws IOException {
    PerfDataWalker read = write(BIG.withLongSize(4), tracepoint(), w -> {});
    assertThat(read.file.getInt(72) >>> 3 & 1).as("HOSTNAME in the first u32").isEqualTo(1);
    assertThat(PerfDataWalker.string(read.features.get(3))).isEqualTo("synthetic");
    PerfDataWalker read64 = write(BIG, tracepoint(), w -> {});
    assertThat(read64.file.getLong(72) >>> 3 & 1).as("HOSTNAME in the first u64").isEqualTo(1);
  }

  @Test
  void tracingDataIsASectionOrFollowsARecord() throws IOException {
    for (PerfDataOptions options : List.of(LITTLE, BIG, BIG.withForm(Form.PIPE))) {
      PerfDataWalker read = write(options, tracepoint(), w -> {});
      ByteBuffer blob = read.tracingData;
      assertThat(PerfDataWalker.zstr(blob, 3)).isEqualTo("tracing0.6");
      assertThat(blob.get(0)).isEqualTo((byte) 0x17);
      assertThat(blob.get(14)).isEqualTo((byte) (read.order == BIG_ENDIAN ? 1 : 0));
      assertThat(blob.get(15)).isEqualTo((byte) 8);
      assertThat(blob.getInt(16)).isEqualTo(4096);
      int at = skipText(blob, 20 + 12); // "header_page\0"
      at = skipText(blob, at + 13); // "header_event\0"
      assertThat(blob.getInt(at)).as("ftrace formats").isZero();
      assertThat(blob.getInt(at + 4)).as("systems").isEqualTo(1);
      assertThat(PerfDataWalker.zstr(blob, at + 8)).isEqualTo("sched");
      assertThat(blob.getInt(at + 14)).as("events").isEqualTo(1);
      int end = skipText(blob, at + 18);
      String text =
          new String(PerfDataWalker.bytes(blob), at + 26, end - at - 26, StandardCharsets.UTF_8);
      assertThat(text)
          .isEqualTo(new EventFormats(KernelVersion.V7_2, 8).get(SchedTracepoint.SWITCH).text());
      assertThat(blob.limit() - end).as("three empty parts, padding").isBetween(16, 23);
    }
  }

  private static int skipText(ByteBuffer blob, int at) {
    return at + 8 + (int) blob.getLong(at);
  }

  @Test
  void version05OfTheTracingDataHasNoCommandLines() {
    List<EventFormat> none = List.of();
    byte[] v5 = new TracingData("0.5", 4, none, Map.of(7, "x")).encode(LITTLE_ENDIAN);
    byte[] v6 = new TracingData("0.6", 4, none, Map.of(7, "x")).encode(LITTLE_ENDIAN);
    assertThat(v6).hasSize(v5.length + 8 + 4);
    assertThat(new String(v6, v6.length - 4, 4, StandardCharsets.UTF_8)).isEqualTo("7 x\n");
  }

  @Test
  void kernelRecordsEndWithTheSampleId() throws IOException {
    for (ByteOrder order : List.of(LITTLE_ENDIAN, BIG_ENDIAN)) {
      PerfDataWalker read =
          write(
              LITTLE.withOrder(order).withRing(1 << 16, 0),
              tracepoint(),
              w -> {
                w.sideband().comm(at(1), "größer", true);
                w.sideband().fork(at(1), 21, 11, 22, 12);
                w.sideband().exit(at(1), 21, 11, 22, 12);
                w.sideband().lost(at(1), 99);
                w.sideband().lostSamples(at(1), 98, true);
                w.sideband().contextSwitch(at(1), true, true);
                w.sideband().contextSwitchCpuWide(at(1), false, true, 5, 6);
                w.sideband().mmap2(at(1), 0x1000, 0x2000, 0x3000, "/usr/bin/x");
              });
      assertThat(read.records)
          .extracting(PerfDataWalker.Rec::type)
          .containsExactly(3, 7, 4, 2, 13, 14, 15, 10);
      assertThat(read.records)
          .extracting(PerfDataWalker.Rec::misc)
          .containsExactly(1 << 13, 0, 0, 0, 1 << 15, 3 << 13, 0, 2);
      for (PerfDataWalker.Rec rec : read.records) {
        ByteBuffer p = rec.payload();
        int id = p.limit() - 32; // TID, TIME, CPU, IDENTIFIER
        assertThat(rec.size() % 8).isZero();
        assertThat(p.getInt(id)).isEqualTo(11);
        assertThat(p.getInt(id + 4)).isEqualTo(12);
        assertThat(p.getLong(id + 8)).isEqualTo(123_456_789_000L);
        assertThat(p.getInt(id + 16)).isEqualTo(1);
        assertThat(p.getLong(id + 24)).as("the id of CPU 1").isEqualTo(41);
      }
      ByteBuffer comm = read.records.getFirst().payload();
      assertThat(comm.getInt(4)).isEqualTo(12);
      assertThat(PerfDataWalker.zstr(comm, 8)).isEqualTo("größer");
      assertThat(comm.limit()).as("name padded to 16").isEqualTo(8 + 16 + 32);
      ByteBuffer fork = read.records.get(1).payload();
      assertThat(List.of(fork.getInt(0), fork.getInt(4), fork.getInt(8), fork.getInt(12)))
          .containsExactly(21, 11, 22, 12);
      assertThat(fork.getLong(16)).isEqualTo(123_456_789_000L);
      assertThat(read.records.get(3).payload().getLong(8)).isEqualTo(99);
      assertThat(read.records.get(4).payload().getLong(0)).isEqualTo(98);
      assertThat(read.records.get(6).payload().getInt(4)).isEqualTo(6);
      assertThat(PerfDataWalker.zstr(read.records.get(7).payload(), 64)).isEqualTo("/usr/bin/x");
    }
  }

  @Test
  void withoutSampleIdAllNothingFollowsThePayload() throws IOException {
    PerfEvent event = tracepoint();
    PerfEvent bare =
        new PerfEvent(
            event.name(), event.attr().withFlags(EnumSet.noneOf(AttrFlag.class)), List.of());
    PerfDataWalker read = write(LITTLE, bare, w -> w.sideband().lost(at(0), 99));
    assertThat(read.ofType(2).getFirst().payload().limit()).isEqualTo(16);
    assertThat(read.attrs.getFirst().ids()).isEmpty();
  }

  @Test
  void madeUpRecordsHaveNoTime() throws IOException {
    PerfDataWalker read =
        write(
            LITTLE,
            tracepoint(),
            w -> {
              w.sideband().synthesizedFork(5, 1, 5, 1);
              w.sideband().synthesizedComm(5, 5, "init");
            });
    for (PerfDataWalker.Rec rec : read.records.subList(0, 2)) {
      ByteBuffer p = rec.payload();
      for (int at = p.limit() - 32; at < p.limit(); at += 8) {
        assertThat(p.getLong(at)).isZero();
      }
    }
  }

  @Test
  void tracepointSample() throws IOException {
    byte[] raw = {1, 2, 3, 4, 5};
    for (PerfDataOptions options : List.of(LITTLE, BIG)) {
      PerfDataWalker read = write(options, tracepoint(), w -> w.sample(tracepoint(), at(1), raw));
      ByteBuffer p = read.ofType(9).getFirst().payload();
      assertThat(p.getLong(0)).as("IDENTIFIER").isEqualTo(41);
      assertThat(p.getInt(16)).as("pid").isEqualTo(11);
      assertThat(p.getInt(20)).as("tid").isEqualTo(12);
      assertThat(p.getLong(24)).isEqualTo(123_456_789_000L);
      assertThat(p.getInt(32)).as("cpu").isEqualTo(1);
      assertThat(p.getLong(40)).as("period").isEqualTo(1);
      assertThat(p.getInt(48)).as("raw size with its padding").isEqualTo(12);
      assertThat(p.limit()).isEqualTo(52 + 12);
      assertThat(p.slice(52, 5)).isEqualTo(ByteBuffer.wrap(raw));
    }
  }

  /// Every field that a sample can have, found by walking the fields in the order of the format.
  @Test
  void sampleWithAllFields() throws IOException {
    PerfEventAttr attr =
        PerfEventAttr.of(PerfEventAttr.TYPE_TRACEPOINT, 310, (1L << 24) - 1)
            .withReadFormat(0x1f)
            .withDump(new PerfEventAttr.Dump(1L << 17, 0b111, 16, 0b11));
    PerfEvent event = PerfEvent.onAllCpus("x", attr, 40, 2);
    Sample sample = at(1);
    sample.callchain = new long[] {Sample.CONTEXT_KERNEL, 0x1234};
    sample.branches = new long[] {1, 2, 3, 4, 5, 6};
    sample.userStack = new byte[16];
    sample.aux = new byte[24];
    sample.codePageSize = 4097;
    PerfDataWalker read = write(BIG, event, w -> w.sample(event, sample, new byte[] {9}));
    ByteBuffer p = read.ofType(9).getFirst().payload().duplicate().order(BIG_ENDIAN);
    p.position(8 * 8); // IDENTIFIER, IP, TID, TIME, ADDR, ID, STREAM_ID, CPU
    p.getLong(); // PERIOD
    assertThat(p.getLong()).as("group of one").isEqualTo(1);
    p.position(p.position() + 16); // times
    assertThat(p.getLong()).as("value").isEqualTo(1);
    assertThat(p.getLong()).as("id").isEqualTo(41);
    p.getLong(); // lost
    assertThat(p.getLong()).as("callchain").isEqualTo(2);
    p.position(p.position() + 16);
    int rawSize = p.getInt();
    assertThat(rawSize).isEqualTo(4);
    p.position(p.position() + rawSize);
    assertThat(p.getLong()).as("branches").isEqualTo(2);
    p.position(p.position() + 8 + 48); // hardware index, two branches
    assertThat(p.getLong()).as("register ABI").isEqualTo(2);
    p.position(p.position() + 3 * 8);
    assertThat(p.getLong()).as("stack").isEqualTo(16);
    p.position(p.position() + 16 + 8);
    p.position(p.position() + 3 * 8); // WEIGHT, DATA_SRC, TRANSACTION
    assertThat(p.getLong()).as("register ABI").isEqualTo(2);
    p.position(p.position() + 2 * 8);
    p.position(p.position() + 3 * 8); // PHYS_ADDR, CGROUP, DATA_PAGE_SIZE
    assertThat(p.getLong()).as("code page size").isEqualTo(4097);
    assertThat(p.getLong()).as("aux").isEqualTo(24);
    assertThat(p.remaining()).isEqualTo(24);
  }

  @Test
  void versionOneHasATableOfEventTypes() throws IOException {
    PerfDataOptions v1 = LITTLE.withVersion(1).withAttrSize(72);
    PerfDataWalker read = write(v1, tracepoint(), w -> w.sample(tracepoint(), at(0), new byte[4]));
    assertThat(PerfDataWalker.zstr(read.file, 0)).startsWith("PERFFILE");
    assertThat(read.file.getLong(16)).isEqualTo(88);
    int types = (int) read.file.getLong(56);
    assertThat(read.file.getLong(64)).isEqualTo(72);
    assertThat(read.file.getLong(types)).isEqualTo(310);
    assertThat(PerfDataWalker.zstr(read.file, types + 8)).isEqualTo("sched:sched_switch");
    assertThat(read.ofType(9)).hasSize(1);
    assertThatThrownBy(() -> v1.withOrder(BIG_ENDIAN)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pipeFormNeedsNoSeeking() throws IOException {
    var bytes = new ByteArrayOutputStream();
    PerfEvent event = tracepoint();
    try (var writer =
        new PerfDataWriter(
            Channels.newChannel(bytes),
            LITTLE.withForm(Form.PIPE),
            MACHINE,
            List.of(event),
            null)) {
      writer.sample(event, at(0), new byte[4]);
    }
    PerfDataWalker read = new PerfDataWalker(bytes.toByteArray());
    assertThat(read.pipe).isTrue();
    assertThat(read.records.getFirst().type()).isEqualTo(64);
    assertThat(read.ofType(9)).hasSize(1);
    PerfDataWalker.Rec name = read.ofType(78).getFirst();
    assertThat(name.payload().getLong(0)).as("NAME").isEqualTo(2);
    assertThat(name.payload().getLong(8)).isEqualTo(40);
    assertThat(PerfDataWalker.zstr(name.payload(), 16)).isEqualTo("sched:sched_switch");
    assertThatThrownBy(
            () ->
                new PerfDataWriter(
                    Channels.newChannel(new ByteArrayOutputStream()),
                    LITTLE,
                    MACHINE,
                    List.of(event),
                    null))
        .hasMessageContaining("seek");
  }

  @Test
  void abortLeavesAHeaderThatKnowsNoSize() throws IOException {
    Path file = folder.resolve("killed.data");
    PerfEvent event = tracepoint();
    var writer =
        PerfDataWriter.create(file, LITTLE.withRing(1 << 16, 0), MACHINE, List.of(event), null);
    writer.sample(event, at(0), new byte[4]);
    writer.abort();
    writer.close();
    PerfDataWalker read = new PerfDataWalker(file);
    assertThat(read.file.getLong(48)).isZero();
    assertThat(read.records).hasSize(1);
    assertThat(read.features).isEmpty();
  }

  @Test
  void foreignRecordsAndBytes() throws IOException {
    PerfDataWalker read =
        write(
            LITTLE,
            tracepoint(),
            w -> {
              w.record(199, 3, new byte[5]);
              w.flushRound();
            });
    assertThat(read.records).extracting(PerfDataWalker.Rec::type).containsExactly(199, 68, 68);
    assertThat(read.records.getFirst().size()).isEqualTo(16);
    RecordBuffer buffer = new RecordBuffer(LITTLE_ENDIAN);
    int start = buffer.beginRecord(9, 0);
    buffer.zeros(1 << 16);
    assertThatThrownBy(() -> buffer.endRecord(start))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("65535");
  }
}
