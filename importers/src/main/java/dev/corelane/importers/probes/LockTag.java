package dev.corelane.importers.probes;

/// The tag of a heavyweight lock (src/include/storage/lock.h), named as the server's log names it
/// (`DescribeLockTag`, src/backend/storage/lmgr/lmgr.c), so that both sources tell of one lock.
///
/// @param field1 `locktag_field1`, unsigned
/// @param field2 `locktag_field2`, unsigned
/// @param field3 `locktag_field3`, unsigned
/// @param field4 `locktag_field4`, 16 bits
/// @param type `locktag_type`, numbered as since version 13
public record LockTag(long field1, long field2, long field3, int field4, int type) {
  private static final int FROZEN_IDS = 2;
  private static final int OLD_FROZEN_IDS = 10;

  /// Takes the type as the probe tells it. Until version 12 there was no type 2 between the others;
  /// what is 2 since 13 came last.
  static LockTag of(
      long field1, long field2, long field3, int field4, int type, PostgresVersion version) {
    int number = type;
    if (version.isOld()) {
      number = type == OLD_FROZEN_IDS ? FROZEN_IDS : type >= FROZEN_IDS ? type + 1 : type;
    }
    return new LockTag(field1, field2, field3, field4, number);
  }

  /// @return the tag in the words of the server's log
  public String description() {
    return switch (type) {
      case 0 -> "relation " + field2 + " of database " + field1;
      case 1 -> "extension of relation " + field2 + " of database " + field1;
      case FROZEN_IDS -> "pg_database.datfrozenxid of database " + field1;
      case 3 -> "page " + field3 + " of relation " + field2 + " of database " + field1;
      case 4 ->
          "tuple (%d,%d) of relation %d of database %d".formatted(field3, field4, field2, field1);
      case 5 -> "transaction " + field1;
      case 6 -> "virtual transaction " + field1 + "/" + field2;
      case 7 -> "speculative token " + field2 + " of transaction " + field1;
      case 8 -> "object " + field3 + " of class " + field2 + " of database " + field1;
      case 9 -> "user lock [%d,%d,%d]".formatted(field1, field2, field3);
      case 10 -> "advisory lock [%d,%d,%d,%d]".formatted(field1, field2, field3, field4);
      case 11 ->
          "remote transaction %d of subscription %d of database %d"
              .formatted(field3, field2, field1);
      default -> "lock tag type %d [%d,%d,%d,%d]".formatted(type, field1, field2, field3, field4);
    };
  }
}
