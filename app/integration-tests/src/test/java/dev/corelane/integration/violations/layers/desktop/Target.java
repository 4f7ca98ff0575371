package dev.corelane.integration.violations.layers.desktop;

public final class Target {}
