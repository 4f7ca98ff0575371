package dev.corelane.analysis.knowledge;

import java.util.List;

/// What is known of a wait event.
///
/// @param type wait event type, in the newest spelling
/// @param name name, in the newest spelling
/// @param since first major version that has it under any name, 0 for all
/// @param until last major version that has it, [Integer#MAX_VALUE] if it is still there
/// @param oldNames names it had
/// @param meaning what it protects, or what is waited for
/// @param causes what likely causes it in an incident
/// @param lookAt where to look next
/// @param remedies what helps
/// @param sources where that is from
public record WaitEventKnowledge(
    String type,
    String name,
    int since,
    int until,
    List<VersionedText> oldNames,
    List<VersionedText> meaning,
    List<VersionedText> causes,
    List<VersionedText> lookAt,
    List<VersionedText> remedies,
    List<KnowledgeSource> sources) {
  /// The same, reduced to what is true in a version.
  ///
  /// @param major a major version of PostgreSQL, 0 when it is not known
  /// @return knowledge without the lines of other versions
  public WaitEventKnowledge in(int major) {
    return new WaitEventKnowledge(
        type,
        name,
        since,
        until,
        oldNames,
        holding(meaning, major),
        holding(causes, major),
        holding(lookAt, major),
        holding(remedies, major),
        sources);
  }

  /// @param major a major version of PostgreSQL, 0 when it is not known
  /// @return whether that version has the event under this or an older name; true when the version
  ///   is not known
  public boolean existsIn(int major) {
    return major == 0 || major >= since && major <= until;
  }

  /// @return whether all of it is backed by a source; false if common experience is part of it
  public boolean backed() {
    return sources.stream().noneMatch(source -> source.key().equals(KnowledgeSource.EXPERIENCE));
  }

  private static List<VersionedText> holding(List<VersionedText> texts, int major) {
    return texts.stream().filter(text -> text.holdsIn(major)).toList();
  }
}
