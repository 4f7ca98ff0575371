package dev.corelane.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Where a command writes to.
///
/// @param out results, in the encoding that the terminal expects
/// @param results the stream under `out`, for JSON, which is always UTF-8
/// @param err everything that is no result
/// @param progress whether somebody is watching `err`
/// @param micro the micro sign, or "u" where the encoding has none
public record Terminal(
    PrintStream out, ResultStream results, PrintStream err, boolean progress, String micro) {
  private static final int BUFFER = 1 << 16;

  /// The streams of the process. The launcher tells by the system property `corelane.progress`
  /// whether standard error is a terminal; without it both input and output must be one.
  ///
  /// @return the streams, buffered
  public static Terminal ofProcess() {
    var stdout = new FileOutputStream(FileDescriptor.out);
    var results = new ResultStream(new BufferedOutputStream(stdout, BUFFER));
    Charset charset = System.out.charset();
    String told = System.getProperty("corelane.progress");
    boolean watched = told != null ? Boolean.parseBoolean(told) : interactive();
    return new Terminal(
        new PrintStream(results, false, charset), results, System.err, watched, micro(charset));
  }

  /// Streams for a test.
  ///
  /// @param out takes the results
  /// @param err takes the rest
  /// @return a terminal in UTF-8 that nobody watches
  public static Terminal of(OutputStream out, OutputStream err) {
    var results = new ResultStream(out);
    return new Terminal(
        new PrintStream(results, false, StandardCharsets.UTF_8),
        results,
        new PrintStream(err, true, StandardCharsets.UTF_8),
        false,
        "µ");
  }

  // From JDK 25 on there is again no console at all unless somebody is there.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean interactive() {
    return System.console() != null && System.console().isTerminal();
  }

  private static String micro(Charset charset) {
    return charset.canEncode() && charset.newEncoder().canEncode('µ') ? "µ" : "u";
  }
}
