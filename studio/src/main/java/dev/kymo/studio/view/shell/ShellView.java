package dev.kymo.studio.view.shell;

import dev.kymo.studio.control.TimelineLayout;
import dev.kymo.studio.learning.FootageNames;
import dev.kymo.studio.project.Notices;
import dev.kymo.studio.view.document.Prompt;
import dev.kymo.studio.view.document.PromptView;
import dev.kymo.studio.view.export.ExportQueue;
import dev.kymo.studio.view.export.ExportView;
import dev.kymo.studio.view.export.ExportViewModel;
import dev.kymo.studio.view.kit.Kit;
import dev.kymo.studio.view.kit.Look;
import dev.kymo.studio.view.latents.BrowseView;
import dev.kymo.studio.view.latents.BrowseViewModel;
import dev.kymo.studio.view.latents.LatentsFiles;
import dev.kymo.studio.view.latents.LatentsView;
import dev.kymo.studio.view.latents.LatentsViewModel;
import dev.kymo.studio.view.learn.LearnView;
import dev.kymo.studio.view.learn.LearnViewModel;
import dev.kymo.studio.view.learn.ProgressView;
import dev.kymo.studio.view.learn.ProgressViewModel;
import dev.kymo.studio.view.motion.MixerView;
import dev.kymo.studio.view.motion.MixerViewModel;
import dev.kymo.studio.view.motion.PresetsView;
import dev.kymo.studio.view.motion.PresetsViewModel;
import dev.kymo.studio.view.preferences.PreferencesView;
import dev.kymo.studio.view.preferences.PreferencesViewModel;
import dev.kymo.studio.view.preview.PreviewView;
import dev.kymo.studio.view.preview.PreviewViewModel;
import dev.kymo.studio.view.runs.RunsView;
import dev.kymo.studio.view.runs.RunsViewModel;
import dev.kymo.studio.view.timeline.ClipView;
import dev.kymo.studio.view.timeline.ClipViewModel;
import dev.kymo.studio.view.timeline.TimelineView;
import dev.kymo.studio.view.timeline.TimelineViewModel;
import dev.kymo.studio.view.wizard.WizardView;
import dev.kymo.studio.view.wizard.WizardViewModel;
import dev.kymo.trainer.run.LearningOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.kordamp.ikonli.javafx.FontIcon;

/** The whole window: panels around the preview, and over them notices, dialogs, the drop target. */
public final class ShellView extends StackPane {

  /**
   * The view models of all panels.
   *
   * @param shell the window's
   * @param status the status bar's
   * @param latents the latents panel's
   * @param latentsFiles loads and saves latents
   * @param browse the thumbnails'
   * @param presets the presets'
   * @param clip the clip panel's
   * @param mixer the mixer's
   * @param preview the preview's
   * @param timeline the timeline's
   * @param export the export dialog's
   * @param exports the exports that run
   * @param notices what the user should read
   * @param look dark or light
   * @param runs the runs panel's
   * @param wizard the wizard's
   * @param learn the sheet's on which clips are made ready to be learned
   * @param progress the learning's that goes on
   * @param preferences the preferences'
   */
  public record Models(
      ShellViewModel shell,
      StatusViewModel status,
      LatentsViewModel latents,
      LatentsFiles latentsFiles,
      BrowseViewModel browse,
      PresetsViewModel presets,
      ClipViewModel clip,
      MixerViewModel mixer,
      PreviewViewModel preview,
      TimelineViewModel timeline,
      ExportViewModel export,
      ExportQueue exports,
      Notices notices,
      Look look,
      RunsViewModel runs,
      WizardViewModel wizard,
      LearnViewModel learn,
      ProgressViewModel progress,
      PreferencesViewModel preferences) {}

  private static final double TALLEST = 0.4;
  private static final double WIDEST = 0.32;
  private static final double STRIP = 120;

  private final Models models;
  private final QuitQuestion leaving;
  private final Kit kit;
  private final Desk desk;
  private final PanelSlot left = new PanelSlot(this::left);
  private final PanelSlot right = new PanelSlot(this::mixer);
  private final PanelSlot bottom = new PanelSlot(this::timeline);
  private final BorderPane middle;
  private Optional<TimelineView> timeline = Optional.empty();
  private final BorderPane body = new BorderPane();
  private final OverlayPane modal = new OverlayPane(body);
  private final BooleanProperty showingRuns = new SimpleBooleanProperty();

