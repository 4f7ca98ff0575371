package dev.corelane.render.theme;

import java.util.Comparator;
import java.util.List;

/// The colours of types of PostgreSQL wait events, taken from [Palette]: any two can be told apart
/// by colour-blind eyes too. Names are those of `pg_stat_activity.wait_event_type`.
public final class WaitColors {
  /// What a backend that was sampled without a wait event is called.
  public static final String NOT_WAITING = "not waiting";

  private static final List<String> TYPES =
      List.of(
          NOT_WAITING,
          "LWLock",
          "Lock",
          "BufferPin",
          "IO",
          "IPC",
          "Timeout",
          "Extension",
          "InjectionPoint");

  /// Palette entries of the types, in the same order.
  private static final int[] COLORS = {2, 5, 3, 1, 0, 6, 4, 8, 7};

  /// Types as they are stacked.
  public static final Comparator<String> ORDER =
      Comparator.comparingInt(WaitColors::rank).thenComparing(Comparator.naturalOrder());

  private WaitColors() {}

  /// Where a type stands among the types: what is not waiting first, then locks.
  ///
  /// @param type a type of wait event, or [#NOT_WAITING]
  /// @return 0 up; types that are not known come last
  public static int rank(String type) {
    int rank = TYPES.indexOf(type);
    return rank < 0 ? TYPES.size() : rank;
  }

  /// The colour of a type.
  ///
  /// @param type a type of wait event, or [#NOT_WAITING]
  /// @return opaque; grey for idle ones and those that are not known
  public static int of(String type) {
    int rank = rank(type);
    return rank < COLORS.length ? Palette.task(COLORS[rank]) : Palette.OTHER;
  }
}
