package dev.corelane.trace.timeline;

import java.util.EnumMap;
import java.util.Map;

/// All tables of a timeline and the strings they refer to: what a file holds.
public final class TableSet {
  private final StringPool strings;
  private final EnumMap<TableSchema, Table> tables = new EnumMap<>(TableSchema.class);

  /// @param strings the string pool
  /// @param tables the tables; those that are missing are empty
  public TableSet(StringPool strings, Map<TableSchema, Table> tables) {
    this.strings = strings;
    for (TableSchema schema : TableSchema.values()) {
      Table table = tables.get(schema);
      this.tables.put(schema, table == null ? Table.empty(schema) : table);
    }
  }

  /// @return the string pool
  public StringPool strings() {
    return strings;
  }

  /// @param schema which table
  /// @return the table, without rows if there are none
  public Table table(TableSchema schema) {
    return tables.get(schema);
  }
}
