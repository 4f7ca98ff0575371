package dev.corelane.desktop.session.compare;

import dev.corelane.desktop.session.Located;
import dev.corelane.desktop.session.Target;
import dev.corelane.render.time.TimeText;
import dev.corelane.trace.model.ClockDomain;
import dev.corelane.trace.model.Mark;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.TimeRange;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Works out alignments, and says why one is not possible.
final class Alignments {
  private static final String TRANSACTION = "transaction";
  private static final String UNREAD = "Transactions and marks are being counted.";

  /// Recordings this many times their length apart have no common time of day worth showing.
  private static final long FAR = 20;

  /// From the most trustworthy kind of transaction on: the order of the comparison.
  private static final List<Provenance> TRUST =
      List.of(Provenance.RECORDED, Provenance.SYNTHETIC, Provenance.DERIVED, Provenance.INFERRED);

  private final List<ComparedSide> sides;
  private final List<Map<Provenance, Transactions>> all = new ArrayList<>();
  private final Optional<Provenance> kind;
  private final List<String> marks;
  private final boolean read;

  /// When the transactions of a part began and ended, since the start of its timeline, in order.
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Transactions(long[] begins, long[] ends) {
    static final Transactions NONE = new Transactions(new long[0], new long[0]);
  }

  private Alignments(List<ComparedSide> sides, boolean read) {
    this.sides = sides;
    this.read = read;
    if (!read) {
      kind = Optional.empty();
      marks = List.of();
      return;
    }
    for (ComparedSide side : sides) {
      all.add(transactions(side));
    }
    kind = TRUST.stream().filter(p -> all.stream().allMatch(t -> t.containsKey(p))).findFirst();
    Set<String> common = new LinkedHashSet<>(marksOf(sides.getFirst()));
    sides.forEach(s -> common.retainAll(marksOf(s)));
    marks = List.copyOf(common);
  }

  /// Knows of no transactions and marks.
  static Alignments unread(List<ComparedSide> sides) {
    return new Alignments(sides, false);
  }

  /// Takes time in proportion to the spans and marks of all sides.
  static Alignments read(List<ComparedSide> sides) {
    return new Alignments(sides, true);
  }

  private static Map<Provenance, Transactions> transactions(ComparedSide side) {
    TimeRange range = side.range();
    long origin = origin(side);
    Map<Provenance, List<Span>> found = new EnumMap<>(Provenance.class);
    for (long row = 0; row < side.timeline().spans().size(); row++) {
      Span span = side.timeline().spans().get(row);
      if (span.category().equals(TRANSACTION)
          && span.startNs() >= range.startNs()
          && span.endNs() <= range.endNs()) {
        found.computeIfAbsent(span.provenance(), p -> new ArrayList<>()).add(span);
      }
    }
    Map<Provenance, Transactions> times = new EnumMap<>(Provenance.class);
    found.forEach(
        (provenance, spans) ->
            times.put(
                provenance,
                new Transactions(
                    spans.stream().mapToLong(s -> s.startNs() - origin).sorted().toArray(),
                    spans.stream().mapToLong(s -> s.endNs() - origin).sorted().toArray())));
    return times;
  }

  private Transactions transactions(int side) {
    return kind.map(p -> all.get(side).getOrDefault(p, Transactions.NONE))
        .orElse(Transactions.NONE);
  }

  private static Set<String> marksOf(ComparedSide side) {
    Set<String> texts = new LinkedHashSet<>();
    for (long row = 0; row < side.timeline().marks().size(); row++) {
      Mark mark = side.timeline().marks().get(row);
      if (contains(side.range(), mark.timeNs())) {
        texts.add(mark.text());
      }
    }
    return texts;
  }

  private static boolean contains(TimeRange range, long timeNs) {
    return timeNs >= range.startNs() && timeNs <= range.endNs();
  }

  /// @return texts of marks that all sides have
  List<String> marks() {
    return marks;
  }

  /// @return number of transactions that all sides have at least
  int transactions() {
    return IntStream.range(0, sides.size())
        .map(i -> transactions(i).begins().length)
        .min()
        .orElse(0);
  }

