package dev.corelane.render.view;

/// A moment that the user set a mark at.
///
/// @param timeNs timeline time
/// @param note what the user says about it, "" for nothing
public record Bookmark(long timeNs, String note) {}
