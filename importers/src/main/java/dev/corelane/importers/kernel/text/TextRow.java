package dev.corelane.importers.kernel.text;

/// What stands before the event in a line, and where the event stands. One object is used for all
/// lines.
public final class TextRow {
  /// Time of the event, ns; -1 when the line has none.
  public long timeNs;

  /// CPU number, -1 unknown.
  public int cpu;

  /// Thread that ran there, -1 unknown.
  public int tid;

  /// Its process, -1 unknown.
  public int pid;

  /// `common_flags` as the kernel records them, 0 when the text does not tell.
  public int flags;

  /// The thread's name: first byte in the line's buffer.
  public int commStart;

  /// The byte behind the thread's name.
  public int commEnd;

  /// The event's name: first byte in the line's buffer.
  public int nameStart;

  /// The byte behind the event's name.
  public int nameEnd;

  /// What the event says: first byte in the line's buffer.
  public int bodyStart;

  /// The byte behind what the event says.
  public int bodyEnd;

  /// Creates an empty row.
  public TextRow() {
    clear();
  }

  /// Forgets everything.
  public void clear() {
    timeNs = -1;
    cpu = -1;
    tid = -1;
    pid = -1;
    flags = 0;
    commStart = 0;
    commEnd = 0;
    nameStart = 0;
    nameEnd = 0;
    bodyStart = 0;
    bodyEnd = 0;
  }
}
