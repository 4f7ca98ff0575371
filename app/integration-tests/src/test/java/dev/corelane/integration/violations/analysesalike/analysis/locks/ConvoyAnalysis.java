package dev.corelane.integration.violations.analysesalike.analysis.locks;

import dev.corelane.integration.violations.analysesalike.analysis.TraceAnalysis;

public final class ConvoyAnalysis implements TraceAnalysis {}
