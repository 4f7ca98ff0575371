package dev.corelane.integration.violations.nogenericexceptions.analysis;

public final class SeededRuntimeThrow {
  public void refuse(boolean wrong) {
    if (wrong) {
      throw new RuntimeException("wrong");
    }
  }
}
