package dev.corelane.integration.violations.engineisdeterministic.importers;

import java.time.ZoneId;

public final class SeededZone {
  public ZoneId zone() {
    return ZoneId.systemDefault();
  }
}
