package dev.corelane.integration.violations.analysesalike.analysis.locks;

public final class SeededLocksAnalysis {}
