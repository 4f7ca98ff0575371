package dev.corelane.integration.violations.importersareformats.importers;

public interface TraceImporter {}
