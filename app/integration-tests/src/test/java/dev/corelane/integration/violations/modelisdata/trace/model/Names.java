package dev.corelane.integration.violations.modelisdata.trace.model;

public final class Names {
  public static final String HOST = "host";

  private Names() {}
}
