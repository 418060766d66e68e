package dev.kymo.studio.view.wizard;

import dev.kymo.studio.background.JobHandle;
import dev.kymo.studio.control.ThumbnailGrid;
import dev.kymo.studio.view.kit.Kit;
import dev.kymo.studio.view.runs.RunWords;
import dev.kymo.trainer.dataset.check.DatasetReport;
import dev.kymo.trainer.dataset.check.DatasetReport.PassedOverFiles;
import dev.kymo.trainer.dataset.check.TemporalSpectrum;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Chooses the data, and shows what they are while they are checked. */
final class DataStep extends HBox {

  private static final int MOST_NAMED = 4;

  private final WizardViewModel model;
  private final Kit kit;
  private final Label facts = new Label();
  private final Label bad = new Label();
  private final Label proposal = new Label();
  private final Button apply;
  private final ProgressBar bar = new ProgressBar();
  private final Label doing;
  private final HBox work;

  DataStep(WizardViewModel model, Kit kit) {
    this.model = model;
    this.kit = kit;
    setSpacing(24);
    Button folder = kit.textButton("data-folder", "wizard.data.folder", model::chooseFolder);
    Button file = kit.textButton("data-file", "wizard.data.file", model::chooseFile);
    Button toys =
        kit.textButton(
            "data-toys", "wizard.data.toys", () -> model.makeToys(WizardViewModel.TOY_CLIPS));
    HBox buttons = new HBox(8, folder, file, toys);
    Label drop = kit.quiet(kit.texts().get("wizard.data.drop"));
    Label source = new Label();
    source.setId("data-source");
    source.getStyleClass().add("mono");
    source.setTextOverrun(javafx.scene.control.OverrunStyle.LEADING_ELLIPSIS);
    source
        .textProperty()
        .bind(
            model.draftProperty().map(d -> d.source().orElse(kit.texts().get("wizard.data.none"))));
    facts.setId("data-facts");
    facts.setWrapText(true);
    bad.setId("data-bad");
    bad.setWrapText(true);
    bad.getStyleClass().add("bad");
    proposal.setId("data-proposal");
    proposal.setWrapText(true);
    for (Label label : List.of(facts, bad, proposal)) {
      label.setMinHeight(Region.USE_PREF_SIZE);
    }
    apply = kit.textButton("data-apply", "wizard.data.apply", model::applyProposal);
    doing = kit.quiet("");
    bar.getStyleClass().add("status-progress");
    Button cancel =
        kit.iconButton("data-cancel", "mdi2c-close", "wizard.cancel", model::cancelWork);
    cancel.getStyleClass().add("tiny");
    work = new HBox(8, doing, bar, cancel);
    work.setAlignment(Pos.CENTER_LEFT);
    VBox left =
        new VBox(
            12,
            buttons,
            drop,
            source,
            work,
            facts,
            bad,
            kit.heading("wizard.data.motion"),
            proposal,
            apply,
            new FieldView(OptionField.EVERY_NTH, model, kit).alone());
    HBox.setHgrow(left, Priority.ALWAYS);
    ThumbnailGrid grid = new ThumbnailGrid(index -> {});
    grid.setId("data-thumbnails");
    grid.setPrefWidth(272);
    grid.setMinWidth(272);
    grid.cellsProperty().bind(model.thumbnailsProperty());
    getChildren().addAll(left, grid);
    model.workProperty().addListener((p, before, after) -> showWork(after));
    model.reportProperty().addListener((p, before, after) -> show());
    model.spectrumProperty().addListener((p, before, after) -> show());
    model.dataFaultProperty().addListener((p, before, after) -> show());
    model.draftProperty().addListener((p, before, after) -> show());
    showWork(model.workProperty().get());
  }

  private void showWork(Optional<JobHandle<?>> job) {
    work.setVisible(job.isPresent());
    work.setManaged(job.isPresent());
    bar.progressProperty().unbind();
    job.ifPresent(
        j -> {
          doing.setText(j.name());
          bar.progressProperty().bind(j.progressProperty());
        });
    show();
  }

