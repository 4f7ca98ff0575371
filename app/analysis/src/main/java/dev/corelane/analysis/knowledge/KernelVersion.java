package dev.corelane.analysis.knowledge;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Major and minor number of a kernel.
///
/// @param major as 7 in "7.2.13+deb14-cloud-amd64"
/// @param minor as 2 there
public record KernelVersion(int major, int minor) implements Comparable<KernelVersion> {
  private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\D.*)?");

  /// @param release what `uname -r` prints
  /// @return its version, empty if it does not begin with two numbers
  public static Optional<KernelVersion> of(String release) {
    Matcher numbers = RELEASE.matcher(release.strip());
    return numbers.matches()
        ? Optional.of(
            new KernelVersion(
                Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2))))
        : Optional.empty();
  }

  /// @param olderMajor major number of another version
  /// @param olderMinor its minor number
  /// @return whether this is that version or a newer one
  public boolean atLeast(int olderMajor, int olderMinor) {
    return compareTo(new KernelVersion(olderMajor, olderMinor)) >= 0;
  }

  @Override
  public int compareTo(KernelVersion other) {
    return major != other.major
        ? Integer.compare(major, other.major)
        : Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
