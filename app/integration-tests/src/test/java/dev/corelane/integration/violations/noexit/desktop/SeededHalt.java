package dev.corelane.integration.violations.noexit.desktop;

public final class SeededHalt {
  public void end() {
    Runtime.getRuntime().halt(1);
  }
}
