package dev.corelane.integration.violations.traceonjavabase.trace.model;

import java.sql.JDBCType;

public final class SeededTable {
  public final JDBCType type = JDBCType.BIGINT;
}
