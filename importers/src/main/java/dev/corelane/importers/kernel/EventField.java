package dev.corelane.importers.kernel;

/// One field of a tracepoint, as its format text places it.
///
/// @param name field name
/// @param type C type as written
/// @param offset offset in the raw record, in bytes
/// @param size size in bytes
/// @param signed whether a number is signed
/// @param kind how the value is stored
public record EventField(
    String name, String type, int offset, int size, boolean signed, Kind kind) {
  /// How a value is stored.
  public enum Kind {
    /// In place.
    PLAIN,
    /// 32 bits: offset from the start of the record (low half), length (high half).
    DATA_LOC,
    /// 32 bits: offset from the end of this field (low half), length (high half); since 5.16.
    REL_LOC
  }
}
