package dev.corelane.integration.violations.layers.utilities;

/// Belongs to no part.
public final class SeededHomeless {
  public final Object none = new Object();
}
