package dev.corelane.integration.violations.formatsapart.importers.perf;

import dev.corelane.integration.violations.formatsapart.importers.kernel.Shared;

public final class UsesShared {
  public final Shared used = new Shared();
}
