package dev.corelane.desktop.shell.compare;

import dev.corelane.desktop.session.compare.DistributionKind;
import dev.corelane.desktop.session.compare.DistributionModel;
import dev.corelane.desktop.shell.parts.Parts;
import dev.corelane.desktop.timeline.PictureRegion;
import dev.corelane.desktop.timeline.TimelineView;
import dev.corelane.render.paint.DistributionPainter;
import dev.corelane.render.surface.PixelSurface;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.view.Area;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// Distributions of all sides in one chart.
final class DistributionPane extends BorderPane {
  private final DistributionModel model;
  private final Chart chart;
  private final Subscription subscriptions;

  DistributionPane(DistributionModel model, TimelineView.Setting setting) {
    this.model = model;
    setId("distribution-pane");
    chart = new Chart(model, setting);
    setTop(header());
    setCenter(chart);
    subscriptions =
        Subscription.combine(
            model.parts().subscribe(chart::refresh), model.form().subscribe(chart::refresh));
  }

  private HBox header() {
    ComboBox<DistributionKind> kinds = new ComboBox<>();
    kinds.setId("distribution-kind");
    kinds.getItems().setAll(DistributionKind.values());
    kinds.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable DistributionKind kind) {
            return kind == null ? "" : kind.title();
          }

          @Override
          public DistributionKind fromString(String text) {
            throw new UnsupportedOperationException("the box cannot be typed into");
          }
        });
    kinds.valueProperty().bindBidirectional(model.kind());
    kinds.setAccessibleText("Length of time");
    HBox header = new HBox(8, kinds);
    ToggleGroup group = new ToggleGroup();
    for (DistributionPainter.Form form : DistributionPainter.Form.values()) {
      ToggleButton button = new ToggleButton(form.title());
      button.setId("distribution-" + form.name().toLowerCase(Locale.ROOT));
      button.setToggleGroup(group);
      button.setSelected(model.form().get() == form);
      button.setOnAction(
          e -> {
            button.setSelected(true);
            model.form().set(form);
          });
      header.getChildren().add(button);
    }
    ProgressIndicator busy = new ProgressIndicator();
    busy.setPrefSize(18, 18);
    busy.setAccessibleText("Counting");
    model.progress().subscribe(p -> busy.setVisible(p.doubleValue() >= -1));
    Label failure = Parts.label("", "soft");
    failure.textProperty().bind(model.failure());
    header.getChildren().addAll(busy, failure);
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().addAll("list-header", "compare-choices");
    return header;
  }

  void dispose() {
    subscriptions.unsubscribe();
  }

  private static final class Chart extends PictureRegion {
    private static final double MARGIN = 12;

    private final DistributionModel model;

    Chart(DistributionModel model, TimelineView.Setting setting) {
      super(setting.theme(), setting.glyphs());
      this.model = model;
      setId("distribution-chart");
      setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    }

    void refresh() {
      setAccessibleText(model.form().get().title() + " chart of " + model.kind().get().title());
      touch();
    }

    @Override
    protected void paint(PixelSurface surface, Theme theme) {
      surface.fillRect(0, 0, surface.width(), surface.height(), theme.background());
      if (!model.parts().get().isEmpty()) {
        double width = Math.max(1, surface.width() - 2 * MARGIN);
        double height = Math.max(1, surface.height() - MARGIN);
        var area = new Area(MARGIN, MARGIN / 2, width, height);
        new DistributionPainter(model.parts().get(), model.form().get(), area)
            .paint(surface, theme);
      }
    }
  }
}
