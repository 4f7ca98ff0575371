package dev.corelane.integration.violations.layers.trace;

public final class Target {}
