package dev.corelane.cli;

import dev.corelane.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/// What a run of the program did.
///
/// @param code its exit code
/// @param out what stood on standard output
/// @param err what stood on standard error
record Run(int code, String out, String err) {
  static Run of(Object... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    int code = new Program(Terminal.of(out, err), new AtomicBoolean()).run(words);
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /// Its output, of a run that must have gone well, whatever it said of the data.
  Json withoutWarnings() {
    if (code != ExitCode.OK) {
      throw new AssertionError("exit code " + code + ": " + err);
    }
    return Json.parse(out);
  }

  /// Its output, of a run that must have gone well and complained about nothing.
  Json json() {
    if (code != ExitCode.OK || !onlyWarnings()) {
      throw new AssertionError("exit code " + code + ": " + err);
    }
    return Json.parse(out);
  }

  /// What the recorder did to its recording is told beside the results, on standard error.
  private boolean onlyWarnings() {
    return err.lines().allMatch(line -> line.startsWith("Beware: "));
  }
}
