package dev.corelane.integration.violations.nogenericexceptions.analysis;

public final class Throws {
  public void refuse(boolean wrong) {
    if (wrong) {
      throw new IllegalStateException("wrong");
    }
  }
}
