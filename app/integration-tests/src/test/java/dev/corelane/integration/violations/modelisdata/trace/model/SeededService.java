package dev.corelane.integration.violations.modelisdata.trace.model;

public final class SeededService {}
