package dev.corelane.integration.violations.noexit.cli;

public final class Main {
  public static void main(String... args) {
    System.exit(args.length);
  }
}
