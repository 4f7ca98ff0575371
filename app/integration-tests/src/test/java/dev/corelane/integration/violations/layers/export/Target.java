package dev.corelane.integration.violations.layers.export;

public final class Target {}
