package dev.corelane.integration.violations.layers.cli;

public final class Target {}
