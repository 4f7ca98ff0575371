package dev.corelane.integration.violations.modelisdata.trace.model;

public record Fact(long timeNs) {}
