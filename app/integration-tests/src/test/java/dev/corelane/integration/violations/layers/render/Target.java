package dev.corelane.integration.violations.layers.render;

public final class Target {}
