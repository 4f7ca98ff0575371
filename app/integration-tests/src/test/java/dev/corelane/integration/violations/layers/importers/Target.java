package dev.corelane.integration.violations.layers.importers;

public final class Target {}
