package dev.corelane.integration.violations.nopublicvariables.trace;

public final class SeededField {
  public int lanes;
}
