package dev.corelane.integration.violations.nopublicvariables.trace;

public final class Constant {
  public static final int LANES = 4;

  private int used;

  public int use() {
    used++;
    return used;
  }
}
