package dev.corelane.trace.model;

/// A name that a thread had from a time on; threads rename themselves and change name on exec.
///
/// @param task internal task id
/// @param fromNs first time at which the name is known to hold
/// @param name the `comm`, at most 15 bytes on Linux
public record TaskName(int task, long fromNs, String name) {}
