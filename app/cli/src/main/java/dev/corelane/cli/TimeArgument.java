package dev.corelane.cli;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a time of the timeline's clock: nanoseconds, or a number with a unit.
final class TimeArgument implements ITypeConverter<Long> {
  private static final Pattern FORM = Pattern.compile("(-?\\d+(?:\\.\\d+)?)(ns|us|ms|s)?");
  private static final Map<String, Integer> ZEROS = Map.of("ns", 0, "us", 3, "ms", 6, "s", 9);

  @Override
  public Long convert(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new TypeConversionException(
          "'" + text + "' is no time; write nanoseconds, or a number with ns, us, ms or s");
    }
    String unit = parts.group(2) == null ? "ns" : parts.group(2);
    try {
      return new BigDecimal(parts.group(1))
          .scaleByPowerOfTen(ZEROS.getOrDefault(unit, 0))
          .longValueExact();
    } catch (ArithmeticException e) {
      throw new TypeConversionException("'" + text + "' is no whole number of nanoseconds");
    }
  }
}
