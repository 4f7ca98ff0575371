package dev.corelane.desktop.timeline;

import dev.corelane.desktop.session.ColorChoice;
import dev.corelane.desktop.session.FrameMeter;
import dev.corelane.desktop.session.Inspection;
import dev.corelane.desktop.session.TimeChoice;
import dev.corelane.desktop.session.TimelineModel;
import dev.corelane.desktop.session.TraceModel;
import dev.corelane.render.layout.LaneLayout;
import dev.corelane.render.surface.PixelSurface;
import dev.corelane.render.text.GlyphSource;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.view.Area;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Scene;
import javafx.scene.control.ScrollBar;
import javafx.scene.image.ImageView;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The timeline of one trace. Painted when something changed, at most once per pulse, after layout;
/// between changes it costs nothing.
public final class TimelineView extends Region {
  private static final double MENU_TOP = 24;

  private final TraceModel trace;
  private final TimelineModel model;
  private final ObservableValue<Theme> theme;
  private final ObservableBooleanValue legend;
  private final ObservableBooleanValue showMeter;
  private final FrameMeter meter;
  private final ObservableValue<ColorChoice> colors;
  private final ObservableValue<TimeChoice> times;
  private final ImageView picture = new ImageView();
  private final ScrollBar scrollBar = new ScrollBar();
  private final Region focusRing = new Region();
  private final PixelPages pages;
  private final PicturePainter painter;
  private final KeyMotion motion;
  private final LaneMenu menu = new LaneMenu();
  private final Runnable pulse = this::paintIfDirty;
  private Subscription subscriptions = Subscription.EMPTY;
  private boolean dirty = true;
  private boolean adjusting;

  /// What a timeline view needs to know besides the trace.
  ///
  /// @param theme colours
  /// @param legend whether the legend is shown
  /// @param showMeter whether the frame meter is shown
  /// @param meter told of every frame
  /// @param glyphs gives the text
  /// @param colors what the colours of threads tell apart
  /// @param times what the times on the ruler are
  public record Setting(
      ObservableValue<Theme> theme,
      ObservableBooleanValue legend,
      ObservableBooleanValue showMeter,
      FrameMeter meter,
      GlyphSource glyphs,
      ObservableValue<ColorChoice> colors,
      ObservableValue<TimeChoice> times) {
    /// With colours by class and times since the start.
    ///
    /// @param theme colours
    /// @param legend whether the legend is shown
    /// @param showMeter whether the frame meter is shown
    /// @param meter told of every frame
    /// @param glyphs gives the text
    public Setting(
        ObservableValue<Theme> theme,
        ObservableBooleanValue legend,
        ObservableBooleanValue showMeter,
        FrameMeter meter,
        GlyphSource glyphs) {
      this(
          theme,
          legend,
          showMeter,
          meter,
          glyphs,
          new ReadOnlyObjectWrapper<>(ColorChoice.CLASS),
          new ReadOnlyObjectWrapper<>(TimeChoice.START));
    }
  }

  /// @param trace the trace to show
  /// @param setting what else it needs
  public TimelineView(TraceModel trace, Setting setting) {
    this.trace = trace;
    model = trace.view();
    theme = setting.theme();
    legend = setting.legend();
    showMeter = setting.showMeter();
    meter = setting.meter();
    pages = new PixelPages(picture, setting.glyphs());
    painter = new PicturePainter(model);
    colors = setting.colors();
    times = setting.times();
    motion = new KeyMotion(model);

    setId("timeline");
    getStyleClass().add("timeline");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleRoleDescription("timeline");
    setAccessibleText("Timeline of " + trace.title() + ": " + trace.summary());
    setMinSize(0, 0);
    picture.setSmooth(false);
    picture.setMouseTransparent(true);
    picture.setManaged(false);
    scrollBar.setOrientation(Orientation.VERTICAL);
    scrollBar.setId("timeline-scroll");
    scrollBar.setAccessibleText("Lanes");
    scrollBar.setFocusTraversable(false);
    focusRing.getStyleClass().add("focus-ring");
    focusRing.setMouseTransparent(true);
    getChildren().addAll(picture, scrollBar, focusRing);

    new PointerInput(this, model);
    setOnContextMenuRequested(this::showLaneMenu);
    addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    addEventHandler(KeyEvent.KEY_RELEASED, e -> motion.release(e.getCode()));
    focusedProperty()
        .subscribe(
            focused -> {
              if (!focused) {
                motion.releaseAll();
              }
            });
    scrollBar.valueProperty().subscribe(this::scrolledByBar);
    widthProperty().subscribe(this::touch);
    heightProperty().subscribe(this::touch);
    sceneProperty()
        .subscribe(
            (before, now) -> {
              sceneLeft(before);
              sceneEntered(now);
            });
  }

