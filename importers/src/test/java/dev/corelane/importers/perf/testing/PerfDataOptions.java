package dev.corelane.importers.perf.testing;

import java.nio.ByteOrder;

/// The shape of a perf.data file.
///
/// @param order byte order of every integer in the file
/// @param form a file with sections, or a stream
/// @param version 2, or 1 for a header from before perf 3.x (little endian, file form)
/// @param compression how the events are packed
/// @param attrSize bytes of each perf_event_attr: a multiple of 8 from 64 (the first kernel) up;
///   144 is the newest known, more is a kernel of the future
/// @param longSize bytes of `long` on the recording machine, 4 or 8; it shows in a big-endian
///   file's feature bitmap
/// @param ringBytes size of each CPU's ring buffer: where it wraps, compressed records are split
/// @param recordsPerRound records of all CPUs between two FINISHED_ROUNDs, about; 0 writes records
///   as they come and no rounds
public record PerfDataOptions(
    ByteOrder order,
    Form form,
    int version,
    Compression compression,
    int attrSize,
    int longSize,
    int ringBytes,
    int recordsPerRound) {
  /// How the file is organised.
  public enum Form {
    /// Header, attr section, data section and feature sections, found by offsets.
    FILE,
    /// Records from byte 16 on, attributes and features among them.
    PIPE
  }

  /// How the events are packed.
  public enum Compression {
    NONE,
    /// PERF_RECORD_COMPRESSED (81), perf 5.2 to 6.15.
    ZSTD,
    /// PERF_RECORD_COMPRESSED2 (83), perf 6.16 and newer.
    ZSTD2
  }

  public PerfDataOptions {
    check(version == 1 || version == 2, "version is 1 or 2");
    check(
        version == 2 || order == ByteOrder.LITTLE_ENDIAN && form == Form.FILE,
        "version 1 is a little-endian file");
    check(attrSize >= 64 && attrSize % 8 == 0, "attr size is a multiple of 8, at least 64");
    check(longSize == 4 || longSize == 8, "a long has 4 or 8 bytes");
    check(ringBytes >= 4096, "a ring has at least a page");
    check(recordsPerRound >= 0, "records per round is not negative");
  }

  private static void check(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  /// A plain little-endian file as perf 6.1 on a 64-bit machine writes it.
  public static PerfDataOptions defaults() {
    return new PerfDataOptions(
        ByteOrder.LITTLE_ENDIAN, Form.FILE, 2, Compression.NONE, 128, 8, 1 << 19, 16384);
  }

  /// The same in another byte order.
  public PerfDataOptions withOrder(ByteOrder value) {
    return new PerfDataOptions(
        value, form, version, compression, attrSize, longSize, ringBytes, recordsPerRound);
  }

  /// The same as a file or as a stream.
  public PerfDataOptions withForm(Form value) {
    return new PerfDataOptions(
        order, value, version, compression, attrSize, longSize, ringBytes, recordsPerRound);
  }

  /// The same with a header of another version.
  public PerfDataOptions withVersion(int value) {
    return new PerfDataOptions(
        order, form, value, compression, attrSize, longSize, ringBytes, recordsPerRound);
  }

  /// The same, packed in another way.
  public PerfDataOptions withCompression(Compression value) {
    return new PerfDataOptions(
        order, form, version, value, attrSize, longSize, ringBytes, recordsPerRound);
  }

  /// The same with attrs of `value` bytes.
  public PerfDataOptions withAttrSize(int value) {
    return new PerfDataOptions(
        order, form, version, compression, value, longSize, ringBytes, recordsPerRound);
  }

  /// The same from a machine whose `long` has `value` bytes.
  public PerfDataOptions withLongSize(int value) {
    return new PerfDataOptions(
        order, form, version, compression, attrSize, value, ringBytes, recordsPerRound);
  }

  /// The same with other ring buffers and rounds.
  public PerfDataOptions withRing(int bytes, int newRecordsPerRound) {
    return new PerfDataOptions(
        order, form, version, compression, attrSize, longSize, bytes, newRecordsPerRound);
  }
}
