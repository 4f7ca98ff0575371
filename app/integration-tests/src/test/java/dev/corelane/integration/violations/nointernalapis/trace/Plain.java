package dev.corelane.integration.violations.nointernalapis.trace;

public final class Plain {
  public final Object lock = new Object();
}
