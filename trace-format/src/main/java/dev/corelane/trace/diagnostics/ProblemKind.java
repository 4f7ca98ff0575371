package dev.corelane.trace.diagnostics;

/// A kind of import problem; each importer lists its own as constants, and its README documents
/// them.
///
/// @param id stable id for scripts: the importer, a dot, the problem
/// @param severity how much it matters
/// @param advice what the user can do about it, one sentence, or ""
public record ProblemKind(String id, Severity severity, String advice) {}
