package dev.corelane.trace.file;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A timeline file could not be read or written. The message is one sentence on one line that names
/// the file, what was expected and what was found, fit to be shown to the user as it is.
public final class TimelineFileException extends IOException {
  /// @param message one sentence; control characters in it, as a file name may hold, are replaced
  /// @param cause what the system reported, or null
  public TimelineFileException(String message, @Nullable Throwable cause) {
    super(message.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?"), cause);
  }
}
