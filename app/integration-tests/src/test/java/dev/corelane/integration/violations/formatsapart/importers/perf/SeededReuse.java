package dev.corelane.integration.violations.formatsapart.importers.perf;

import dev.corelane.integration.violations.formatsapart.importers.ftrace.TargetReader;

public final class SeededReuse {
  public final TargetReader used = new TargetReader();
}
