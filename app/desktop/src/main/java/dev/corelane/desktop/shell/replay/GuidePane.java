package dev.corelane.desktop.shell.replay;

import dev.corelane.desktop.session.replay.GuidedStory;
import dev.corelane.desktop.session.replay.NumberField;
import dev.corelane.desktop.session.replay.ScenarioForm;
import dev.corelane.desktop.shell.parts.Parts;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// What to look at in a guided scenario, one step after the other.
final class GuidePane extends VBox {
  GuidePane(GuidedStory story) {
    super(14);
    getStyleClass().add("guide");
    setId("guide");
    getChildren()
        .addAll(Parts.paragraph(story.title(), "title"), Parts.paragraph(story.summary(), "soft"));
    int number = 1;
    for (GuidedStory.Step step : story.steps()) {
      Label badge = Parts.label(Integer.toString(number), "step-number");
      VBox text =
          new VBox(3, Parts.paragraph(step.title(), "strong"), Parts.paragraph(step.text()));
      HBox.setHgrow(text, Priority.ALWAYS);
      getChildren().add(new HBox(10, badge, text));
      number++;
    }
  }

  /// Numbers that are worth moving, for the place where the runs are started.
  static VBox sliders(GuidedStory story, ScenarioForm form) {
    VBox all = new VBox(6);
    for (GuidedStory.Slider slider : story.sliders()) {
      all.getChildren().add(slider(slider, form.number(slider.parameter())));
    }
    return all;
  }

  private static VBox slider(GuidedStory.Slider slider, NumberField number) {
    double decades = Math.log10(slider.most() / slider.least());
    Slider control = new Slider(0, decades, 0);
    control.setId("slider-" + slider.parameter());
    control.setAccessibleText(slider.title());
    control.setMajorTickUnit(1);
    control.setMinorTickCount(0);
    control.setShowTickMarks(true);
    control.setShowTickLabels(true);
    control.setLabelFormatter(
        new StringConverter<>() {
          @Override
          public String toString(Double place) {
            return Long.toString(Math.round(slider.least() * Math.pow(10, place)));
          }

          @Override
          public Double fromString(String text) {
            return Math.log10(Double.parseDouble(text) / slider.least());
          }
        });
    number
        .text()
        .subscribe(
            text -> {
              if (number.problem().get().isEmpty() && !control.isValueChanging()) {
                number
                    .value()
                    .ifPresent(value -> control.setValue(Math.log10(value / slider.least())));
              }
            });
    control
        .valueProperty()
        .subscribe(
            (before, now) -> {
              double value = slider.least() * Math.pow(10, now.doubleValue());
              double two = Math.pow(10, Math.max(0, Math.floor(Math.log10(value)) - 1));
              double rounded = Math.rint(value / two) * two;
              if (Math.abs(number.value().orElse(0) / value - 1) > 0.06) {
                number.set(rounded);
              }
            });
    Label value = new Label();
    value.textProperty().bind(number.text());
    value.getStyleClass().add("strong");
    return new VBox(2, new HBox(8, Parts.label(slider.title()), Parts.spring(), value), control);
  }
}