  /**
   * Builds the window's content, but for the panels around the preview: {@link #fillPanels} does.
   *
   * @param sizes how large the panels are at first
   */
  public ShellView(Models models, Kit kit, Stage stage, PanelSizes sizes) {
    this.models = models;
    this.kit = kit;
    this.leaving = new QuitQuestion(models.exports(), models.progress(), kit.texts());
    getStyleClass().add("shell");
    setId("shell");
    WindowCommands commands =
        new WindowCommands(
            this::showExport,
            models.mixer()::resetMotion,
            models.timeline()::showRange,
            this::switchAlone,
            () -> stage.setFullScreen(!stage.isFullScreen()),
            models.look()::switchTheme,
            this::compare,
            models.latentsFiles()::load,
            models.latentsFiles()::save,
            this::showShortcuts,
            () -> show(SheetView.about(kit, modal::hide)),
            () -> quit(stage::close),
            () -> showingRuns.set(!showingRuns.get()),
            this::showWizard,
            models.shell()::chooseFootage,
            () -> showPreferences(false));
    StackPane home = stage();
    middle = withProgress(home);
    desk = new Desk(left, middle, right, bottom, sizes);
    left.widthProperty()
        .addListener((p, a, width) -> timeline.ifPresent(t -> t.alignHeaders(left.getWidth())));
    models
        .timeline()
        .bandsProperty()
        .addListener((p, before, after) -> lanesChanged(before.size(), after.size()));
    models
        .timeline()
        .footageProperty()
        .addListener((p, before, after) -> footageChanged(before.isPresent(), after.isPresent()));
    body.setTop(
        new ToolbarView(
            models.shell(), commands, showingRuns, kit, models.preferences().bindings()));
    body.setCenter(places());
    body.setBottom(
        new StatusView(
            models.status(),
            models.shell(),
            models.exports(),
            models.runs().statusProperty(),
            kit));
    Node drop = dropHighlight();
    AlonePane alone = new AlonePane(stage, body, home, models.preview());
    getChildren().addAll(body, alone, drop, modal);
    modal.visibleProperty().addListener((p, before, shown) -> together(shown));
    showingRuns.addListener((p, before, shown) -> together(shown));
    models.runs().onOpening(() -> showingRuns.set(false));
    new DropTarget(this, this::dropped, drop);
    models
        .shell()
        .documents()
        .promptProperty()
        .addListener((p, before, after) -> ask(before, after));
  }

  /** Builds the panels around the preview, once: a first frame need not wait for them. */
  public void fillPanels() {
    left.fill();
    right.fill();
    bottom.fill();
  }

  private void ask(Optional<Prompt> before, Optional<Prompt> prompt) {
    if (prompt.isPresent()) {
      show(prompt.get());
    } else if (before.isPresent()) {
      modal.hide();
    }
  }

  private void show(Prompt prompt) {
    PromptView view = new PromptView(prompt, kit);
    modal.show(view, prompt.cancel());
    view.begin();
  }

  /** Ends the studio, once nothing would be lost by it that its user wants. */
  public void quit(Runnable close) {
    models
        .shell()
        .documents()
        .leave(() -> leaving.ask(close, modal::hide).ifPresentOrElse(this::show, close));
  }

  /** Makes the keys work in a scene that shows this. */
  public void installKeys(Scene scene) {
    new KeyMap(
            models.preferences().bindings(),
            models.preview(),
            models.timeline(),
            models.shell(),
            new PanelFocus(List.of(right, bottom, left, middle)),
            () -> timeline.ifPresent(TimelineView::typePosition),
            () -> modal.isShowing() || showingRuns.get())
        .install(scene);
  }

  /** Whether the training runs are shown, in the place of the editor. */
  public BooleanProperty showingRunsProperty() {
    return showingRuns;
  }

