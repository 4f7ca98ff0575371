package dev.corelane.integration.violations.nostacktraces.desktop;

public final class SeededTrace {
  public void tell(Exception e) {
    e.printStackTrace();
  }
}
