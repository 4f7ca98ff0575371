package dev.corelane.render.theme;

import dev.corelane.render.surface.Argb;

/// The colours of tasks. They are the same in the light and the dark theme, so that a task keeps
/// its colour when the theme changes.
///
/// The twelve were moved apart from a set of familiar hues until any two of them, and each of them
/// and the neutral colours, differ by at least 0.065 in OKLab (a just noticeable difference is
/// about 0.02) for normal sight and under simulated protanopia, deuteranopia and tritanopia
/// (Machado, Oliveira and Fernandes 2009, severity 1). `PaletteTest` measures it.
public final class Palette {
  private static final int[] TASKS = {
    0x5075E3, 0xF68A1F, 0x02A195, 0xCC356B, 0xF2C744, 0x925CBC,
    0x7CC4F0, 0x9A5B2E, 0x6CB858, 0xEF9E8A, 0x33499A, 0x818A2B
  };

  /// Tasks that have no colour of their own.
  public static final int OTHER = Argb.rgb(0xAAB2BC);

  /// Kernel threads.
  public static final int KERNEL = Argb.rgb(0x66717F);

  /// What runs, where colours tell states and not tasks apart.
  public static final int RUNNING = Argb.rgb(TASKS[2]);

  /// Number of task colours.
  public static final int SIZE = TASKS.length;

  private Palette() {}

  /// A task colour.
  ///
  /// @param index 0 to [#SIZE] - 1; the first ones differ most
  /// @return opaque
  public static int task(int index) {
    return Argb.rgb(TASKS[index]);
  }
}
