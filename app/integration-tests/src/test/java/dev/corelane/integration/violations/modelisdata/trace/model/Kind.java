package dev.corelane.integration.violations.modelisdata.trace.model;

public enum Kind {
  SPIN,
  MUTEX
}
