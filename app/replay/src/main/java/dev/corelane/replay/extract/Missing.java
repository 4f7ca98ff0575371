package dev.corelane.replay.extract;

/// Something that the recording does not tell, and what that does to a replay.
///
/// @param what the thing, with numbers
/// @param effect what it does to the result
public record Missing(String what, String effect) {}
