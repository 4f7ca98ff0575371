package dev.corelane.integration.violations.traceonjavabase.trace.timeline;

import org.agrona.collections.IntArrayList;

public final class SeededLibrary {
  public final IntArrayList rows = new IntArrayList();
}
