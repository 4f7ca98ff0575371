package dev.corelane.importers.perf.testing;

import java.util.EnumSet;
import java.util.Set;

/// A `perf_event_attr`: what an event counts and which fields its samples have.
///
/// @param type 0 hardware, 1 software, 2 tracepoint
/// @param config for a tracepoint the `ID:` of its format text
/// @param period events between two samples, or the frequency
/// @param sampleType bits of [SampleType]
/// @param readFormat bits of [ReadFormat]
/// @param flags flag bits, put in their place for either byte order when written
/// @param clockId the clock if [AttrFlag#USE_CLOCKID] is set: 0 realtime, 1 monotonic, 4 monotonic
///   raw, 7 boot time
/// @param dump how much of registers, stack and branches a sample has
public record PerfEventAttr(
    int type,
    long config,
    long period,
    long sampleType,
    long readFormat,
    Set<AttrFlag> flags,
    int clockId,
    Dump dump) {
  public static final int TYPE_SOFTWARE = 1;
  public static final int TYPE_TRACEPOINT = 2;

  /// Size of the attr of the newest kernel known here (config4).
  public static final int LATEST_SIZE = 144;

  /// How much of registers, stack and branches a sample has.
  ///
  /// @param branches bits of `PERF_SAMPLE_BRANCH_*`; bit 17 adds the hardware index
  /// @param regsUser mask of the user registers
  /// @param stackUser bytes of user stack
  /// @param regsIntr mask of the registers at the interrupt
  public record Dump(long branches, long regsUser, int stackUser, long regsIntr) {
    static final Dump NONE = new Dump(0, 0, 0, 0);
  }

  public PerfEventAttr {
    flags = Set.copyOf(flags);
  }

  /// An attr with sample_id_all set and the samples that `sampleType` says.
  public static PerfEventAttr of(int type, long config, long sampleType) {
    Set<AttrFlag> flags = EnumSet.of(AttrFlag.SAMPLE_ID_ALL);
    return new PerfEventAttr(type, config, 1, sampleType, 0, flags, 0, Dump.NONE);
  }

  /// The same attr with these bits of [ReadFormat].
  public PerfEventAttr withReadFormat(long bits) {
    return new PerfEventAttr(type, config, period, sampleType, bits, flags, clockId, dump);
  }

  /// The same attr with exactly these flags.
  public PerfEventAttr withFlags(Set<AttrFlag> newFlags) {
    return new PerfEventAttr(type, config, period, sampleType, readFormat, newFlags, clockId, dump);
  }

  /// The same attr on the clock `id`.
  public PerfEventAttr withClock(int id) {
    Set<AttrFlag> withClock = EnumSet.of(AttrFlag.USE_CLOCKID);
    withClock.addAll(flags);
    return new PerfEventAttr(type, config, period, sampleType, readFormat, withClock, id, dump);
  }

  /// The same attr with more or less of registers, stack and branches.
  public PerfEventAttr withDump(Dump newDump) {
    return new PerfEventAttr(type, config, period, sampleType, readFormat, flags, clockId, newDump);
  }

  boolean has(AttrFlag flag) {
    return flags.contains(flag);
  }

  boolean samples(long bit) {
    return (sampleType & bit) != 0;
  }

  /// Writes the first `size` bytes of the attr; what lies beyond [#LATEST_SIZE] is zero, as from a
  /// kernel newer than this code.
  void writeTo(RecordBuffer out, int size) {
    long flagBits = 0;
    for (AttrFlag flag : flags) {
      flagBits |= flag.mask(out.order());
    }
    int start = out.size();
    out.u32(type).u32(size).u64(config).u64(period).u64(sampleType).u64(readFormat).u64(flagBits);
    out.u32(0).u32(0).u64(0); // wakeup_events, bp_type, config1
    out.u64(0).u64(dump.branches).u64(dump.regsUser); // config2 first
    out.u32(dump.stackUser).u32(clockId).u64(dump.regsIntr);
    out.zeros(Math.max(LATEST_SIZE, size) - (out.size() - start));
    out.truncate(start + size);
  }
}
