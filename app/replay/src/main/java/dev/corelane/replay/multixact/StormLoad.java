package dev.corelane.replay.multixact;

/// What a backend does in a storm of MultiXacts. Times in ns.
///
/// @param workNs CPU time of a transaction besides look-ups
/// @param lookups MultiXacts that a transaction looks up, each in both caches
/// @param creates MultiXacts that a transaction makes, of two members each
/// @param pages pages of offsets that the looked-up MultiXacts are spread over
/// @param memberPages pages of members that they are spread over
/// @param holdNs how long a lock of a cache is held for one page that is there
/// @param readNs how long reading a page from the disk or the system's cache takes
/// @param thinkNs from the end of a transaction to the next
public record StormLoad(
    long workNs,
    int lookups,
    int creates,
    long pages,
    long memberPages,
    long holdNs,
    long readNs,
    long thinkNs) {
  /// Checks the numbers.
  public StormLoad {
    if (workNs < 0 || lookups < 0 || creates < 0 || holdNs < 1 || readNs < 0 || thinkNs < 0) {
      throw new IllegalArgumentException("a storm has no negative numbers, and holds take time");
    }
    if (pages < 1 || memberPages < 1) {
      throw new IllegalArgumentException("look-ups need at least one page");
    }
  }
}
