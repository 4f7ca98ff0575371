package dev.corelane.integration.violations.noexit.cli;

public final class SeededExit {
  public void end() {
    System.exit(1);
  }
}
