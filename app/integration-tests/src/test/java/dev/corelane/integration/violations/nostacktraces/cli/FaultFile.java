package dev.corelane.integration.violations.nostacktraces.cli;

import java.io.PrintStream;

public final class FaultFile {
  public void tell(Exception e, PrintStream file) {
    e.printStackTrace(file);
  }
}
