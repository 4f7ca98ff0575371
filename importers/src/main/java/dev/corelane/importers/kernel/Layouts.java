package dev.corelane.importers.kernel;

/// Looks fields up by the names that different kernels gave them.
final class Layouts {
  private Layouts() {}

  /// The offset of a field of four bytes or one byte, -1 when the event has none.
  static int offset(EventFormat format, String... names) {
    for (String name : names) {
      EventField field = format.field(name);
      if (field != null) {
        return field.offset();
      }
    }
    return -1;
  }
}
