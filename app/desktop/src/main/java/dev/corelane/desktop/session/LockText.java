package dev.corelane.desktop.session;

import dev.corelane.trace.model.LockMode;
import java.util.Locale;

/// The words for locks.
final class LockText {
  private LockText() {}

  /// How a lock is held or wanted.
  ///
  /// @param mode the mode
  /// @return the words
  static String mode(LockMode mode) {
    return switch (mode) {
      case UNKNOWN -> "not told";
      case EXCLUSIVE, HEAVY_EXCLUSIVE -> "exclusive";
      default -> mode.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }
}
