package dev.corelane.integration.violations.librarieshaveahome.desktop;

import picocli.CommandLine;

public final class SeededOption {
  public Object option() {
    return new CommandLine(new Object());
  }
}
