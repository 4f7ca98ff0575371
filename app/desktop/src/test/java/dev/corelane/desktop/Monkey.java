package dev.corelane.desktop;

import dev.corelane.desktop.session.Command;
import dev.corelane.desktop.session.OpenRequest;
import dev.corelane.desktop.session.Sample;
import dev.corelane.desktop.shell.MainWindow;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javafx.application.Platform;
import javafx.event.ActionEvent;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContextMenu;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javafx.stage.Window;

/// Uses a window at random: pointer, wheel, keys, commands, sizes. The same seed makes the same
/// choices. All methods are called on the JavaFX thread.
final class Monkey {
  /// What would end the program, or wait for a person in a dialog of the system.
  private static final Set<Command> LEFT_OUT =
      EnumSet.of(
          Command.QUIT,
          Command.OPEN,
          Command.OPEN_WITH_OPTIONS,
          Command.OPEN_IN_NEW_WINDOW,
          Command.PALETTE);

  private static final List<KeyCode> KEYS =
      List.of(
          KeyCode.A,
          KeyCode.D,
          KeyCode.W,
          KeyCode.S,
          KeyCode.F,
          KeyCode.H,
          KeyCode.T,
          KeyCode.C,
          KeyCode.P,
          KeyCode.L,
          KeyCode.Z,
          KeyCode.DIGIT0,
          KeyCode.DIGIT1,
          KeyCode.DIGIT2,
          KeyCode.PERIOD,
          KeyCode.COMMA,
          KeyCode.SLASH,
          KeyCode.LEFT,
          KeyCode.RIGHT,
          KeyCode.UP,
          KeyCode.DOWN,
          KeyCode.HOME,
          KeyCode.END,
          KeyCode.PAGE_DOWN,
          KeyCode.PAGE_UP,
          KeyCode.TAB,
          KeyCode.ENTER,
          KeyCode.SPACE,
          KeyCode.ESCAPE,
          KeyCode.PLUS,
          KeyCode.MINUS);

  /// Buttons so named wait for a person in a dialog of the system.
  private static final String ELLIPSIS = "\u2026";

  private static final int MOST_WINDOWS = 4;
  private static final int MENU_HEIGHT = 30;
  private static final int LEAST_WIDTH = 700;
  private static final int LEAST_HEIGHT = 450;
  private static final int MORE_WIDTH = 1100;
  private static final int MORE_HEIGHT = 650;

  private final MainWindow window;
  private final Random random;
  private final Robot robot = new Robot();
  private boolean pressed;
  private boolean shift;
  private int empty;
  private int next;

  Monkey(MainWindow window, long seed) {
    this.window = window;
    random = new Random(seed);
    Window.getWindows().forEach(Monkey::guard);
    Window.getWindows()
        .addListener(
            (javafx.collections.ListChangeListener<Window>)
                change -> {
                  while (change.next()) {
                    change.getAddedSubList().forEach(Monkey::guard);
                  }
                });
  }

  /// Keeps file dialogs shut.
  private static void guard(Window opened) {
    if (opened instanceof ContextMenu menu) {
      menu.getItems().stream()
          .filter(item -> item.getText() != null && item.getText().endsWith(ELLIPSIS))
          .forEach(
              item -> {
                item.disableProperty().unbind();
                item.setDisable(true);
              });
    }
    Scene scene = opened.getScene();
    if (scene == null || scene.getProperties().putIfAbsent(Monkey.class, true) != null) {
      return;
    }
    scene.addEventFilter(
        ActionEvent.ACTION,
        e -> {
          if (e.getTarget() instanceof ButtonBase button && waits(button)) {
            e.consume();
          }
        });
  }

  private static boolean waits(ButtonBase button) {
    String id = button.getId() == null ? "" : button.getId();
    String text = button.getText() == null ? "" : button.getText();
    String told = button.getAccessibleText() == null ? "" : button.getAccessibleText();
    return text.endsWith(ELLIPSIS)
        || told.contains(ELLIPSIS)
        || id.equals("open")
        || id.contains("export")
        || told.contains("CSV");
  }

