package dev.corelane.integration.violations.modelisdata.trace.model;

public interface Event {}
