package dev.corelane.cli;

import dev.corelane.cli.terminal.ProgressLine;
import dev.corelane.cli.terminal.Terminal;
import java.util.concurrent.atomic.AtomicBoolean;

/// One run of the program.
///
/// @param terminal where it writes to
/// @param cancelled set when the user cancels
record Session(Terminal terminal, AtomicBoolean cancelled) {
  ProgressLine progress() {
    return new ProgressLine(terminal, cancelled);
  }
}