  /** The runs are built when they are first looked at: the window shows the sooner. */
  private StackPane places() {
    StackPane places = new StackPane(desk);
    showingRuns.addListener(
        (p, before, shown) -> {
          if (places.getChildren().size() == 1) {
            places.getChildren().add(runsPage());
          }
        });
    desk.visibleProperty().bind(showingRuns.not());
    return places;
  }

  private StackPane runsPage() {
    RunsView runs =
        new RunsView(
            models.runs(),
            kit,
            models.look(),
            new RunsView.Dialogs(modal::show, modal::hide, this::showWizard));
    NoticeView notice = new NoticeView(models.notices(), kit);
    notice.setId("runs-notice");
    StackPane.setAlignment(notice, Pos.TOP_CENTER);
    StackPane page = new StackPane(runs, notice);
    page.visibleProperty().bind(showingRuns);
    runs.visibleProperty().bind(showingRuns);
    return page;
  }

  /** Opens the wizard on the draft. */
  public void showWizard() {
    if (modal.isShowing()) {
      return;
    }
    models.preview().playback().pause();
    models.wizard().open();
    WizardView view = new WizardView(models.wizard(), kit, modal::hide);
    modal.show(view);
    view.begin();
  }

  /** Plays, and says what to pull. */
  public void welcome() {
    models.preview().welcome().begin();
    models.preview().playback().toggle();
  }

  /** Shows a run that was launched a moment ago. */
  public void launched(Path folder) {
    modal.hide();
    showingRuns.set(true);
    models.runs().expect(folder);
  }

  /** Makes clips that were learned before ready to be learned once more. */
  public void learnAgain(LearningOptions learned) {
    showSheet(() -> models.learn().openAgain(learned));
  }

  /** Makes footage ready to be learned; on a sheet that is shown it is one more clip. */
  public void learn(Path footage) {
    if (modal.lookup("#learn") != null) {
      models.learn().add(footage);
      return;
    }
    showSheet(() -> models.learn().open(footage));
  }

  private void showSheet(Runnable open) {
    if (modal.isShowing()) {
      return;
    }
    models.preview().playback().pause();
    Runnable close =
        () -> {
          models.learn().close();
          modal.hide();
        };
    open.run();
    LearnView view = new LearnView(models.learn(), kit, models.look(), close);
    StackPane.setMargin(view, new Insets(24));
    modal.show(view, close);
    view.begin();
  }

  /** Shows a clip that is being learned: the editor has its newest checkpoint from now on. */
  public void learning(Path run) {
    modal.hide();
    showingRuns.set(false);
    models.progress().begin(run);
    follow();
  }

  private void follow() {
    models.shell().documents().leave(models.progress()::follow);
  }

  private BorderPane withProgress(StackPane home) {
    BorderPane pane = new BorderPane(home);
    pane.setTop(new ProgressView(models.progress(), kit, this::follow));
    return pane;
  }

  /** What is dropped on the wizard is data, on the sheet a clip; elsewhere it is opened. */
  private void dropped(Path file) {
    if (modal.isShowing() && modal.lookup("#wizard") != null) {
      models.wizard().use(file);
    } else if (modal.isShowing() && modal.lookup("#learn") != null) {
      models.learn().add(FootageNames.footage(file));
    } else {
      models.shell().drop(file);
    }
  }

  /** How large the panels are now. */
  public PanelSizes panelSizes() {
    return desk.sizes();
  }

  private ScrollPane left() {
    VBox content =
        new VBox(
            new LatentsView(models.latents(), models.latentsFiles(), kit),
            new ClipView(models.clip(), kit),
            new PresetsView(models.presets(), kit),
            new BrowseView(models.browse(), kit),
            new CheckpointView(models.shell(), kit));
    content.getStyleClass().addAll("panel", "left-content");
    content.disableProperty().bind(models.preview().openProperty().not());
    ScrollPane scroll = new ScrollPane(content);
    scroll.getStyleClass().add("left-scroll");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    scroll.setMinHeight(0);
    return scroll;
  }

  private MixerView mixer() {
    MixerView mixer = new MixerView(models.mixer(), kit, models.look());
    mixer.disableProperty().bind(models.preview().openProperty().not());
    mixer.setMinHeight(0);
    return mixer;
  }

