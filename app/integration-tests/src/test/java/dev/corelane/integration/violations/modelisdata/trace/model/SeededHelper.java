package dev.corelane.integration.violations.modelisdata.trace.model;

public final class SeededHelper {
  public static final String HOST = "host";

  private SeededHelper() {}

  public static int of(String name) {
    return name.length();
  }
}
