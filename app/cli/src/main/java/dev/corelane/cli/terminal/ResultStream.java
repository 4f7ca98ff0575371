package dev.corelane.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// Passes bytes on and remembers when that failed: a [java.io.PrintStream] would keep it to itself,
/// and a script must not take half a result for a whole one.
public final class ResultStream extends OutputStream {
  private final OutputStream target;
  private @Nullable IOException failure;

  /// @param target takes the bytes
  public ResultStream(OutputStream target) {
    this.target = target;
  }

  /// @return the first failure, or null
  public @Nullable IOException failure() {
    return failure;
  }

  /// Whether the reader of the other end has gone, as `head` does when it has seen enough.
  ///
  /// @return false also when nothing failed
  public boolean readerHasGone() {
    String message = failure == null ? null : failure.getMessage();
    return message != null
        && (message.contains("Broken pipe") || message.contains("pipe is being"));
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      target.write(bytes, offset, length);
    } catch (IOException e) {
      failure = failure == null ? e : failure;
      throw e;
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      target.flush();
    } catch (IOException e) {
      failure = failure == null ? e : failure;
      throw e;
    }
  }
}
