package dev.corelane.importers.postgres;

import java.util.Arrays;
import java.util.List;

/// Finds which recorded queries of a backend are those that the log tells. A backend runs its
/// queries one after another, so the two rows go side by side: no pair crosses another, no query is
/// in two pairs, and of all ways to pair them the one with the least differences wins.
final class QueryMatching {
  /// What a query takes from the message of the client to the probe, and from the probe to the
  /// server's own look at the clock.
  private static final long SLACK_NS = 1_000_000;

  private static final int SLACK_SHARE = 10;

  private static final long ALONE_NS = 100_000;

  private static final char CUT = '…';

  private QueryMatching() {}

  /// A query that the log tells.
  ///
  /// @param startNs begin: the end less its duration
  /// @param endNs time of the message, which may have been cut
  /// @param name class of the statement, or what stands for an unknown one
  /// @param cutNs by how much its end may have been cut
  /// @param unsureNs how far its clock may be off
  record Logged(long startNs, long endNs, String name, long cutNs, long unsureNs) {
    long lengthNs() {
      return endNs - startNs;
    }

    /// How much longer it may be by the log than by the probes.
    long longerNs() {
      return SLACK_NS + lengthNs() / SLACK_SHARE;
    }

    /// What it costs to leave it alone, and what no difference comes to: little, so that two pairs
    /// that fit badly are no better than one that fits.
    long aloneNs() {
      return ALONE_NS + lengthNs() / SLACK_SHARE;
    }

    /// How far from it the recorded one may begin or end.
    long reachNs() {
      return cutNs + unsureNs + longerNs();
    }

    /// Whether the times allow it to be a recorded one.
    boolean mayBe(ToldFacts.Fact fact) {
      return fact.mayBe(startNs, endNs, reachNs(), longerNs());
    }
  }

  /// A query that was recorded.
  ///
  /// @param fact where it stands
  /// @param name class of its statement, "" if it is not known
  record Recorded(ToldFacts.Fact fact, String name) {}

  /// Pairs queries of one backend.
  ///
  /// @param logged in the order of time
  /// @param recorded in the order of time
  /// @return for each logged one the place of its recorded one in the list, or -1
  static int[] match(List<Logged> logged, List<Recorded> recorded) {
    long[][] least = new long[logged.size() + 1][recorded.size() + 1];
    for (int i = 1; i <= logged.size(); i++) {
      Logged query = logged.get(i - 1);
      least[i][0] = least[i - 1][0] + query.aloneNs();
      for (int j = 1; j <= recorded.size(); j++) {
        least[i][j] =
            Math.min(
                Math.min(least[i - 1][j] + query.aloneNs(), least[i][j - 1]),
                least[i - 1][j - 1] + difference(query, recorded.get(j - 1)));
      }
    }
    int[] pairs = new int[logged.size()];
    Arrays.fill(pairs, -1);
    for (int i = logged.size(), j = recorded.size(); i > 0 && j > 0; ) {
      if (least[i][j] == least[i][j - 1]) {
        j--;
      } else if (least[i][j] == least[i - 1][j] + logged.get(i - 1).aloneNs()) {
        i--;
      } else {
        pairs[--i] = --j;
      }
    }
    return pairs;
  }

  /// How much two queries differ. What can be one differs by less than it costs to leave it alone,
  /// for a probe may be hit late; what cannot differs by more.
  private static long difference(Logged query, Recorded other) {
    ToldFacts.Fact fact = other.fact();
    if (!sameText(query, other) || !query.mayBe(fact)) {
      return 2 * query.aloneNs() + 1;
    }
    if (fact.cut()) {
      return 0;
    }
    long length = Math.abs(fact.endNs() - fact.startNs() - query.lengthNs());
    long late = fact.endNs() - query.endNs();
    long outside = Math.max(-late, late - query.cutNs()) - query.unsureNs();
    double differs = length + Math.max(0, outside);
    return (long) (query.aloneNs() * (differs / (differs + query.aloneNs())));
  }

  /// Names that are not known, or were cut, are those of any query that begins so.
  private static boolean sameText(Logged query, Recorded other) {
    String known = uncut(other.name());
    String told = uncut(query.name());
    return known.isEmpty()
        || told.equals(LoggedQueries.UNNAMED)
        || known.startsWith(told)
        || told.startsWith(known);
  }

  private static String uncut(String name) {
    return !name.isEmpty() && name.charAt(name.length() - 1) == CUT
        ? name.substring(0, name.length() - 1)
        : name;
  }
}
