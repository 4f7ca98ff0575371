package dev.corelane.integration.violations.nopublicvariables.trace;

public final class SeededArray {
  public final int[] lanes = {1, 2};
}
