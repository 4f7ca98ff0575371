package dev.corelane.trace.timeline;

/// The two widths a column has.
public enum ColumnType {
  /// 32-bit signed integer, little endian.
  I32(4),
  /// 64-bit signed integer, little endian; a floating-point number is stored by its bits.
  I64(8);

  private final int bytes;

  ColumnType(int bytes) {
    this.bytes = bytes;
  }

  /// @return bytes per row
  public int bytes() {
    return bytes;
  }
}
