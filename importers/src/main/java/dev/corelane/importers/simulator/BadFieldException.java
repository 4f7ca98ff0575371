package dev.corelane.importers.simulator;

/// A field has a value that it cannot have.
final class BadFieldException extends Exception {
  private static final long serialVersionUID = 1;

  private final String field;

  /// @param field name of the field
  /// @param what what is wrong with it, to complete "the field ..."
  BadFieldException(String field, String what) {
    super(what, null, false, false);
    this.field = field;
  }

  /// @return name of the field
  String field() {
    return field;
  }
}
