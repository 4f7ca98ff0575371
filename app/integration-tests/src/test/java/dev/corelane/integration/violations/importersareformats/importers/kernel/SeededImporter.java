package dev.corelane.integration.violations.importersareformats.importers.kernel;

import dev.corelane.integration.violations.importersareformats.importers.TraceImporter;

public final class SeededImporter implements TraceImporter {}
