package dev.corelane.desktop.session.compare;

import dev.corelane.analysis.comparison.MetricDifference;
import dev.corelane.analysis.comparison.MetricId;
import dev.corelane.analysis.comparison.Quantity;
import dev.corelane.analysis.comparison.SubjectKind;
import dev.corelane.render.time.TimeText;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The cells of the table of differences.
public final class Difference {
  private static final String NO_SUBJECT = "whole recording";

  /// A column of the table, from left to right.
  public enum Column {
    /// Whether the numbers differ by more than chance.
    CERTAIN("", 32, false),
    /// What is measured.
    METRIC("Metric", 182, false),
    /// Of what it is measured.
    SUBJECT("Of", 214, false),
    /// Its value in the base.
    A("A", 84, true),
    /// Its value in the other.
    B("B", 84, true),
    /// Other less base.
    DIFFERENCE("Difference", 92, true),
    /// Least and greatest likely difference.
    INTERVAL("95 % interval", 178, true),
    /// Other by base.
    RATIO("Ratio", 62, true),
    /// Least and greatest likely ratio.
    RATIO_INTERVAL("95 % of ratio", 126, true),
    /// Observations in the base.
    COUNT_A("n A", 66, true),
    /// Observations in the other.
    COUNT_B("n B", 66, true);

    private final String title;
    private final double width;
    private final boolean numeric;

    Column(String title, double width, boolean numeric) {
      this.title = title;
      this.width = width;
      this.numeric = numeric;
    }

    /// @return its heading
    public String title() {
      return title;
    }

    /// @return its width in logical pixels, to begin with
    public double width() {
      return width;
    }

    /// @return whether it holds numbers
    public boolean numeric() {
      return numeric;
    }
  }

  private Difference() {}

  /// What a number is measured of.
  ///
  /// @param id which number
  /// @return the name of the subject
  public static String subject(MetricId id) {
    return id.kind() == SubjectKind.WHOLE || id.subject().isEmpty() ? NO_SUBJECT : id.subject();
  }

  /// A cell as it is shown.
  ///
  /// @param d a row
  /// @param column a column
  /// @return the text
  public static String text(MetricDifference d, Column column) {
    Quantity.Unit unit = d.id().quantity().unit();
    return switch (column) {
      case CERTAIN -> d.certain() ? "\u25CF" : "";
      case METRIC -> d.id().quantity().title();
      case SUBJECT -> subject(d.id());
      case A -> value(unit, d.a());
      case B -> value(unit, d.b());
      case DIFFERENCE -> signed(unit, d.difference());
      case INTERVAL ->
          Double.isNaN(d.differenceLow())
              ? ""
              : signed(unit, d.differenceLow()) + " to " + signed(unit, d.differenceHigh());
      case RATIO -> ratio(d.ratio());
      case RATIO_INTERVAL ->
          Double.isNaN(d.ratioLow()) ? "" : ratio(d.ratioLow()) + " to " + ratio(d.ratioHigh());
      case COUNT_A -> TimeText.count(d.countA());
      case COUNT_B -> TimeText.count(d.countB());
    };
  }

  /// A value with its unit.
  ///
  /// @param unit the unit
  /// @param value the value
  /// @return such as `1.24 ms`, `310.5 /s` or `2.41`
  public static String value(Quantity.Unit unit, double value) {
    if (!Double.isFinite(value)) {
      return "";
    }
    return switch (unit) {
      case NANOSECONDS -> TimeText.duration(value);
      case PER_SECOND -> TimeText.number(value, 1) + "\u00A0/s";
      case THREADS -> TimeText.number(value, 3);
    };
  }

  private static String signed(Quantity.Unit unit, double value) {
    return (value > 0 ? "+" : "") + value(unit, value);
  }

  private static String ratio(double ratio) {
    return Double.isFinite(ratio) ? TimeText.number(ratio, 2) : "";
  }

  /// The order of the rows by a column, the smallest first; rows without a number come last in
  /// either direction.
  ///
  /// @param column the column
  /// @param ascending the smallest first
  /// @return the order
  static Comparator<MetricDifference> order(Column column, boolean ascending) {
    if (!column.numeric()) {
      Comparator<MetricDifference> byText =
          column == Column.CERTAIN
              ? Comparator.comparing(MetricDifference::certain)
              : Comparator.comparing(d -> text(d, column), String.CASE_INSENSITIVE_ORDER);
      return ascending ? byText : byText.reversed();
    }
    return (one, other) -> {
      double a = number(one, column);
      double b = number(other, column);
      if (Double.isNaN(a) || Double.isNaN(b)) {
        return Boolean.compare(Double.isNaN(a), Double.isNaN(b));
      }
      return ascending ? Double.compare(a, b) : Double.compare(b, a);
    };
  }

  private static double number(MetricDifference d, Column column) {
    return switch (column) {
      case CERTAIN, METRIC, SUBJECT -> Double.NaN;
      case A -> d.a();
      case B -> d.b();
      case DIFFERENCE -> d.difference();
      // The bound that is nearer to no difference: how large it is at least.
      case INTERVAL -> nearer(d.differenceLow(), d.differenceHigh(), 0);
      case RATIO -> d.ratio();
      case RATIO_INTERVAL -> nearer(d.ratioLow(), d.ratioHigh(), 1);
      case COUNT_A -> d.countA();
      case COUNT_B -> d.countB();
    };
  }

  private static double nearer(double low, double high, double nothing) {
    if (low > nothing) {
      return low;
    }
    return high < nothing ? high : Double.isNaN(low) ? Double.NaN : nothing;
  }

  /// Whether a row contains a text.
  static boolean matches(MetricDifference d, String lowerCase) {
    return lowerCase.isEmpty()
        || List.of(Column.METRIC, Column.SUBJECT).stream()
            .anyMatch(c -> text(d, c).toLowerCase(Locale.ROOT).contains(lowerCase));
  }
}