  /// Takes a key that nobody else wanted.
  ///
  /// @param e the key
  public void keyPressed(KeyEvent e) {
    if (e.getCode() == KeyCode.SPACE && e.getSource() == this && model.pointer().select()) {
      e.consume();
      return;
    }
    boolean modified = e.isShortcutDown() || e.isAltDown() || e.isControlDown() || e.isMetaDown();
    // On many keyboards plus is typed with shift.
    boolean shifted = e.isShiftDown() && !KeyMotion.SIGNS.contains(e.getCode());
    if (!modified && !shifted && motion.press(e.getCode())) {
      requestFocus();
      e.consume();
    }
  }

  /// Shows what can be done with the lane under the pointer, else that of the selection.
  public void showLaneMenu() {
    Area headers = model.geometry().get().headers();
    var at = localToScreen(headers.right(), headers.y() + MENU_TOP);
    if (at != null) {
      menu.show(this, model.lanes(), model.lanes().current(), at.getX(), at.getY());
    }
  }

  private void showLaneMenu(ContextMenuEvent e) {
    if (e.isKeyboardTrigger()) {
      showLaneMenu();
    } else {
      menu.show(
          this, model.lanes(), model.lanes().laneAt(e.getY()), e.getScreenX(), e.getScreenY());
    }
    e.consume();
  }

  /// Ends its life: it does not listen to anything any more.
  public void dispose() {
    menu.hide();
    motion.releaseAll();
    sceneLeft(getScene());
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double height = getHeight();
    picture.relocate(0, 0);
    focusRing.resizeRelocate(0, 0, width, height);
    Area lanes = model.geometry().get().lanes();
    double bar = scrollBar.prefWidth(-1);
    scrollBar.resizeRelocate(width - bar, lanes.y(), bar, Math.max(0, lanes.height()));
  }

  private void sceneEntered(@Nullable Scene scene) {
    if (scene == null) {
      return;
    }
    scene.addPostLayoutPulseListener(pulse);
    subscriptions =
        Subscription.combine(
            model.state().subscribe(this::touch),
            model.geometry().subscribe(this::requestLayout),
            theme.subscribe(this::touch),
            legend.subscribe(this::touch),
            showMeter.subscribe(this::touch),
            colors.subscribe(this::touch),
            times.subscribe(this::touch),
            trace.inspection().subscribe(this::announce),
            scene.windowProperty().flatMap(Window::outputScaleXProperty).subscribe(s -> touch()));
    touch();
  }

  private void sceneLeft(@Nullable Scene scene) {
    if (scene != null) {
      scene.removePostLayoutPulseListener(pulse);
      subscriptions.unsubscribe();
      subscriptions = Subscription.EMPTY;
    }
  }

  private void announce(@Nullable Inspection inspection) {
    setAccessibleText(
        inspection == null
            ? "Timeline of " + trace.title() + ": " + trace.summary()
            : "Selected " + inspection.title() + ", " + inspection.subtitle());
  }

  private void touch() {
    dirty = true;
    Platform.requestNextPulse();
  }

  private void paintIfDirty() {
    Scene scene = getScene();
    if (!dirty || scene == null || getWidth() < 1 || getHeight() < 1) {
      return;
    }
    dirty = false;
    long startNs = System.nanoTime();
    Window window = scene.getWindow();
    double scale = window == null ? 1 : window.getOutputScaleX();
    double width = getWidth() - (scrollBar.isVisible() ? scrollBar.getWidth() : 0);
    int columns = (int) Math.max(1, Math.round(width * scale));
    int rows = (int) Math.max(1, Math.round(getHeight() * scale));
    PixelSurface surface = pages.next(columns, rows, scale);
    var look =
        new PicturePainter.Look(
            theme.getValue(),
            trace.digest(colors.getValue()),
            times.getValue().base(trace.timeline()));
    painter.paint(surface, look, legend.get());
    if (showMeter.get()) {
      painter.corner(surface, theme.getValue(), meter.line());
    }
    pages.show();
    adjustScrollBar();
    // Painting told the model the size it has; that alone is no reason for another frame.
    dirty = false;
    meter.frame(startNs, System.nanoTime());
  }

  private void adjustScrollBar() {
    LaneLayout layout = model.state().get().layout();
    double visible = model.geometry().get().lanes().height();
    double hidden = Math.max(0, layout.height() - visible);
    adjusting = true;
    scrollBar.setMax(hidden);
    scrollBar.setVisibleAmount(
        layout.height() <= 0 ? 0 : hidden * Math.min(1, visible / layout.height()));
    scrollBar.setBlockIncrement(visible * 0.8);
    scrollBar.setUnitIncrement(layout.metrics().coreHeight());
    scrollBar.setValue(model.state().get().scroll());
    adjusting = false;
    if (scrollBar.isVisible() != hidden > 0) {
      scrollBar.setVisible(hidden > 0);
      Platform.runLater(this::touch);
    }
  }

  private void scrolledByBar() {
    if (!adjusting) {
      model.scrollTo(scrollBar.getValue());
    }
  }
}
