package dev.corelane.importers.ftrace.testing;

import java.nio.ByteOrder;

/// The shape of a trace.dat file.
///
/// @param version 6 or 7
/// @param order byte order of the file and the kernel
/// @param longSize bytes of the kernel's `long`: 4 or 8
/// @param compression of version 7
/// @param pageSize bytes of a page of the ring buffer
/// @param oddities whether absolute times, discarded events and pages that end early are strewn in
public record TraceDatOptions(
    int version,
    ByteOrder order,
    int longSize,
    Compression compression,
    int pageSize,
    boolean oddities) {
  /// How version 7 packs its sections.
  public enum Compression {
    NONE,
    ZLIB,
    ZSTD;

    String fileName() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// Version 7 of a little-endian 64-bit machine, not packed.
  public static TraceDatOptions defaults() {
    return new TraceDatOptions(7, ByteOrder.LITTLE_ENDIAN, 8, Compression.NONE, 4096, true);
  }

  public TraceDatOptions withVersion(int newVersion) {
    return new TraceDatOptions(newVersion, order, longSize, compression, pageSize, oddities);
  }

  public TraceDatOptions withOrder(ByteOrder newOrder) {
    return new TraceDatOptions(version, newOrder, longSize, compression, pageSize, oddities);
  }

  public TraceDatOptions withLongSize(int size) {
    return new TraceDatOptions(version, order, size, compression, pageSize, oddities);
  }

  public TraceDatOptions withCompression(Compression newCompression) {
    return new TraceDatOptions(version, order, longSize, newCompression, pageSize, oddities);
  }

  public TraceDatOptions withPageSize(int size) {
    return new TraceDatOptions(version, order, longSize, compression, size, oddities);
  }

  public TraceDatOptions withoutOddities() {
    return new TraceDatOptions(version, order, longSize, compression, pageSize, false);
  }
}
