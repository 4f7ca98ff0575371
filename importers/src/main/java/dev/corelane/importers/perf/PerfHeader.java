package dev.corelane.importers.perf;

import dev.corelane.importers.TraceReadException;
import dev.corelane.importers.io.ByteView;
import java.lang.foreign.MemorySegment;
import java.util.Set;

/// The header of a perf.data file.
///
/// @param data the file in its byte order
/// @param pipe whether it is the pipe form, whose records start at once
/// @param attrSize size of an entry of the attr section
/// @param attrs the attr section
/// @param records the data section; its length 0 means "to the end of the file"
/// @param features feature bits, word by word
@SuppressWarnings("ArrayRecordComponent")
record PerfHeader(
    ByteView data, boolean pipe, long attrSize, Section attrs, Section records, long[] features) {
  private static final int PIPE_SIZE = 16;
  private static final int FILE_SIZE = 104;
  private static final int HOSTNAME = 3;
  private static final int ATTR_SIZE_AT = 16;

  /// Sizes that an entry of the attr section has had, for telling the byte order of version 1.
  private static final Set<Long> ATTR_SIZES =
      Set.of(80L, 88L, 96L, 112L, 120L, 128L, 136L, 144L, 152L, 160L);

  /// A part of the file.
  record Section(long offset, long size) {}

  static PerfHeader read(MemorySegment file, String name) throws TraceReadException {
    if (file.byteSize() < PIPE_SIZE) {
      throw new TraceReadException(
          name + " ends within the header of perf.data, after " + file.byteSize() + " bytes.");
    }
    var little = new ByteView(file, false);
    boolean version2Little = magic(little, PerfDataImporter.MAGIC_2);
    boolean version1 = magic(little, PerfDataImporter.MAGIC_1);
    boolean bigEndian = magic(little, PerfDataImporter.MAGIC_2_SWAPPED);
    if (!version2Little && !version1 && !bigEndian) {
      throw new TraceReadException(name + " does not start with the magic of perf.data.");
    }
    if (version1 && file.byteSize() >= FILE_SIZE) {
      bigEndian =
          !ATTR_SIZES.contains(little.i64(ATTR_SIZE_AT))
              && ATTR_SIZES.contains(Long.reverseBytes(little.i64(ATTR_SIZE_AT)));
    }
    var data = new ByteView(file, bigEndian);
    long size = data.i64(8);
    if (size == PIPE_SIZE) {
      return new PerfHeader(
          data, true, 0, new Section(0, 0), new Section(PIPE_SIZE, 0), new long[4]);
    }
    if (size < FILE_SIZE || file.byteSize() < FILE_SIZE) {
      throw new TraceReadException(
          "%s has a perf.data header of %d bytes; %d (pipe) or %d (file) were expected."
              .formatted(name, size, PIPE_SIZE, FILE_SIZE));
    }
    long[] features = new long[4];
    for (int i = 0; i < features.length; i++) {
      features[i] = data.i64(72 + 8L * i);
    }
    if (bigEndian && (features[0] >>> HOSTNAME & 1) == 0 && features[0] != 0) {
      swapHalves(features);
    }
    return new PerfHeader(
        data,
        false,
        data.i64(ATTR_SIZE_AT),
        new Section(data.i64(24), data.i64(32)),
        new Section(data.i64(40), data.i64(48)),
        features);
  }

  boolean hasFeature(int bit) {
    return (features[bit >> 6] >>> (bit & 63) & 1) != 0;
  }

  /// The bitmap is an array of the writer's `unsigned long`, so a 32-bit big-endian writer leaves
  /// the halves of each word exchanged (perf_header__adds_read, tools/perf/util/header.c).
  private static void swapHalves(long[] features) {
    for (int i = 0; i < features.length; i++) {
      features[i] = Long.rotateLeft(features[i], 32);
    }
  }

  private static boolean magic(ByteView data, String magic) {
    for (int i = 0; i < magic.length(); i++) {
      if (data.u8(i) != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
