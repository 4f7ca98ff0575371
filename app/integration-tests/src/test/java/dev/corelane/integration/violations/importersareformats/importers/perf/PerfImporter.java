package dev.corelane.integration.violations.importersareformats.importers.perf;

import dev.corelane.integration.violations.importersareformats.importers.TraceImporter;

public final class PerfImporter implements TraceImporter {}
