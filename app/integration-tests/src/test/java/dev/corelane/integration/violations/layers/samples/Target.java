package dev.corelane.integration.violations.layers.samples;

public final class Target {}
