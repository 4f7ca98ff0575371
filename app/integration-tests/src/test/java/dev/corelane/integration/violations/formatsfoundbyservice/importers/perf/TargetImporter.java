package dev.corelane.integration.violations.formatsfoundbyservice.importers.perf;

public final class TargetImporter {}
