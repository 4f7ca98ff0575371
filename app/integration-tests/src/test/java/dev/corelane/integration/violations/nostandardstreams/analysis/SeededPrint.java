package dev.corelane.integration.violations.nostandardstreams.analysis;

public final class SeededPrint {
  public void tell() {
    System.out.println("found");
  }
}
