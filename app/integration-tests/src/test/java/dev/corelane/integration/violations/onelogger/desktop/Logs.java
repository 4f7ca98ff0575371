package dev.corelane.integration.violations.onelogger.desktop;

public final class Logs {
  public final System.Logger log = System.getLogger("corelane");
}
