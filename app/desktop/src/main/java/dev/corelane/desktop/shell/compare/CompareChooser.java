package dev.corelane.desktop.shell.compare;

import dev.corelane.desktop.session.AppModel;
import dev.corelane.desktop.session.OpenRequest;
import dev.corelane.desktop.session.Sample;
import dev.corelane.desktop.session.compare.CompareModel;
import dev.corelane.desktop.session.compare.CompareSource;
import dev.corelane.desktop.shell.parts.Parts;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.GridPane;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// Asks what to compare: two to four of the open trace, recent files, samples and other files.
public final class CompareChooser extends Dialog<List<CompareSource>> {
  private static final double WIDTH = 420;

  private final AppModel app;
  private final Optional<CompareSource> open;
  private final List<@Nullable CompareSource> chosen = new ArrayList<>();
  private final BooleanProperty ready = new SimpleBooleanProperty();

  /// @param owner the window that asks
  /// @param app knows recent files and samples
  /// @param open what the window shows; it is the first side unless the user chooses another
  public CompareChooser(Window owner, AppModel app, Optional<CompareSource> open) {
    this.app = app;
    this.open = open;
    initOwner(owner);
    setTitle("Compare");
    setHeaderText(null);
    GridPane grid = new GridPane(12, 10);
    grid.getStyleClass().add("sheet");
    for (int i = 0; i < CompareModel.MOST; i++) {
      chosen.add(i == 0 ? open.orElse(null) : null);
      Label name = Parts.label(String.valueOf((char) ('A' + i)), "side-letter");
      MenuButton menu = menu(i);
      name.setLabelFor(menu);
      grid.addRow(i, name, menu);
    }
    getDialogPane().setId("compare-chooser");
    getDialogPane().setContent(grid);
    ButtonType compare = new ButtonType("Compare", ButtonBar.ButtonData.OK_DONE);
    getDialogPane().getButtonTypes().setAll(compare, ButtonType.CANCEL);
    getDialogPane().lookupButton(compare).setId("compare-chosen");
    getDialogPane().lookupButton(compare).disableProperty().bind(ready.not());
    setResultConverter(button -> button == compare ? sources() : null);
  }

  private List<CompareSource> sources() {
    return chosen.stream().filter(Objects::nonNull).map(Objects::requireNonNull).toList();
  }

  private MenuButton menu(int side) {
    CompareSource first = chosen.get(side);
    MenuButton menu = new MenuButton(first == null ? prompt(side) : first.title());
    menu.setId("choose-" + (char) ('A' + side));
    menu.setMnemonicParsing(false);
    menu.setPrefWidth(WIDTH);
    open.ifPresent(source -> menu.getItems().add(item(source, side, menu)));
    Menu recent = new Menu("Recent");
    for (List<Path> paths : app.recent().get().entries()) {
      recent.getItems().add(item(new OpenRequest.Files(paths), side, menu));
    }
    recent.setDisable(recent.getItems().isEmpty());
    Menu samples = new Menu("Samples");
    for (Sample sample : app.samples().samples()) {
      samples.getItems().add(item(new OpenRequest.OfSample(sample), side, menu));
    }
    MenuItem files = new MenuItem("Files\u2026");
    files.setOnAction(e -> chooseFiles(side, menu));
    menu.getItems().addAll(recent, samples, files);
    if (side >= CompareModel.FEWEST) {
      MenuItem nothing = new MenuItem("Nothing");
      nothing.setOnAction(e -> choose(null, side, menu));
      menu.getItems().addAll(new SeparatorMenuItem(), nothing);
    }
    return menu;
  }

  private static String prompt(int side) {
    return side < CompareModel.FEWEST ? "Choose a recording" : "Nothing";
  }

  private MenuItem item(OpenRequest request, int side, MenuButton menu) {
    return item(new CompareSource.ToOpen(request), side, menu);
  }

  private MenuItem item(CompareSource source, int side, MenuButton menu) {
    MenuItem item = new MenuItem(source.title());
    item.setMnemonicParsing(false);
    item.setOnAction(e -> choose(source, side, menu));
    return item;
  }

  private void chooseFiles(int side, MenuButton menu) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Choose Recordings of One Incident");
    List<File> files = chooser.showOpenMultipleDialog(getDialogPane().getScene().getWindow());
    if (files != null && !files.isEmpty()) {
      List<Path> paths = files.stream().map(File::toPath).toList();
      choose(new CompareSource.ToOpen(new OpenRequest.Files(paths)), side, menu);
    }
  }

  private void choose(@Nullable CompareSource source, int side, MenuButton menu) {
    chosen.set(side, source);
    menu.setText(source == null ? prompt(side) : source.title());
    ready.set(chosen.get(0) != null && chosen.get(1) != null);
  }
}
