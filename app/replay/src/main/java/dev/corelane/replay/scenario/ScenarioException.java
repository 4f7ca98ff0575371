package dev.corelane.replay.scenario;

import java.io.IOException;

/// A scenario cannot be understood. The message names the field, its place and what is expected.
public final class ScenarioException extends IOException {
  /// @param message one sentence
  public ScenarioException(String message) {
    super(message);
  }
}
