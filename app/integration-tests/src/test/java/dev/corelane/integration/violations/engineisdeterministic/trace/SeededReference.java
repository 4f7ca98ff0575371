package dev.corelane.integration.violations.engineisdeterministic.trace;

import java.util.function.LongSupplier;

public final class SeededReference {
  public LongSupplier clock() {
    return System::currentTimeMillis;
  }
}
