package dev.corelane.integration.violations.engineisdeterministic.render;

import java.time.Instant;

public final class SeededDate {
  public Instant now() {
    return Instant.now();
  }
}
