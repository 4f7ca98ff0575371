package dev.corelane.trace.model;

/// A named piece of work of a task: a transaction, a query, a request of a replay. Spans of a task
/// nest.
///
/// @param index row in the span table
/// @param startNs begin
/// @param endNs end
/// @param task internal task id
/// @param category what sort of span ("transaction", "query", ...)
/// @param name its class or text
/// @param parent row of the enclosing span, -1 if none
/// @param outcome how it ended ("commit", "abort", ...), "" when not told
/// @param provenance recorded, derived, inferred or synthetic
public record Span(
    long index,
    long startNs,
    long endNs,
    int task,
    String category,
    String name,
    long parent,
    String outcome,
    Provenance provenance) {}
