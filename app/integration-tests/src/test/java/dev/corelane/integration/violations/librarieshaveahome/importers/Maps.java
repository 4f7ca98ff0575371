package dev.corelane.integration.violations.librarieshaveahome.importers;

import org.agrona.collections.IntArrayList;

public final class Maps {
  public final IntArrayList rows = new IntArrayList();
}
