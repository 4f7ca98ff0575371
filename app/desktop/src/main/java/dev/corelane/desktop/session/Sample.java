package dev.corelane.desktop.session;

/// A recording that is part of the program.
///
/// @param id stable name
/// @param title its name for people
/// @param description one sentence: what can be seen in it
public record Sample(String id, String title, String description) {}
