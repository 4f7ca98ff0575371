package dev.corelane.analysis.knowledge;

/// Where knowledge is from.
///
/// @param key its letter in the data file
/// @param title what it is
public record KnowledgeSource(String key, String title) {
  /// Key of what is common experience and not written in any of the other sources.
  static final String EXPERIENCE = "E";
}