  /// @return why sides cannot be aligned so, empty if they can
  Optional<String> impossible(AlignmentKind by) {
    return switch (by) {
      case START, PLACE -> Optional.empty();
      case WALL_CLOCK -> impossibleByClock();
      case TRANSACTION ->
          transactions() > 0 ? Optional.empty() : Optional.of(withoutTransactions());
      case MARK ->
          !marks.isEmpty()
              ? Optional.empty()
              : Optional.of(read ? "There is no mark that all of them have." : UNREAD);
      case SELECTION ->
          missing(s -> s.view().target().get().isPresent())
              .map(names -> "Nothing is selected in " + names + ".");
      case WORK -> impossibleByWork();
    };
  }

  private Optional<String> impossibleByWork() {
    if (transactions() == 0) {
      return Optional.of(withoutTransactions());
    }
    boolean progress =
        IntStream.range(0, sides.size())
            .mapToObj(i -> transactions(i).ends())
            .allMatch(e -> e.length > 1 && e[0] < e[e.length - 1]);
    return progress ? Optional.empty() : Optional.of("There are too few transactions.");
  }

  private String withoutTransactions() {
    if (!read) {
      return UNREAD;
    }
    return missing(s -> !all.get(sides.indexOf(s)).isEmpty())
        .map(n -> "No transactions were recorded in " + n + ".")
        .orElse("Transactions were recorded in different ways.");
  }

  private Optional<String> impossibleByClock() {
    Optional<String> without = missing(s -> wallStart(s).isPresent());
    if (without.isPresent()) {
      return without.map(names -> "The time of day is not known of " + names + ".");
    }
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    long length = 0;
    for (ComparedSide side : sides) {
      long start = wallStart(side).orElseThrow();
      first = Math.min(first, start);
      last = Math.max(last, start + side.range().durationNs());
      length += side.range().durationNs();
    }
    return last - first > FAR * length
        ? Optional.of("They were recorded " + TimeText.duration(last - first) + " apart.")
        : Optional.empty();
  }

  /// Time of day at which the compared part begins, ns since 1970.
  private static Optional<Long> wallStart(ComparedSide side) {
    return side.timeline().clocks().stream()
        .filter(c -> c.name().equals(ClockDomain.REALTIME))
        .findFirst()
        .map(c -> side.range().startNs() - c.offsetNs());
  }

  private Optional<String> missing(Predicate<ComparedSide> has) {
    List<String> letters =
        sides.stream().filter(has.negate()).map(s -> String.valueOf(s.letter())).toList();
    return letters.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", letters));
  }

  /// @param nth number of the transaction, from 1 on
  /// @param mark text of the mark
  /// @return an alignment per side
  List<Alignment> of(AlignmentKind by, int nth, String mark) {
    return switch (by) {
      case START, PLACE -> shifts(Alignments::since);
      case WALL_CLOCK -> {
        long first = sides.stream().mapToLong(s -> wallStart(s).orElseThrow()).min().orElse(0);
        yield shifts(s -> since(s) - (wallStart(s).orElseThrow() - first));
      }
      case TRANSACTION -> {
        int index = Math.clamp(nth, 1, transactions()) - 1;
        yield shifts(s -> transactions(sides.indexOf(s)).begins()[index]);
      }
      case MARK -> shifts(s -> markOf(s, mark) - s.timeline().range().startNs());
      case SELECTION -> shifts(s -> startOf(s, s.view().target().get().orElseThrow()) - origin(s));
      case WORK ->
          IntStream.range(0, sides.size())
              .<Alignment>mapToObj(i -> Alignment.Work.of(transactions(i).ends()))
              .toList();
    };
  }

  private static long since(ComparedSide side) {
    return side.range().startNs() - origin(side);
  }

  private static long origin(ComparedSide side) {
    return side.timeline().range().startNs();
  }

  private static long markOf(ComparedSide side, String text) {
    for (long row = 0; row < side.timeline().marks().size(); row++) {
      Mark mark = side.timeline().marks().get(row);
      if (mark.text().equals(text) && contains(side.range(), mark.timeNs())) {
        return mark.timeNs();
      }
    }
    return side.range().startNs();
  }

  private static long startOf(ComparedSide side, Target target) {
    return Located.of(side.timeline(), target).startNs();
  }

  private List<Alignment> shifts(ToDoubleFunction<ComparedSide> zero) {
    return sides.stream().<Alignment>map(s -> new Alignment.Shift(zero.applyAsDouble(s))).toList();
  }
}
