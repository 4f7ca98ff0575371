package dev.corelane.importers.perf.testing;

import java.nio.charset.StandardCharsets;

/// A task's name as the kernel keeps it: at most 15 bytes and a NUL in an array of 16.
public final class TaskComm {
  static final int LENGTH = 16;

  private final String name;
  private final byte[] fixed;
  private final int nameLength;

  private TaskComm(String name, byte[] fixed, int nameLength) {
    this.name = name;
    this.fixed = fixed;
    this.nameLength = nameLength;
  }

  /// A name with zero bytes after it.
  ///
  /// @throws IllegalArgumentException if its UTF-8 form has more than 15 bytes
  public static TaskComm of(String name) {
    return write(name, new byte[LENGTH]);
  }

  /// A name written over `previous`: what stood behind the new NUL is still there, as in older
  /// kernels after an exec.
  ///
  /// @throws IllegalArgumentException if its UTF-8 form has more than 15 bytes
  public static TaskComm over(TaskComm previous, String name) {
    return write(name, previous.fixed.clone());
  }

  private static TaskComm write(String name, byte[] into) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    if (utf8.length >= LENGTH) {
      throw new IllegalArgumentException("comm '" + name + "' has more than 15 bytes");
    }
    System.arraycopy(utf8, 0, into, 0, utf8.length);
    into[utf8.length] = 0;
    return new TaskComm(name, into, utf8.length);
  }

  /// The name up to the NUL.
  public String name() {
    return name;
  }

  void putFixed(RecordBuffer out, int at) {
    out.putBytes(at, fixed);
  }

  void appendWithNul(RecordBuffer out) {
    out.bytes(fixed, 0, nameLength + 1);
  }

  int lengthWithNul() {
    return nameLength + 1;
  }

  @Override
  public String toString() {
    return name;
  }
}
