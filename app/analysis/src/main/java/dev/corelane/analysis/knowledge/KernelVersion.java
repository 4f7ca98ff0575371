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

  private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:[.\\-+].*)?");

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

  /// The version that a person or a file tells.
  ///
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
