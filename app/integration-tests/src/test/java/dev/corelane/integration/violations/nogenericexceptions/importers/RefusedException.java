package dev.corelane.integration.violations.nogenericexceptions.importers;

public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  public RefusedException(String sentence) {
    super(sentence);
  }
}
