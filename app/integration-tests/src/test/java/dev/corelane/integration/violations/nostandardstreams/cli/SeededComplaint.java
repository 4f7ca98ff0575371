package dev.corelane.integration.violations.nostandardstreams.cli;

public final class SeededComplaint {
  public void tell() {
    System.err.println("wrong");
  }
}
