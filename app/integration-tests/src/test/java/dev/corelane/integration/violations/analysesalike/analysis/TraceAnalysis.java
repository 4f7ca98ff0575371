package dev.corelane.integration.violations.analysesalike.analysis;

public interface TraceAnalysis {}
