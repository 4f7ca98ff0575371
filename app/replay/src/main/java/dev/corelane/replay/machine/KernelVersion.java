package dev.corelane.replay.machine;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Linux version, the part of it that the scheduler's rules depend on.
///
/// @param major first number
/// @param minor second number
public record KernelVersion(int major, int minor) implements Comparable<KernelVersion> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:[.\\-+].*)?");

  /// @param text such as `6.12`, `6.12.48+deb13-amd64` or `7.2.13`
  /// @return the version
  /// @throws IllegalArgumentException if it is no version
  public static KernelVersion parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no kernel version; one looks like 6.12 or 7.2.13");
    }
    return new KernelVersion(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
  }

  /// @param otherMajor first number
  /// @param otherMinor second number
  /// @return whether this version is that one or newer
  public boolean atLeast(int otherMajor, int otherMinor) {
    return major > otherMajor || (major == otherMajor && minor >= otherMinor);
  }

  @Override
  public int compareTo(KernelVersion other) {
    return Comparator.comparingInt(KernelVersion::major)
        .thenComparingInt(KernelVersion::minor)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
