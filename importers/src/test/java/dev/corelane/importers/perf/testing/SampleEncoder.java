package dev.corelane.importers.perf.testing;

import org.jspecify.annotations.Nullable;

/// Writes the fields of PERF_RECORD_SAMPLE and the sample_id that ends all other kernel records, in
/// the order of the kernel's uapi description.
final class SampleEncoder {
  private static final long BRANCH_HW_INDEX = 1L << 17;

  private SampleEncoder() {}

  /// Everything before the bytes of the RAW field.
  static void writeUpToRaw(RecordBuffer out, PerfEvent event, Sample sample) {
    PerfEventAttr attr = event.attr();
    long type = attr.sampleType();
    long id = event.id(sample.cpu);
    if ((type & SampleType.IDENTIFIER) != 0) {
      out.u64(id);
    }
    if ((type & SampleType.IP) != 0) {
      out.u64(sample.ip);
    }
    if ((type & SampleType.TID) != 0) {
      out.u32(sample.pid).u32(sample.tid);
    }
    if ((type & SampleType.TIME) != 0) {
      out.u64(sample.time);
    }
    if ((type & SampleType.ADDR) != 0) {
      out.u64(sample.addr);
    }
    if ((type & SampleType.ID) != 0) {
      out.u64(id);
    }
    if ((type & SampleType.STREAM_ID) != 0) {
      out.u64(sample.streamId);
    }
    if ((type & SampleType.CPU) != 0) {
      out.u32(sample.cpu).u32(0);
    }
    if ((type & SampleType.PERIOD) != 0) {
      out.u64(sample.period);
    }
    if ((type & SampleType.READ) != 0) {
      writeRead(out, attr.readFormat(), id, sample);
    }
    if ((type & SampleType.CALLCHAIN) != 0) {
      out.u64(sample.callchain.length);
      writeAll(out, sample.callchain);
    }
  }

  /// Everything after the RAW field.
  static void writeAfterRaw(RecordBuffer out, PerfEvent event, Sample sample) {
    PerfEventAttr attr = event.attr();
    long type = attr.sampleType();
    if (noneAfterRaw(type)) {
      return;
    }
    if ((type & SampleType.BRANCH_STACK) != 0) {
      out.u64(sample.branches.length / 3);
      if ((attr.dump().branches() & BRANCH_HW_INDEX) != 0) {
        out.u64(0);
      }
      writeAll(out, sample.branches);
    }
    if ((type & SampleType.REGS_USER) != 0) {
      writeRegisters(out, attr.dump().regsUser());
    }
    if ((type & SampleType.STACK_USER) != 0) {
      out.u64(sample.userStack.length).bytes(sample.userStack);
      if (sample.userStack.length != 0) {
        out.u64(sample.userStack.length);
      }
    }
    if ((type & (SampleType.WEIGHT | SampleType.WEIGHT_STRUCT)) != 0) {
      out.u64(sample.weight);
    }
    if ((type & SampleType.DATA_SRC) != 0) {
      out.u64(sample.dataSource);
    }
    if ((type & SampleType.TRANSACTION) != 0) {
      out.u64(sample.transaction);
    }
    if ((type & SampleType.REGS_INTR) != 0) {
      writeRegisters(out, attr.dump().regsIntr());
    }
    if ((type & SampleType.PHYS_ADDR) != 0) {
      out.u64(sample.physicalAddress);
    }
    if ((type & SampleType.CGROUP) != 0) {
      out.u64(sample.cgroup);
    }
    if ((type & SampleType.DATA_PAGE_SIZE) != 0) {
      out.u64(sample.dataPageSize);
    }
    if ((type & SampleType.CODE_PAGE_SIZE) != 0) {
      out.u64(sample.codePageSize);
    }
    if ((type & SampleType.AUX) != 0) {
      out.u64(sample.aux.length).bytes(sample.aux);
    }
  }

  private static boolean noneAfterRaw(long type) {
    long upToRaw = (SampleType.RAW << 1) - 1;
    return (type & ~(upToRaw | SampleType.IDENTIFIER)) == 0;
  }

  /// The sample_id of a record that is no sample, if the event asks for it.
  ///
  /// @param source who, when and where; `null` for a record that perf made up itself: all zero
  static void writeSampleId(RecordBuffer out, PerfEvent event, @Nullable Sample source) {
    PerfEventAttr attr = event.attr();
    if (!attr.has(AttrFlag.SAMPLE_ID_ALL)) {
      return;
    }
    boolean real = source != null;
    long id = source == null ? 0 : event.id(source.cpu);
    if (attr.samples(SampleType.TID)) {
      out.u32(real ? source.pid : 0).u32(real ? source.tid : 0);
    }
    if (attr.samples(SampleType.TIME)) {
      out.u64(real ? source.time : 0);
    }
    if (attr.samples(SampleType.ID)) {
      out.u64(id);
    }
    if (attr.samples(SampleType.STREAM_ID)) {
      out.u64(real ? source.streamId : 0);
    }
    if (attr.samples(SampleType.CPU)) {
      out.u32(real ? source.cpu : 0).u32(0);
    }
    if (attr.samples(SampleType.IDENTIFIER)) {
      out.u64(id);
    }
  }

  private static void writeRead(RecordBuffer out, long format, long id, Sample sample) {
    boolean group = (format & ReadFormat.GROUP) != 0;
    out.u64(group ? 1 : sample.readValue);
    if ((format & ReadFormat.TOTAL_TIME_ENABLED) != 0) {
      out.u64(sample.readTimeEnabled);
    }
    if ((format & ReadFormat.TOTAL_TIME_RUNNING) != 0) {
      out.u64(sample.readTimeRunning);
    }
    if (group) {
      out.u64(sample.readValue);
    }
    if ((format & ReadFormat.ID) != 0) {
      out.u64(id);
    }
    if ((format & ReadFormat.LOST) != 0) {
      out.u64(sample.readLost);
    }
  }

  private static void writeRegisters(RecordBuffer out, long mask) {
    out.u64(2); // PERF_SAMPLE_REGS_ABI_64
    for (int i = 0; i < Long.bitCount(mask); i++) {
      out.u64(0x1000 + i);
    }
  }

  private static void writeAll(RecordBuffer out, long[] values) {
    for (long value : values) {
      out.u64(value);
    }
  }
}
