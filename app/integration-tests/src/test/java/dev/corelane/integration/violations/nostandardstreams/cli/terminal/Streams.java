package dev.corelane.integration.violations.nostandardstreams.cli.terminal;

import java.io.PrintStream;

public final class Streams {
  public PrintStream err() {
    return System.err;
  }
}