  private void show() {
    Optional<DatasetReport> report = model.reportProperty().get();
    facts.setText(report.map(this::facts).orElse(""));
    List<String> faults = new ArrayList<>();
    model.dataFaultProperty().get().ifPresent(faults::add);
    report.ifPresent(r -> faults.addAll(faults(r)));
    bad.setText(String.join("\n", faults));
    bad.setManaged(!faults.isEmpty());
    Optional<TemporalSpectrum.Proposal> proposed = model.proposal();
    proposal.setText(proposed.map(this::reason).orElseGet(this::noReason));
    boolean taken = proposed.map(this::isTaken).orElse(true);
    apply.setDisable(taken);
  }

  private boolean isTaken(TemporalSpectrum.Proposal p) {
    return model.draftProperty().get().options().data().everyNth() == p.everyNth()
        && model
            .draftProperty()
            .get()
            .options()
            .model()
            .generator()
            .frequencyRanges()
            .equals(List.of(p.frequencyRange()));
  }

  private String facts(DatasetReport r) {
    String sizes =
        r.sizes().stream()
            .limit(3)
            .map(s -> s.width() + " \u00d7 " + s.height())
            .collect(Collectors.joining(", "));
    return kit.texts()
            .get(
                "wizard.data.facts",
                RunWords.count(r.videos()),
                RunWords.count(r.usableVideos()),
                RunWords.count(r.frames()),
                RunWords.count(r.fewestFrames()),
                RunWords.count(r.medianFrames()),
                RunWords.count(r.mostFrames()),
                sizes,
                RunWords.bytes(r.decodedBytes()))
        + remarks(r);
  }

  /** What is left aside and what was converted, a line each. */
  private String remarks(DatasetReport r) {
    List<String> lines = new ArrayList<>();
    for (PassedOverFiles files : r.passedOver()) {
      String names = files.names().stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
      lines.add(
          kit.texts()
              .get("wizard.data.passed", RunWords.count(files.count()), files.reason(), names));
    }
    r.notes().stream().limit(MOST_NAMED).forEach(lines::add);
    return lines.stream().map(line -> "\n" + line).collect(Collectors.joining());
  }

  private List<String> faults(DatasetReport r) {
    List<String> faults = new ArrayList<>();
    if (r.tooShortCount() > 0) {
      String names =
          r.tooShort().stream()
              .limit(MOST_NAMED)
              .map(v -> v.name() + " (" + v.frames() + ")")
              .collect(Collectors.joining(", "));
      faults.add(
          kit.texts()
              .get(
                  "wizard.data.short",
                  RunWords.count(r.tooShortCount()),
                  names,
                  String.valueOf(r.clipFrames() * r.everyNth())));
    }
    if (r.unreadableCount() > 0) {
      faults.add(kit.texts().get("wizard.data.broken", RunWords.count(r.unreadableCount())));
      r.unreadable().stream().limit(MOST_NAMED).forEach(u -> faults.add(u.reason()));
    }
    return faults;
  }

  private String noReason() {
    boolean looking =
        model.workProperty().get().isPresent()
            || (model.spectrumProperty().get().isEmpty()
                && model.dataFaultProperty().get().isEmpty());
    String why =
        model.draftProperty().get().source().isEmpty() ? "empty" : looking ? "looking" : "none";
    return kit.texts().get("wizard.data.proposal." + why);
  }

  private String reason(TemporalSpectrum.Proposal p) {
    return kit.texts()
        .get(
            p.everyNth() == 1 ? "wizard.data.proposal.every" : "wizard.data.proposal",
            String.format(Locale.ROOT, "%.3f", p.busiest()),
            String.format(Locale.ROOT, "%.0f", 1 / p.busiest()),
            String.valueOf(p.everyNth()),
            String.format(Locale.ROOT, "%.1f", p.frequencyRange()));
  }
}
