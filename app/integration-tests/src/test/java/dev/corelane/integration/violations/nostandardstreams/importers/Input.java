package dev.corelane.integration.violations.nostandardstreams.importers;

import java.io.InputStream;

public final class Input {
  public InputStream input() {
    return System.in;
  }
}
