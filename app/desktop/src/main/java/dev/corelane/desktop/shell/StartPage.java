package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.Command;
import dev.corelane.desktop.session.OpenRequest;
import dev.corelane.desktop.session.RecentTraces;
import dev.corelane.desktop.session.Sample;
import dev.corelane.desktop.session.WindowModel;
import dev.corelane.desktop.session.compare.CompareSource;
import dev.corelane.desktop.session.compare.SamplePairs;
import dev.corelane.desktop.session.replay.GuidedStories;
import dev.corelane.desktop.session.replay.GuidedStory;
import dev.corelane.desktop.session.replay.ReplaySource;
import dev.corelane.desktop.shell.parts.Parts;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What a window shows while no trace is open: what the program is for, and the three ways to
/// begin.
final class StartPage extends ScrollPane {
  private final Subscription subscription;
  private final WindowModel window;
  private final VBox recent = new VBox(2);

  StartPage(
      WindowModel window,
      Commands commands,
      Consumer<List<CompareSource>> compare,
      Consumer<ReplaySource> replay) {
    this.window = window;
    getStyleClass().add("start-page");
    setId("start-page");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);

    VBox head =
        new VBox(
            8,
            Parts.label("Corelane", "name"),
            Parts.paragraph(
                "Who ran on which core, who was preempted, and who paid for it: scheduler traces on"
                    + " one timeline.",
                "lead"));

    GridPane columns = new GridPane(40, 0);
    ColumnConstraints half = new ColumnConstraints();
    half.setPercentWidth(50);
    half.setHalignment(HPos.LEFT);
    columns.getColumnConstraints().addAll(half, half);
    columns.add(column("Samples", samples()), 0, 0);
    VBox right =
        new VBox(24, column("Guided scenarios", stories(replay)), column("Recent", recent));
    List<SamplePairs.Pair> pairs = SamplePairs.of(window.app().samples().samples());
    if (!pairs.isEmpty()) {
      right.getChildren().add(column("Side by side", pairs(pairs, compare)));
    }
    columns.add(right, 1, 0);

    VBox content = new VBox(head, dropZone(commands), columns);
    content.getStyleClass().add("content");
    HBox centred = new HBox(content);
    centred.setAlignment(Pos.TOP_CENTER);
    HBox.setHgrow(content, Priority.ALWAYS);
    setContent(centred);
    recent.getStyleClass().add("entries");
    subscription = window.app().recent().subscribe(this::showRecent);
  }

  /// Lets go of what outlives the window.
  void dispose() {
    subscription.unsubscribe();
  }

  private static Node dropZone(Commands commands) {
    Button open = new Button("Open\u2026");
    open.setId("start-open");
    open.getStyleClass().add("accent");
    open.setMinWidth(Button.USE_PREF_SIZE);
    open.setOnAction(e -> commands.run(Command.OPEN));
    FontIcon icon = Parts.icon(Feather.DOWNLOAD);
    VBox text =
        new VBox(
            3,
            Parts.label("Drop recordings here", "strong"),
            Parts.paragraph(
                "perf.data, trace.dat, ftrace and perf text, PostgreSQL samples and logs, .corelane"
                    + " files; several at once are one incident",
                "soft"));
    HBox.setHgrow(text, Priority.ALWAYS);
    HBox zone = new HBox(icon, text, open);
    zone.getStyleClass().add("drop-zone");
    return zone;
  }

  private static VBox column(String title, Node body) {
    Label heading = Parts.label(title, "heading");
    VBox column = new VBox(8, heading, body);
    heading.setLabelFor(body);
    return column;
  }

  private Node samples() {
    VBox list = new VBox(2);
    list.getStyleClass().add("entries");
    for (Sample sample : window.app().samples().samples()) {
      StartEntry entry =
          new StartEntry(
              Feather.ACTIVITY,
              sample.title(),
              Parts.paragraph(sample.description(), "soft", "small"),
              () -> window.open(new OpenRequest.OfSample(sample)));
      // A dot would start a style class in a selector.
      entry.setId("sample-" + sample.id().replace('.', '-'));
      entry.setAccessibleText("Open sample " + sample.title() + ". " + sample.description());
      list.getChildren().add(entry);
    }
    return list;
  }

  private static Node pairs(List<SamplePairs.Pair> pairs, Consumer<List<CompareSource>> compare) {
    VBox list = new VBox(2);
    list.getStyleClass().add("entries");
    for (SamplePairs.Pair pair : pairs) {
      StartEntry entry =
          new StartEntry(
              Feather.COLUMNS,
              pair.title(),
              Parts.paragraph(
                  "A: " + pair.without().title() + "\nB: " + pair.lazy().title(), "soft", "small"),
              () -> compare.accept(pair.sources()));
      entry.setId("pair-" + pair.without().id().replace('.', '-'));
      entry.setAccessibleText("Compare " + pair.without().title() + " with " + pair.lazy().title());
      list.getChildren().add(entry);
    }
    return list;
  }

  private static Node stories(Consumer<ReplaySource> replay) {
    VBox list = new VBox(2);
    list.getStyleClass().add("entries");
    for (GuidedStory story : GuidedStories.all()) {
      StartEntry entry =
          new StartEntry(
              Feather.COMPASS,
              story.title(),
              Parts.paragraph(story.summary(), "soft", "small"),
              () -> replay.accept(new ReplaySource.Guided(story)));
      entry.setId("story-" + story.id());
      entry.setAccessibleText("Open guided scenario " + story.title() + ". " + story.summary());
      list.getChildren().add(entry);
    }
    return list;
  }

  private void showRecent(RecentTraces traces) {
    recent.getChildren().clear();
    for (List<Path> paths : traces.entries()) {
      OpenRequest.Files request = new OpenRequest.Files(paths);
      Path folder = paths.getFirst().getParent();
      Label where = Parts.label(folder == null ? "" : folder.toString(), "soft", "small");
      where.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
      StartEntry entry =
          new StartEntry(Feather.FILE_TEXT, request.title(), where, () -> window.open(request));
      entry.setAccessibleText("Open " + request.title() + " in " + folder);
      recent.getChildren().add(entry);
    }
    if (traces.entries().isEmpty()) {
      Label none = Parts.label("Traces that you open are listed here.", "soft");
      none.getStyleClass().add("none");
      recent.getChildren().add(none);
    }
  }
}
