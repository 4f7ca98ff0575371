package dev.corelane.importers.postgres;

import java.util.Map;
import java.util.Set;

/// Abbreviations of time zones as PostgreSQL writes them into its logs. What an abbreviation means
/// by default is PostgreSQL's own choice (src/timezone/tznames/Default).
final class ZoneNames {
  private static final int HALF_HOUR = 1800;
  private static final int HOUR = 3600;

  private static final Map<String, Integer> OFFSETS =
      Map.ofEntries(
          Map.entry("Z", 0),
          Map.entry("UTC", 0),
          Map.entry("UCT", 0),
          Map.entry("GMT", 0),
          Map.entry("WET", 0),
          Map.entry("WEST", HOUR),
          Map.entry("BST", HOUR),
          Map.entry("CET", HOUR),
          Map.entry("MET", HOUR),
          Map.entry("CEST", 2 * HOUR),
          Map.entry("MEST", 2 * HOUR),
          Map.entry("EET", 2 * HOUR),
          Map.entry("IST", 2 * HOUR),
          Map.entry("IDT", 3 * HOUR),
          Map.entry("SAST", 2 * HOUR),
          Map.entry("EEST", 3 * HOUR),
          Map.entry("MSK", 3 * HOUR),
          Map.entry("EAT", 3 * HOUR),
          Map.entry("PKT", 5 * HOUR),
          Map.entry("HKT", 8 * HOUR),
          Map.entry("AWST", 8 * HOUR),
          Map.entry("JST", 9 * HOUR),
          Map.entry("KST", 9 * HOUR),
          Map.entry("ACST", 9 * HOUR + HALF_HOUR),
          Map.entry("AEST", 10 * HOUR),
          Map.entry("ACDT", 10 * HOUR + HALF_HOUR),
          Map.entry("AEDT", 11 * HOUR),
          Map.entry("NZST", 12 * HOUR),
          Map.entry("NZDT", 13 * HOUR),
          Map.entry("NST", -3 * HOUR - HALF_HOUR),
          Map.entry("NDT", -2 * HOUR - HALF_HOUR),
          Map.entry("ADT", -3 * HOUR),
          Map.entry("AST", -4 * HOUR),
          Map.entry("EDT", -4 * HOUR),
          Map.entry("EST", -5 * HOUR),
          Map.entry("CDT", -5 * HOUR),
          Map.entry("CST", -6 * HOUR),
          Map.entry("MDT", -6 * HOUR),
          Map.entry("MST", -7 * HOUR),
          Map.entry("PDT", -7 * HOUR),
          Map.entry("PST", -8 * HOUR),
          Map.entry("AKDT", -8 * HOUR),
          Map.entry("AKST", -9 * HOUR),
          Map.entry("HST", -10 * HOUR));

  /// Used in several parts of the world for different offsets.
  private static final Set<String> AMBIGUOUS =
      Set.of("IST", "CST", "CDT", "BST", "AST", "EST", "MST", "PST", "ADT");

  private ZoneNames() {}

  /// @param name an abbreviation
  /// @return seconds east of Greenwich, or [Integer#MIN_VALUE] for a name that is not known
  static int offset(String name) {
    return OFFSETS.getOrDefault(name, Integer.MIN_VALUE);
  }

  static boolean ambiguous(String name) {
    return AMBIGUOUS.contains(name);
  }
}
