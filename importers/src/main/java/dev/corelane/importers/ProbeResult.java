package dev.corelane.importers;

/// How sure an importer is that a file is of its format.
///
/// @param confidence 0 (certainly not) to 100 (certainly)
/// @param reason what was found, a few words that complete "this file ..."
public record ProbeResult(int confidence, String reason) {
  /// Confidence by a magic number, which no other format has.
  public static final int CERTAIN = 100;

  /// @param reason what was found instead
  /// @return confidence 0
  public static ProbeResult no(String reason) {
    return new ProbeResult(0, reason);
  }
}
