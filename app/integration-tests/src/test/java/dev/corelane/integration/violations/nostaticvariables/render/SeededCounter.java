package dev.corelane.integration.violations.nostaticvariables.render;

public final class SeededCounter {
  private static int painted;

  public int paint() {
    painted++;
    return painted;
  }
}
