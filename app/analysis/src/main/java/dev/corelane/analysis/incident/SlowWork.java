package dev.corelane.analysis.incident;

import dev.corelane.analysis.criticalpath.CriticalPath;
import dev.corelane.trace.model.Span;

/// A slow piece of work and where its time went.
///
/// @param span the work
/// @param path its critical path
public record SlowWork(Span span, CriticalPath path) {}
