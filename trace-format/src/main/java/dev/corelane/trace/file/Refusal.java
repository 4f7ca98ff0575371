package dev.corelane.trace.file;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Words the sentences with which a file is refused.
///
/// @param file the file as the user named it
record Refusal(String file) {
  TimelineFileException notATimeline(byte[] head) {
    if (head.length == 0) {
      return of("%s is not a Corelane timeline: it is empty.".formatted(file));
    }
    return of(
        "%s is not a Corelane timeline: it starts with \"%s\" instead of \"CORELANE\"."
            .formatted(file, printable(head)));
  }

  TimelineFileException otherVersion(int major, int minor) {
    return of(
        "%s has format version %d.%d, but this Corelane reads only versions %d.x."
            .formatted(file, major, minor, TimelineFile.MAJOR));
  }

  TimelineFileException cutOff(long expected, long found) {
    return of(
        "%s is cut off: it should have at least %d bytes and has %d."
            .formatted(file, expected, found));
  }

  TimelineFileException damaged(String what) {
    return of(file + " is damaged: " + what + ".");
  }

  TimelineFileException cannot(String verb, IOException cause) {
    return new TimelineFileException(
        "%s cannot be %s: %s.".formatted(file, verb, reason(cause)), cause);
  }

  TimelineFileException cannot(String verb, String reason) {
    return of("%s cannot be %s: %s.".formatted(file, verb, reason));
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file or folder";
      case AccessDeniedException _ -> "access is denied";
      case ClosedByInterruptException _ -> "the thread was interrupted";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }

  private static String printable(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append(b >= ' ' && b < 0x7f && b != '"' ? (char) b : '.');
    }
    return text.toString();
  }

  private static TimelineFileException of(String sentence) {
    return new TimelineFileException(sentence, null);
  }
}
