package dev.corelane.integration.violations.layers.analysis;

public final class Target {}
