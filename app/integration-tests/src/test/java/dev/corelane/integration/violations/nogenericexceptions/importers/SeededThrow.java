package dev.corelane.integration.violations.nogenericexceptions.importers;

public final class SeededThrow {
  public void refuse(boolean wrong) throws Exception {
    if (wrong) {
      throw new Exception("wrong");
    }
  }
}
