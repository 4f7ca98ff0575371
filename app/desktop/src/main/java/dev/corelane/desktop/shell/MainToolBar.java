package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.Command;
import dev.corelane.desktop.session.TraceModel;
import dev.corelane.desktop.session.WindowModel;
import dev.corelane.desktop.shell.parts.Parts;
import dev.corelane.trace.model.Properties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Separator;
import javafx.scene.control.ToolBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The tool bar of a window.
final class MainToolBar extends ToolBar {
  private static final double GAP = 10;

  private final Label title = Parts.label("", "strong");
  private final Label details = Parts.label("", "soft");

  MainToolBar(WindowModel window, Commands commands, MenuFactory menus) {
    setId("tool-bar");
    getStyleClass().add("main");
    Button open = commands.button(Command.OPEN, Feather.FOLDER);
    open.getStyleClass().remove("icon");
    open.setText("Open");
    MenuButton samples = new MenuButton("Samples", Parts.icon(Feather.ACTIVITY));
    samples.setId("samples");
    samples.getStyleClass().add("flat");
    samples.getItems().setAll(menus.sampleItems());
    samples.setDisable(samples.getItems().isEmpty());

    title.setId("trace-title");
    HBox about = new HBox(GAP, title, details);
    about.setAlignment(Pos.CENTER);
    about.setMinWidth(0);
    // Asks for no room, so that a long title never pushes buttons out of the bar.
    about.setPrefWidth(0);
    HBox.setHgrow(about, Priority.ALWAYS);

    getItems()
        .addAll(
            open,
            samples,
            separator(),
            commands.button(Command.BACK, Feather.ARROW_LEFT),
            commands.button(Command.FORWARD, Feather.ARROW_RIGHT),
            separator(),
            commands.button(Command.ZOOM_OUT, Feather.ZOOM_OUT),
            commands.button(Command.ZOOM_IN, Feather.ZOOM_IN),
            commands.button(Command.FIT, Feather.MAXIMIZE_2),
            separator(),
            commands.button(Command.PREVIOUS_PREEMPTION, Feather.SKIP_BACK),
            commands.button(Command.NEXT_PREEMPTION, Feather.SKIP_FORWARD),
            about,
            commands.toggleButton(Command.LEGEND, Feather.MAP),
            commands.toggleButton(Command.LISTS, Feather.LIST),
            commands.toggleButton(Command.RANGE, Feather.BAR_CHART_2),
            commands.toggleButton(Command.PROBLEMS, Feather.ALERT_TRIANGLE),
            commands.toggleButton(Command.INSPECTOR, Feather.SIDEBAR),
            commands.button(Command.SHORTCUTS, Feather.HELP_CIRCLE));
    about.widthProperty().subscribe(width -> makeRoom(width.doubleValue()));
    window
        .trace()
        .subscribe(
            trace -> {
              show(trace);
              makeRoom(about.getWidth());
            });
  }

  /// Leaves the details out rather than cut the title.
  private void makeRoom(double width) {
    boolean fits = title.prefWidth(-1) + GAP + details.prefWidth(-1) <= width;
    details.setVisible(fits);
    details.setManaged(fits);
  }

  private void show(@Nullable TraceModel trace) {
    title.setText(trace == null ? "" : trace.title());
    details.setText(trace == null ? "" : system(trace.timeline().properties()));
  }

  private static String system(Map<String, String> properties) {
    List<String> parts = new ArrayList<>();
    String release = properties.get(Properties.KERNEL_RELEASE);
    if (release != null && !release.isBlank()) {
      parts.add("Linux " + release);
    }
    String model = properties.get(Properties.KERNEL_PREEMPTION);
    if (model != null && !model.isBlank()) {
      parts.add("preemption " + model);
    }
    return String.join(", ", parts);
  }

  private static Separator separator() {
    return new Separator(Orientation.VERTICAL);
  }
}
