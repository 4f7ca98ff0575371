package dev.corelane.integration.violations.nointernalapis.trace;

import com.sun.management.UnixOperatingSystemMXBean;

public final class SeededManagement {
  public UnixOperatingSystemMXBean bean(UnixOperatingSystemMXBean bean) {
    return bean;
  }
}
