package dev.corelane.importers.incident;

/// Where the clock of one source stands on that of another, and why it is thought to.
///
/// @param shiftNs added to a time of the source
/// @param uncertaintyNs half width of the interval the shift lies in; 0 exact, -1 unknown
/// @param why what tells so, words that complete "placed by ..."
public record Placement(long shiftNs, long uncertaintyNs, String why) {}
