package dev.kymo.studio.app;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Theme;
import dev.kymo.studio.view.kit.Look;
import dev.kymo.studio.view.shell.ShellView;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.paint.Color;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;

/** The window's life: shown first, then the model is opened beside it. */
public final class StudioApp extends Application {

  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;
  private static final double WIDEST = 1920;
  private static final double TALLEST = 1200;
  private static final double SHARE = 0.9;
  private static final double MIN_WIDTH = 1080;
  private static final double MIN_HEIGHT = 680;

  /** As {@code -k-window} in the style sheets. */
  private static final String DARK_WINDOW = "#101318";

  private static final String LIGHT_WINDOW = "#f4f6f9";
  private static final Duration PATIENCE = Duration.seconds(1.5);

  /** When the panels around the preview are built. */
  public enum Panels {
    /** With the window. */
    AT_ONCE,
    /** Once a frame is on the screen, which then comes the sooner. */
    AFTER_THE_FIRST_FRAME
  }

  private final StudioParts parts;
  private final Optional<Path> file;
  private final Panels panels;
  private final Runnable ahead;
  private Optional<StudioWiring> wiring = Optional.empty();
  private Stage window;

  /**
   * An application that is not started yet.
   *
   * @param parts what it gets from outside
   * @param file what to open at once
   * @param panels when the panels are built
   * @param ahead run once, on the JavaFX thread, when the toolkit is there and the window is not:
   *     begins what may load native libraries on a thread of its own
   */
  public StudioApp(StudioParts parts, Optional<Path> file, Panels panels, Runnable ahead) {
    this.parts = parts;
    this.file = file;
    this.panels = panels;
    this.ahead = ahead;
  }

  /** An application with all its panels from the start. */
  public StudioApp(StudioParts parts, Optional<Path> file) {
    this(parts, file, Panels.AT_ONCE, () -> {});
  }

  /** The wired parts; empty before {@link #start}. */
  public Optional<StudioWiring> wiring() {
    return wiring;
  }

  @Override
  public void start(Stage stage) {
    window = stage;
    ahead.run();
    StudioFonts.load();
    StudioWiring wired = new StudioWiring(parts, stage, Platform::runLater);
    wiring = Optional.of(wired);
    ShellView view = wired.view();
    Scene scene = new Scene(view, WIDTH, HEIGHT);
    dress(scene, wired.look().themeProperty().get());
    wired
        .look()
        .themeProperty()
        .addListener(
            (p, before, theme) -> {
              dress(scene, theme);
              parts.settings().change(s -> s.withTheme(theme.name()));
            });
    scene.addPostLayoutPulseListener(wired::painted);
    view.installKeys(scene);
    stage.setScene(scene);
    stage.titleProperty().bind(wired.shell().titleProperty().map(StudioApp::withProgram));
    stage.setOnCloseRequest(
        event -> {
          // Closed for good once nothing is lost that is wanted.
          event.consume();
          wired.view().quit(stage::close);
        });
    boolean first = parts.settings().get().window() == null;
    place(stage);
    if (panels == Panels.AFTER_THE_FIRST_FRAME) {
      fillLater(wired);
    } else {
      view.fillPanels();
    }
    stage.show();
    view.requestFocus();
    playWith(wired);
    file.ifPresent(wired.shell()::open);
    if (first && file.equals(parts.demos().clip().get())) {
      welcome(wired);
    }
    wired.shell().documents().start();
    wired.goOn();
  }

  /** A model that takes long to load, or none, does not keep the panels waiting. */
  private static void fillLater(StudioWiring wired) {
    PauseTransition patience = new PauseTransition(PATIENCE);
    patience.setOnFinished(event -> wired.view().fillPanels());
    patience.play();
    wired.onFirstFrame(() -> Platform.runLater(wired.view()::fillPanels));
  }

  /** What moves says more than what stands still. */
  private static void welcome(StudioWiring wired) {
    wired.onFirstFrame(() -> Platform.runLater(wired.view()::welcome));
  }

  private static String withProgram(String title) {
    return title.isEmpty() ? "Kymo" : title + " – Kymo";
  }

  private static void dress(Scene scene, Look.Theme theme) {
    boolean dark = theme == Look.Theme.DARK;
    Theme base = dark ? new PrimerDark() : new PrimerLight();
    Application.setUserAgentStylesheet(base.getUserAgentStylesheet());
    // The window has this colour until its first pulse is drawn.
    scene.setFill(Color.web(dark ? DARK_WINDOW : LIGHT_WINDOW));
    List<String> sheets = dark ? List.of("kymo.css") : List.of("kymo.css", "kymo-light.css");
    scene
        .getStylesheets()
        .setAll(
            sheets.stream()
                .map(sheet -> StudioApp.class.getResource("/dev/kymo/studio/" + sheet).toString())
                .toList());
  }

  @Override
  public void stop() {
    if (window != null) {
      wiring.ifPresent(w -> parts.settings().change(s -> s.withPanels(w.view().panelSizes())));
      // Opened again it has the size from before it filled the screen.
      if (!window.isFullScreen()) {
        Settings.Window last =
            new Settings.Window(
                window.getX(),
                window.getY(),
                window.getWidth(),
                window.getHeight(),
                window.isMaximized());
        parts.settings().change(s -> s.withWindow(last));
      }
    }
    wiring.ifPresent(StudioWiring::close);
  }

  private void place(Stage stage) {
    stage.setMinWidth(MIN_WIDTH);
    stage.setMinHeight(MIN_HEIGHT);
    Settings.Window last = parts.settings().get().window();
    if (last == null
        || Screen.getScreensForRectangle(last.x(), last.y(), last.width(), last.height())
            .isEmpty()) {
      Rectangle2D screen = Screen.getPrimary().getVisualBounds();
      stage.setWidth(first(screen.getWidth(), WIDTH, WIDEST));
      stage.setHeight(first(screen.getHeight(), HEIGHT, TALLEST));
      return;
    }
    stage.setX(last.x());
    stage.setY(last.y());
    stage.setWidth(Math.max(MIN_WIDTH, last.width()));
    stage.setHeight(Math.max(MIN_HEIGHT, last.height()));
    stage.setMaximized(last.maximized());
  }

  /** At first most of the screen, at least so much of it, and not without end. */
  private static double first(double screen, double least, double most) {
    return Math.min(screen, Math.max(least, Math.min(most, SHARE * screen)));
  }

  /** The clock only ticks while something plays: a studio at rest costs nothing. */
  private static void playWith(StudioWiring wired) {
    AnimationTimer timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            wired.playback().tick(now);
          }
        };
    wired
        .playback()
        .playingProperty()
        .addListener(
            (p, before, playing) -> {
              if (playing) {
                timer.start();
              } else {
                timer.stop();
              }
            });
  }
}