  private StackPane stage() {
    PreviewView preview =
        new PreviewView(
            models.preview(),
            kit,
            new EmptyView(models.shell(), models.progress().followedProperty(), kit));
    NoticeView notice = new NoticeView(models.notices(), kit);
    StackPane stagePane = new StackPane(preview, notice);
    StackPane.setMargin(notice, new Insets(0, 16, 0, 16));
    StackPane.setAlignment(notice, Pos.TOP_CENTER);
    return stagePane;
  }

  /** Lanes that the height has no room for are scrolled to. */
  private ScrollPane timeline() {
    TimelineView view = new TimelineView(models.timeline(), kit, models.look());
    view.disableProperty().bind(models.preview().openProperty().not());
    view.alignHeaders(desk.sizes().left());
    timeline = Optional.of(view);
    ScrollPane scroll = new ScrollPane(view);
    scroll.setId("timeline-scroll");
    scroll.getStyleClass().add("timeline-scroll");
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    scroll.setMinHeight(0);
    return scroll;
  }

  /** More lanes and strips get more room, if there is some, and fewer give it back. */
  private void lanesChanged(int before, int after) {
    if (before > 0 && after > 0 && before != after) {
      boolean footage = models.timeline().footageProperty().get().isPresent();
      double change =
          TimelineLayout.comfortable(after, footage) - TimelineLayout.comfortable(before, footage);
      changeBottom(change, TimelineLayout.least(after, footage));
      moreStrips(after - before);
    }
  }

  /** A lane of footage comes with its height, and gives it back. */
  private void footageChanged(boolean before, boolean after) {
    if (before != after) {
      int lanes = models.timeline().bandsProperty().get().size();
      double height = TimelineLayout.FOOTAGE;
      changeBottom(after ? height : -height, TimelineLayout.least(lanes, after));
    }
  }

  private void changeBottom(double change, double least) {
    double now = desk.sizes().bottom();
    desk.setBottom(Math.max(least, Math.min(now + change, TALLEST * desk.getHeight())));
  }

  private void moreStrips(int more) {
    double wide = desk.sizes().right();
    double wider = wide + STRIP * more;
    double next =
        more > 0
            ? Math.max(wide, Math.min(wider, WIDEST * desk.getWidth()))
            : Math.min(wide, Math.max(wider, PanelSizes.FIRST.right()));
    // A divider that is put where it is would move: the panes round their sizes.
    if (Math.abs(next - wide) > 1) {
      desk.setRight(next);
    }
  }

  private Node dropHighlight() {
    FontIcon icon = new FontIcon("mdi2t-tray-arrow-down");
    Label label = new Label(kit.texts().get("drop.here"), icon);
    label.getStyleClass().add("drop-label");
    StackPane highlight = new StackPane(label);
    highlight.setId("drop-highlight");
    highlight.getStyleClass().add("drop-highlight");
    return highlight;
  }

  private void switchAlone() {
    if (!modal.isShowing() && !showingRuns.get()) {
      models.preview().switchAlone();
    }
  }

  /** What is to be seen beside the preview ends its having the screen to itself. */
  private void together(boolean needed) {
    if (needed) {
      models.preview().aloneProperty().set(false);
    }
  }

  private void compare() {
    if (models.preview().openProperty().get()) {
      models.preview().comparingProperty().set(!models.preview().comparingProperty().get());
    }
  }

  private void showExport() {
    if (!models.preview().openProperty().get() || modal.isShowing()) {
      return;
    }
    models.preview().playback().pause();
    models.export().prepare();
    Runnable close =
        () -> {
          models.export().leave();
          modal.hide();
        };
    ExportView view = new ExportView(models.export(), kit, close);
    modal.show(view, close);
    view.begin();
  }

  private void show(Node content) {
    modal.show(content);
  }

  private void showShortcuts() {
    show(
        SheetView.shortcuts(
            kit, models.preferences().bindings(), () -> showPreferences(true), modal::hide));
  }

  private void showPreferences(boolean keys) {
    PreferencesView view = new PreferencesView(models.preferences(), kit, modal::hide);
    modal.show(view);
    view.begin();
    if (keys) {
      view.showKeys();
    }
  }
}
