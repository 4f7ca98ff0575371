package dev.corelane.integration.violations.onelogger.cli;

import java.util.logging.Logger;

public final class SeededLogger {
  public final Logger log = Logger.getAnonymousLogger();
}
