package dev.corelane.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads how long a list may get: 0 stands for any length.
final class LimitArgument implements ITypeConverter<Long> {
  @Override
  public Long convert(String text) {
    if (!text.matches("\\d{1,18}")) {
      throw new TypeConversionException("must be 0 or more, not " + text);
    }
    long limit = Long.parseLong(text);
    return limit == 0 ? Long.MAX_VALUE : limit;
  }
}
