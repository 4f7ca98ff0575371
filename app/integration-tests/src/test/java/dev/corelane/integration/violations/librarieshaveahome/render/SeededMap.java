package dev.corelane.integration.violations.librarieshaveahome.render;

import org.agrona.collections.IntArrayList;

public final class SeededMap {
  public final IntArrayList rows = new IntArrayList();
}
