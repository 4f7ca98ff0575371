package dev.corelane.desktop.session.compare;

import dev.corelane.desktop.session.Located;
import dev.corelane.desktop.session.Target;
import dev.corelane.desktop.session.Threads;
import dev.corelane.desktop.session.lists.Latest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/// By what the sides of a comparison are aligned. All methods are called on the UI thread.
public final class AlignmentModel {
  /// Of a place that is gone to, this share of the width is the longest of the places.
  private static final double SHOWN_SHARE = 0.25;

  private static final double LEAST_SHOWN_NS = 40_000;

  private final List<ComparedSide> sides;
  private final LinkedViews views;
  private final Latest work;
  private final ReadOnlyObjectWrapper<Alignments> alignments;
  private final ReadOnlyObjectWrapper<Choice> choice =
      new ReadOnlyObjectWrapper<>(new Choice(AlignmentKind.START, 1, ""));

  /// By what sides are aligned.
  ///
  /// @param kind by which way
  /// @param nth number of the transaction, from 1 on
  /// @param text of the mark, or what places are gone to; else ""
  public record Choice(AlignmentKind kind, int nth, String text) {}

  AlignmentModel(List<ComparedSide> sides, LinkedViews views, Threads threads) {
    this.sides = sides;
    this.views = views;
    alignments = new ReadOnlyObjectWrapper<>(Alignments.unread(sides));
    work = new Latest(threads);
    work.start(monitor -> Alignments.read(sides), alignments::set);
  }

  /// Tells when more is possible than was before.
  ///
  /// @return changes when transactions and marks were counted
  public ObservableValue<?> possibilities() {
    return alignments.getReadOnlyProperty();
  }

  /// @return by what the sides are aligned
  public ReadOnlyObjectProperty<Choice> choice() {
    return choice.getReadOnlyProperty();
  }

  /// Why sides cannot be aligned in a way now.
  ///
  /// @param kind the way
  /// @return a sentence, empty if they can
  public Optional<String> impossible(AlignmentKind kind) {
    return alignments.get().impossible(kind);
  }

  /// @return texts of marks that all sides have
  public List<String> marks() {
    return alignments.get().marks();
  }

  /// @return number of transactions that every side has at least
  public int transactions() {
    return alignments.get().transactions();
  }

  /// Aligns the sides and shows all of them.
  ///
  /// @param next by what; nothing happens if that is not possible
  public void align(Choice next) {
    if (next.kind() == AlignmentKind.PLACE || impossible(next.kind()).isPresent()) {
      return;
    }
    String mark =
        next.kind() == AlignmentKind.MARK && !marks().contains(next.text())
            ? marks().getFirst()
            : next.text();
    views.align(alignments.get().of(next.kind(), next.nth(), mark));
    choice.set(new Choice(next.kind(), next.nth(), mark));
    if (next.kind() == AlignmentKind.START || next.kind() == AlignmentKind.WORK) {
      views.fit();
    } else if (next.kind() == AlignmentKind.TRANSACTION || next.kind() == AlignmentKind.MARK) {
      views.centerOn(0);
    }
  }

  /// Ends its life.
  void dispose() {
    work.cancel();
  }

  /// Goes to a place of some sides: selects it, aligns these sides by it and shows it in their
  /// middle. Sides without a place stay aligned with the first that has one.
  ///
  /// @param places by side; empty where there is none
  /// @param what they are, in a few words
  public void goTo(List<Optional<Target>> places, String what) {
    List<Optional<Located>> located = new ArrayList<>();
    double longest = LEAST_SHOWN_NS;
    int first = -1;
    for (int i = 0; i < sides.size(); i++) {
      int side = i;
      Optional<Located> place = places.get(i).map(t -> Located.of(sides.get(side).timeline(), t));
      located.add(place);
      if (place.isPresent()) {
        longest = Math.max(longest, place.get().endNs() - place.get().startNs());
        first = first < 0 ? i : first;
      }
    }
    if (first < 0) {
      return;
    }
    List<Alignment> next = new ArrayList<>();
    Located anchor = located.get(first).orElseThrow();
    for (int i = 0; i < sides.size(); i++) {
      long time =
          located
              .get(i)
              .map(Located::startNs)
              .orElse(views.counterpart(first, anchor.startNs(), i));
      next.add(new Alignment.Shift(time - sides.get(i).timeline().range().startNs()));
    }
    views.reveal(places);
    views.align(next);
    double around = longest / SHOWN_SHARE;
    views.showCommon((longest - around) / 2, (longest + around) / 2);
    choice.set(new Choice(AlignmentKind.PLACE, 1, what));
  }
}
