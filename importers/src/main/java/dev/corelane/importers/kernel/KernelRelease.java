package dev.corelane.importers.kernel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `uname -r` says, compared by its first two numbers.
final class KernelRelease {
  private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?!\\d).*");

  private KernelRelease() {}

  /// Whether a release is a version or a later one; false when it cannot be read.
  static boolean atLeast(String release, int major, int minor) {
    Matcher m = RELEASE.matcher(release);
    if (!m.matches()) {
      return false;
    }
    int given = Integer.parseInt(m.group(1));
    return given > major || given == major && Integer.parseInt(m.group(2)) >= minor;
  }
}
