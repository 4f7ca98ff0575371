package dev.corelane.analysis.comparison;

/// A thing that only one of two recordings has.
///
/// @param kind its kind
/// @param subject its name
/// @param inFirst whether it is the first recording that has it
public record Unmatched(SubjectKind kind, String subject, boolean inFirst) {}
