package dev.corelane.integration.violations.layers.replay;

public final class Target {}
