package dev.corelane.render.surface;

/// Colours as `int`: alpha, red, green, blue, 8 bits each, not premultiplied unless said.
public final class Argb {
  /// Draws nothing.
  public static final int TRANSPARENT = 0;

  private Argb() {}

  /// An opaque colour.
  ///
  /// @param rgb red, green, blue; higher bits are ignored
  /// @return the colour
  public static int rgb(int rgb) {
    return 0xFF000000 | rgb;
  }

  /// The same colour with another alpha.
  ///
  /// @param argb a colour
  /// @param alpha 0 transparent to 1 opaque
  /// @return the colour
  public static int withAlpha(int argb, double alpha) {
    return (argb & 0xFFFFFF) | ((int) Math.round(Math.clamp(alpha, 0, 1) * 255) << 24);
  }

  /// A mixture of two colours, channel by channel.
  ///
  /// @param from result at 0
  /// @param to result at 1
  /// @param share 0 to 1
  /// @return the colour
  public static int mix(int from, int to, double share) {
    int s = (int) Math.round(Math.clamp(share, 0, 1) * 256);
    int result = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      int a = (from >>> shift) & 0xFF;
      int b = (to >>> shift) & 0xFF;
      result |= ((a * (256 - s) + b * s + 128) >> 8) << shift;
    }
    return result;
  }

  /// Multiplies the colour channels by alpha.
  ///
  /// @param argb not premultiplied
  /// @return premultiplied
  public static int premultiply(int argb) {
    int alpha = argb >>> 24;
    if (alpha == 255) {
      return argb;
    }
    return (alpha << 24)
        | (div255(((argb >> 16) & 0xFF) * alpha) << 16)
        | (div255(((argb >> 8) & 0xFF) * alpha) << 8)
        | div255((argb & 0xFF) * alpha);
  }

  /// Lays a premultiplied colour over another.
  ///
  /// @param under premultiplied
  /// @param over premultiplied
  /// @return premultiplied
  static int over(int under, int over) {
    int rest = 255 - (over >>> 24);
    // Two channels at a time: x / 255 is (x + 128 + (x + 128 >> 8)) >> 8 for 0 <= x <= 255 * 255.
    int rb = (under & 0x00FF00FF) * rest + 0x00800080;
    rb = ((rb + ((rb >>> 8) & 0x00FF00FF)) >>> 8) & 0x00FF00FF;
    int ag = ((under >>> 8) & 0x00FF00FF) * rest + 0x00800080;
    ag = (ag + ((ag >>> 8) & 0x00FF00FF)) & 0xFF00FF00;
    return over + (rb | ag);
  }

  /// Scales all channels of a premultiplied colour.
  ///
  /// @param premultiplied a colour
  /// @param coverage 0 to 255
  /// @return premultiplied
  static int cover(int premultiplied, int coverage) {
    int rb = (premultiplied & 0x00FF00FF) * coverage + 0x00800080;
    rb = ((rb + ((rb >>> 8) & 0x00FF00FF)) >>> 8) & 0x00FF00FF;
    int ag = ((premultiplied >>> 8) & 0x00FF00FF) * coverage + 0x00800080;
    ag = (ag + ((ag >>> 8) & 0x00FF00FF)) & 0xFF00FF00;
    return rb | ag;
  }

  /// Relative luminance of WCAG 2.2.
  ///
  /// @param argb a colour; alpha is ignored
  /// @return 0 black to 1 white
  public static double luminance(int argb) {
    return 0.2126 * linear(argb >> 16) + 0.7152 * linear(argb >> 8) + 0.0722 * linear(argb);
  }

  /// Contrast ratio of WCAG 2.2.
  ///
  /// @param a a colour; alpha is ignored
  /// @param b a colour; alpha is ignored
  /// @return 1 to 21
  public static double contrast(int a, int b) {
    double la = luminance(a);
    double lb = luminance(b);
    return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
  }

  private static double linear(int channel) {
    double c = (channel & 0xFF) / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  private static int div255(int product) {
    int biased = product + 128;
    return (biased + (biased >> 8)) >> 8;
  }
}
