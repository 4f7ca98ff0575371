package dev.corelane.analysis.comparison;

/// Which number of which thing: what two recordings are aligned by.
///
/// @param kind kind of the subject
/// @param subject its name, "" for the whole
/// @param quantity what is measured
public record MetricId(SubjectKind kind, String subject, Quantity quantity) {}
