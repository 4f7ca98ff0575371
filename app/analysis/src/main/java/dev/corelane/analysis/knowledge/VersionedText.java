package dev.corelane.analysis.knowledge;

/// A sentence that holds for some major versions of PostgreSQL.
///
/// @param text the sentence
/// @param since first major version, 0 for all before `until`
/// @param until last major version, [Integer#MAX_VALUE] if it still holds
public record VersionedText(String text, int since, int until) {
  /// @param major a major version of PostgreSQL; 0 when it is not known
  /// @return whether it holds there; true when the version is not known
  public boolean holdsIn(int major) {
    return major == 0 || major >= since && major <= until;
  }

  /// The versions in words.
  ///
  /// @return as in "17 and newer" or "until 16"; "" if it holds for all
  public String versions() {
    if (since == 0) {
      return until == Integer.MAX_VALUE ? "" : "until " + until;
    }
    return until == Integer.MAX_VALUE ? since + " and newer" : since + " to " + until;
  }
}
