package dev.corelane.integration.violations.nostaticvariables.render;

public final class Counter {
  private int painted;

  public int paint() {
    painted++;
    return painted;
  }
}