  /// Does one thing.
  ///
  /// @return what, for the report of a failure
  String step() {
    if (window.model().trace().get() == null && window.model().importing().get() == null) {
      empty++;
      if (empty > 20) {
        empty = 0;
        return open();
      }
    }
    int dice = random.nextInt(100);
    if (dice < 30) {
      return point();
    } else if (dice < 48) {
      return wheel();
    } else if (dice < 62) {
      return button();
    } else if (dice < 86) {
      return key();
    } else if (dice < 96) {
      return command();
    } else if (dice < 98) {
      return resize();
    }
    return tidy();
  }

  /// Lets go of everything and closes all other windows.
  String tidy() {
    release();
    for (Window other : List.copyOf(Window.getWindows())) {
      if (other != window.stage()) {
        other.hide();
      }
    }
    return "close other windows";
  }

  /// Opens the next of two samples.
  ///
  /// @return what
  String open() {
    List<Sample> samples = window.model().app().samples().samples();
    Sample sample = samples.get(next++ % 2);
    window.model().open(new OpenRequest.OfSample(sample));
    return "open " + sample.id();
  }

  private Stage stage() {
    return window.stage();
  }

  private String point() {
    double x = stage().getX() + 2 + random.nextDouble() * (stage().getWidth() - 4);
    double y =
        stage().getY()
            + MENU_HEIGHT
            + random.nextDouble() * (stage().getHeight() - MENU_HEIGHT - 2);
    if (random.nextInt(3) == 0) {
      Point2D from = robot.getMousePosition();
      x = Math.clamp(from.getX() + random.nextInt(81) - 40, stage().getX() + 2, x + 200);
      y = Math.max(stage().getY() + MENU_HEIGHT, from.getY() + random.nextInt(61) - 30);
    }
    robot.mouseMove(x, y);
    return "point at " + (int) x + "," + (int) y;
  }

  private String wheel() {
    int clicks = random.nextInt(9) - 4;
    robot.mouseWheel(clicks);
    return "wheel " + clicks;
  }

  private String button() {
    MouseButton which = random.nextInt(8) == 0 ? MouseButton.SECONDARY : MouseButton.PRIMARY;
    if (pressed) {
      release();
      return "release";
    }
    if (random.nextBoolean()) {
      robot.mouseClick(which);
      return "click " + which;
    }
    if (random.nextInt(3) == 0) {
      robot.keyPress(KeyCode.SHIFT);
      shift = true;
    }
    robot.mousePress(MouseButton.PRIMARY);
    pressed = true;
    return "press";
  }

  private void release() {
    if (pressed) {
      robot.mouseRelease(MouseButton.PRIMARY);
      pressed = false;
    }
    if (shift) {
      robot.keyRelease(KeyCode.SHIFT);
      shift = false;
    }
  }

  private String key() {
    KeyCode code = KEYS.get(random.nextInt(KEYS.size()));
    robot.keyType(code);
    return "key " + code;
  }

  private String command() {
    Command command = Command.values()[random.nextInt(Command.values().length)];
    boolean crowded = Window.getWindows().size() >= MOST_WINDOWS;
    if (LEFT_OUT.contains(command) || crowded && opensWindow(command)) {
      return "nothing";
    }
    // Some wait for the dialog that they open.
    Platform.runLater(() -> window.run(command));
    return "run " + command;
  }

  private static boolean opensWindow(Command command) {
    return command.title().endsWith(ELLIPSIS)
        || command == Command.NEW_WINDOW
        || command.group() == Command.Group.HELP;
  }

  private String resize() {
    int width = LEAST_WIDTH + random.nextInt(MORE_WIDTH);
    int height = LEAST_HEIGHT + random.nextInt(MORE_HEIGHT);
    stage().setWidth(width);
    stage().setHeight(height);
    return "resize to " + width + "x" + height;
  }
}
