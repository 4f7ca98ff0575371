package dev.corelane.desktop.shell;

import javafx.collections.ObservableListBase;

/// The indexes of the rows of a list, as the items of a table: made when they are asked for.
final class VirtualRows extends ObservableListBase<Integer> {
  private final int[] indexes;

  /// @param indexes not copied
  VirtualRows(int[] indexes) {
    this.indexes = indexes;
  }

  @Override
  public Integer get(int index) {
    return indexes[index];
  }

  @Override
  public int size() {
    return indexes.length;
  }
}
