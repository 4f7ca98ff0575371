package dev.corelane.desktop.shell.compare;

import dev.corelane.desktop.session.compare.AlignmentKind;
import dev.corelane.desktop.session.compare.AlignmentModel;
import dev.corelane.desktop.session.compare.CompareModel;
import dev.corelane.desktop.shell.parts.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.Spinner;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToolBar;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The tool bar of a comparison: how the timelines stand, what they are aligned by.
final class CompareBar extends ToolBar {
  private static final double SPINNER = 92;

  private final AlignmentModel alignment;
  private final MenuButton by = new MenuButton();
  private final Spinner<Integer> nth = new Spinner<>(1, 1, 1);

  CompareBar(
      CompareModel model, BooleanProperty columns, BooleanProperty signed, BooleanProperty lower) {
    alignment = model.alignment();
    getStyleClass().add("main");
    setId("compare-bar");
    ToggleButton linked = toggle("Linked", Feather.LINK, "Move all timelines together");
    linked.setId("compare-linked");
    linked.selectedProperty().bindBidirectional(model.views().linked());
    ToggleButton beside =
        toggle("Columns", Feather.COLUMNS, "Timelines beside each other, not one below the other");
    beside.setId("compare-columns");
    beside.selectedProperty().bindBidirectional(columns);
    ToggleButton below = toggle("Differences", Feather.LIST, "Show what they differ in");
    below.setId("compare-lower");
    below.selectedProperty().bindBidirectional(lower);
    ToggleButton over =
        toggle(
            "A \u2212 B",
            Feather.BAR_CHART_2,
            "Show over time how many more threads run, and wait for locks, in one than in the"
                + " other");
    over.setId("compare-signed");
    over.selectedProperty().bindBidirectional(signed);
    Button fit = new Button("Fit", new FontIcon(Feather.MAXIMIZE_2));
    fit.setId("compare-fit");
    fit.getStyleClass().add("flat");
    fit.setOnAction(e -> model.views().fit());
    Parts.explained(fit, "Show all of every timeline (F)");
    by.setId("compare-align");
    by.getStyleClass().add("flat");
    by.setOnShowing(e -> by.getItems().setAll(items()));
    // A menu without items does not open.
    by.getItems().setAll(items());
    nth.setId("compare-nth");
    nth.setPrefWidth(SPINNER);
    nth.setEditable(true);
    nth.setAccessibleText("Number of the transaction");
    nth.managedProperty().bind(nth.visibleProperty());
    nth.valueProperty().subscribe((before, now) -> count(now));
    getItems()
        .addAll(
            linked,
            beside,
            fit,
            new Separator(Orientation.VERTICAL),
            Parts.label("Aligned by", "soft"),
            by,
            nth,
            Parts.spring(),
            lanes(model),
            over,
            below);
    alignment.choice().subscribe(this::show);
  }

  private static MenuButton lanes(CompareModel model) {
    CheckMenuItem follow = new CheckMenuItem("Lanes Follow Each Other");
    follow.selectedProperty().bindBidirectional(model.lanes().matched());
    MenuItem pin = new MenuItem("Pin Worst Common Locks");
    pin.setId("compare-pin");
    pin.setOnAction(e -> model.lanes().pinCommonLocks());
    pin.disableProperty().bind(model.lanes().ready().not());
    MenuItem unpin = new MenuItem("Unpin All Lanes");
    unpin.setOnAction(e -> model.lanes().unpinAll());
    MenuButton menu = new MenuButton("Lanes", null, follow, pin, unpin);
    menu.setId("compare-lanes");
    menu.getStyleClass().add("flat");
    return menu;
  }

  private static ToggleButton toggle(String text, Feather icon, String explanation) {
    return Parts.explained(new ToggleButton(text, new FontIcon(icon)), explanation);
  }

  private void show(AlignmentModel.Choice choice) {
    String text =
        switch (choice.kind()) {
          case MARK -> "Mark " + choice.text();
          case PLACE -> choice.text();
          default -> choice.kind().title();
        };
    by.setText(text);
    by.setAccessibleText("Aligned by " + text);
    nth.setVisible(choice.kind() == AlignmentKind.TRANSACTION);
    if (nth.isVisible()) {
      nth.setValueFactory(
          new javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory(
              1, Math.max(1, alignment.transactions()), choice.nth()));
    }
  }

  private void count(Integer number) {
    AlignmentModel.Choice now = alignment.choice().get();
    if (number != null && now.kind() == AlignmentKind.TRANSACTION && number != now.nth()) {
      alignment.align(new AlignmentModel.Choice(AlignmentKind.TRANSACTION, number, ""));
    }
  }

  private List<MenuItem> items() {
    List<MenuItem> items = new ArrayList<>();
    for (AlignmentKind kind : AlignmentKind.values()) {
      if (kind == AlignmentKind.PLACE) {
        continue;
      }
      Optional<String> why = alignment.impossible(kind);
      if (why.isPresent()) {
        items.add(impossible(kind, why.get()));
      } else if (kind == AlignmentKind.MARK) {
        Menu marks = new Menu(kind.title());
        alignment.marks().forEach(text -> marks.getItems().add(item(kind, text, text)));
        items.add(marks);
      } else {
        items.add(item(kind, kind.title(), ""));
      }
    }
    return items;
  }

  private MenuItem item(AlignmentKind kind, String title, String mark) {
    AlignmentModel.Choice choice = new AlignmentModel.Choice(kind, 1, mark);
    RadioMenuItem item = new RadioMenuItem(title);
    item.setId("align-" + kind.name().toLowerCase(java.util.Locale.ROOT));
    item.setMnemonicParsing(false);
    AlignmentModel.Choice now = alignment.choice().get();
    item.setSelected(now.kind() == kind && (mark.isEmpty() || mark.equals(now.text())));
    item.setOnAction(e -> alignment.align(choice));
    return item;
  }

  /// A way that is not possible, with the reason, which a disabled item would show too faintly.
  private static MenuItem impossible(AlignmentKind kind, String why) {
    Label name = Parts.label(kind.title(), "soft");
    Node reason = Parts.label(why, "soft", "small");
    VBox both = new VBox(1, name, reason);
    both.getStyleClass().add("impossible");
    both.setAccessibleText(kind.title() + " is not possible. " + why);
    return new CustomMenuItem(both, false);
  }
}
