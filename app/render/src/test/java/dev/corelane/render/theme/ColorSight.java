package dev.corelane.render.theme;

/// How an eye sees colours: normal sight and the three dichromacies, simulated with the matrices of
/// Machado, Oliveira and Fernandes 2009 (severity 1.0) on linear sRGB. Distances are Euclidean in
/// OKLab (Ottosson 2020).
enum ColorSight {
  NORMAL(1, 0, 0, 0, 1, 0, 0, 0, 1),
  PROTANOPIA(
      0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
  DEUTERANOPIA(
      0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
  TRITANOPIA(
      1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900);

  private final double[] matrix;

  ColorSight(double... matrix) {
    this.matrix = matrix;
  }

  double distance(int a, int b) {
    double[] p = oklab(a);
    double[] q = oklab(b);
    return Math.sqrt(
        Math.pow(p[0] - q[0], 2) + Math.pow(p[1] - q[1], 2) + Math.pow(p[2] - q[2], 2));
  }

  private double[] oklab(int argb) {
    double[] linear = {linear(argb >> 16), linear(argb >> 8), linear(argb)};
    double[] seen = multiply(matrix, linear);
    for (int i = 0; i < 3; i++) {
      seen[i] = Math.clamp(seen[i], 0, 1);
    }
    double[] lms =
        multiply(
            new double[] {
              0.4122214708, 0.5363325363, 0.0514459929,
              0.2119034982, 0.6806995451, 0.1073969566,
              0.0883024619, 0.2817188376, 0.6299787005
            },
            seen);
    for (int i = 0; i < 3; i++) {
      lms[i] = Math.cbrt(lms[i]);
    }
    return multiply(
        new double[] {
          0.2104542553, 0.7936177850, -0.0040720468,
          1.9779984951, -2.4285922050, 0.4505937099,
          0.0259040371, 0.7827717662, -0.8086757660
        },
        lms);
  }

  private static double linear(int channel) {
    double c = (channel & 0xFF) / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  private static double[] multiply(double[] m, double[] v) {
    return new double[] {
      m[0] * v[0] + m[1] * v[1] + m[2] * v[2],
      m[3] * v[0] + m[4] * v[1] + m[5] * v[2],
      m[6] * v[0] + m[7] * v[1] + m[8] * v[2]
    };
  }
}
