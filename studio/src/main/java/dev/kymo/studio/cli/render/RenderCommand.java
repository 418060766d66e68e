package dev.kymo.studio.cli.render;

import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.clip.ClipQuality;
import dev.kymo.inference.clip.ExactSize;
import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.clip.ScaleMethod;
import dev.kymo.inference.delivery.CarriedClip;
import dev.kymo.inference.device.DeviceChoice;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.file.SameFile;
import dev.kymo.inference.file.Sha256;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.RestPosition;
import dev.kymo.inference.motion.TimeGrid;
import dev.kymo.studio.cli.console.Cancellation;
import dev.kymo.studio.cli.console.Console;
import dev.kymo.studio.cli.console.Converters;
import dev.kymo.studio.cli.console.OutputFile;
import dev.kymo.studio.cli.console.PrecisionOption;
import dev.kymo.studio.cli.console.UserError;
import dev.kymo.studio.cli.console.Values;
import dev.kymo.studio.document.CheckpointFinder;
import dev.kymo.studio.document.CheckpointReference;
import dev.kymo.studio.document.Project;
import dev.kymo.studio.document.ProjectFile;
import dev.kymo.studio.project.EditorState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kymo render}. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    customSynopsis = {
      "kymo render --checkpoint F --out OUT [OPTIONS]",
      "       kymo render --checkpoint F --footage CLIP --out OUT [OPTIONS]",
      "       kymo render --project P --out OUT [OPTIONS]"
    },
    synopsisHeading = "Usage: ",
    description = {
      "Draw clips from a checkpoint and write them.%n",
      "A clip is a content code (what is seen), a motion code (how it moves) and a range of time t."
          + " The training clips cover t from -1 to 1; any other time continues the motion, and more"
          + " frames over the same range slow it down without repeating any.%n",
      "The motion is a sum of sinusoids. Cut points split them by frequency into bands, slowest"
          + " first: --bands 2,4 makes three, below 2, from 2 to 4, and above 4 radians per unit t."
          + " A band can be dropped (--keep), weighed (--gain), sped up or reversed (--speed),"
          + " shifted (--phase), or take its motion from another code (--codes).%n",
      "With --footage, a clip that the model has learned, the edit is carried to the clip's own"
          + " pixels: whole frames in its own size, at its rate, with its sound where length and"
          + " speed are unchanged.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  kymo render --checkpoint m.pt --out clip.mp4",
      "  kymo render --checkpoint m.pt --out slow.gif --frames 61          in slow motion",
      "  kymo render --checkpoint m.pt --out long.mp4 --to 3 --frames 32   carried on after the clip",
      "  kymo render --checkpoint m.pt --out calm.mp4 --bands 2,4 --keep 0,1",
      "  kymo render --checkpoint m.pt --out mix.mp4 --bands 2 --motion-seed 1,2 --codes 0,1",
      "  kymo render --checkpoint m.pt --out clips --format png --count 100",
      "  kymo render --checkpoint m.pt --out large.mp4 --scale 8           large enough to watch",
      "  kymo render --checkpoint talk.safetensors --footage talk.mov --gain 1,1,0 --out calm.mp4",
      "  kymo render --project edit.kymo --out clip.mp4                    an edit of the studio",
      "  kymo render --project clip.mp4 --out frames                       or of a clip it exported"
    })
public final class RenderCommand implements Callable<Integer> {
  private static final int DEFAULT_FRAMES = 16;
  private static final double DEFAULT_FPS = 25;

  private final Console console;
  private final RenderWork work;
  private final Supplier<List<Path>> known;

  @Spec private CommandSpec spec;

  @Option(
      names = "--checkpoint",
      paramLabel = "F",
      description =
          "The model: a published .pt file or Kymo's .safetensors. With --project it takes the place"
              + " of the project's own, whatever it holds.")
  private Path checkpoint;

  @Option(
      names = "--project",
      paramLabel = "P",
      description =
          "Draw the edit of this .kymo file, or of an MP4 that Kymo exported, as the studio does:"
              + " its model, seeds, bands, range and rate.")
  private Path project;

  @Option(
      names = "--footage",
      paramLabel = "CLIP",
      description =
          "Carry the edit to the pixels of this clip, which the model has learned. By default all"
              + " that was learned of it, frame by frame.")
  private Path footage;

  @Option(
      names = "--part",
      paramLabel = "P",
      converter = Converters.Part.class,
      description =
          "With --footage: the whole frame or the learned square alone; frame or square (default:"
              + " frame).")
  private CarriedClip.Part part;

  @Option(
      names = "--no-footage",
      description = "With --project: draw the model's own pictures, not the project's footage.")
  private boolean noFootage;

  @Option(names = "--no-sound", description = "With --footage: leave its sound out.")
  private boolean noSound;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "OUT",
      description =
          "What to write: clip.mp4, clip.mov, clip.mkv, clip.webm, clip.gif, clip.npz, strip.png,"
              + " strip.jpg, or a folder for frames.")
  private Path out;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      converter = Converters.Format.class,
      description =
          "${COMPLETION-CANDIDATES}; by default what --out ends in, and png for a folder."
              + " mp4-openh264 is smaller and faster to write than mp4; mp4-nvenc needs an NVIDIA"
              + " card. npz holds images (n, 3, S, S) in [-1, 1] before clamping, w and t.",
      completionCandidates = Converters.FormatNames.class)
  private ClipFormat format;

  @Option(
      names = "--content-seed",
      paramLabel = "N",
      description = "What is seen; the same number gives the same content everywhere (default: 0).")
  private Long contentSeed;

  @Option(
      names = "--motion-seed",
      paramLabel = "N[,N..]",
      converter = Converters.Seeds.class,
      description = "How it moves; several codes for the bands to choose from (default: 0).")
  private Values<Long> motionSeeds;

  @Option(
      names = "--noise-seed",
      paramLabel = "N",
      description = "The fine grain, the same in every frame (default: 0).")
  private Long noiseSeed;

  @Option(
      names = "--latents",
      paramLabel = "F",
      description =
          "Take the codes from this .npz or .safetensors instead of from seeds: z_c, z_m (one row"
              + " for each code) and, if there, noise_i.")
  private Path latents;

  @Option(
      names = "--save-latents",
      paramLabel = "F",
      description = "Write the codes that were used to this .npz or .safetensors.")
  private Path saveLatents;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many clips: content and motion seeds count on, and the clips are numbered"
              + " (default: 1).")
  private int count;

  @Option(
      names = "--from",
      paramLabel = "T",
      description =
          "Time of the first frame (default: -1, where training clips start; or the project's or the"
              + " footage's).")
  private Double from;

  @Option(
      names = "--to",
      paramLabel = "T",
      description =
          "Where the range ends, itself not drawn (default: 1, or the project's or footage's).")
  private Double to;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Frames over the range (default: 16, or the project's or footage's).")
  private Integer frames;

  @Option(
      names = "--fps",
      paramLabel = "R",
      converter = Converters.Rate.class,
      description =
          "Frames per second of what is written, such as 25, 29.97, or 24000/1001 (default: 25, or"
              + " the project's or footage's).")
  private FrameRate fps;

  @Option(
      names = "--scale",
      paramLabel = "N",
      defaultValue = "1",
      description = "Make each side N times larger, 1 to 16 (default: 1).")
  private int scale;

  @Option(
      names = "--smooth",
      description = "Enlarge by interpolating between pixels; without it each becomes a block.")
  private boolean smooth;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description =
          "Make the clip exactly so large. Frames of another shape get black bars, unless"
              + " --stretch.")
  private String size;

  @Option(names = "--stretch", description = "With --size: stretch frames of another shape.")
  private boolean stretch;

  @Option(
      names = "--quality",
      paramLabel = "Q",
      defaultValue = "best",
      converter = Converters.Quality.class,
      description =
          "How much a lossy video keeps of its frames: best, high (about half the bytes) or small (about a"
              + " quarter) (default: best).")
  private ClipQuality quality;

  @Option(
      names = "--bands",
      paramLabel = "C,C..",
      converter = Converters.Cuts.class,
      description =
          "Cut points in radians per unit t, increasing; the last band is open. Without them the"
              + " band options mean three bands with a third of the model's frequencies each.")
  private BandPlan bands;

  @Option(
      names = "--codes",
      paramLabel = "I,I..",
      converter = Converters.Indices.class,
      description =
          "Which motion code moves each band: positions in --motion-seed, or rows of z_m, from 0.")
  private Values<Integer> codes;

  @Option(
      names = "--keep",
      paramLabel = "B,B..",
      converter = Converters.Indices.class,
      description = "Keep these bands, from 0 for the slowest, and drop the others.")
  private Values<Integer> keep;

  @Option(
      names = "--gain",
      paramLabel = "G,G..",
      converter = Converters.Numbers.class,
      description = "Strength of each band, 0 to 4: 0 drops it, 1 is as trained.")
  private Values<Double> gain;

  @Option(
      names = "--speed",
      paramLabel = "V,V..",
      converter = Converters.Numbers.class,
      description = "Speed of each band, -4 to 4: 1 is as trained, -1 runs backwards.")
  private Values<Double> speed;

  @Option(
      names = "--phase",
      paramLabel = "Q,Q..",
      converter = Converters.Numbers.class,
      description = "Shift of each band in radians.")
  private Values<Double> phase;

  @Option(
      names = "--rest",
      paramLabel = "R,R..",
      converter = Converters.Rests.class,
      description =
          "What each band comes to as its gain goes to 0: model, mean (over the trained clip), or"
              + " the time t whose position it keeps (default: model).")
  private Values<RestPosition> rest;

  @Option(
      names = "--precision",
      paramLabel = "P",
      defaultValue = "auto",
      converter = Converters.Precision.class,
      description =
          "auto, fp32, bf16 or fp16; auto measures which is fastest and keeps the picture"
              + " (default: auto).")
  private PrecisionOption precision;

  @Option(
      names = "--device",
      paramLabel = "D",
      defaultValue = "auto",
      converter = Converters.Device.class,
      description = "auto, cpu, cuda or cuda:1; auto takes CUDA when it works (default: auto).")
  private DeviceChoice device;

  /**
   * A command that writes to this console and has its plans carried out by this work.
   *
   * @param known checkpoints among which a project's may be found when it is not in its place
   */
  public RenderCommand(Console console, RenderWork work, Supplier<List<Path>> known) {
    this.console = console;
    this.work = work;
    this.known = known;
  }

  @Override
  public Integer call() throws Exception {
    RenderPlan plan = plan();
    OutputFile.prepareFolder(out, console);
    if (saveLatents != null) {
      OutputFile.prepareFolder(saveLatents, console);
    }
    try (RenderDisplay display = new RenderDisplay(console, plan);
        Cancellation cancelled = new Cancellation()) {
      work.render(plan, display, cancelled);
      display.finished();
    }
    return 0;
  }

  private RenderPlan plan() throws FileException, UserError {
    try {
      OutputFile.checkName("--out", out);
      return project == null ? planOfOptions() : planOfProject();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private RenderPlan planOfOptions() {
    if (checkpoint == null) {
      throw new IllegalArgumentException("say what to draw: --checkpoint or --project");
    }
    if (latents != null && (contentSeed != null || motionSeeds != null)) {
      throw new IllegalArgumentException(
          "--latents gives content and motion: leave out --content-seed and --motion-seed");
    }
    return new RenderPlan(
        checkpoint,
        Optional.empty(),
        footage(),
        ClipOutput.of(out, format, count),
        look(),
        latents(),
        new BandSettings(
            Optional.ofNullable(bands),
            orEmpty(codes),
            Optional.ofNullable(keep).map(Values::list),
            orEmpty(gain),
            orEmpty(speed),
            orEmpty(phase),
            orEmpty(rest)),
        grid(TimeGrid.TRAINED_FROM, TimeGrid.TRAINED_TO, DEFAULT_FRAMES),
        rate(DEFAULT_FPS),
        precision.wanted(),
        device);
  }

  private RenderPlan planOfProject() throws FileException, UserError {
    refuseWhatTheProjectSays();
    ClipOutput output = ClipOutput.of(out, format, count);
    if (SameFile.is(out, project)) {
      throw new IllegalArgumentException(
          "--out is the project itself, which would be lost: choose another name");
    }
    Project read = ProjectFile.read(project);
    EditorState state = read.state();
    FrameRate fps = rate(state.fps() * (state.between() + 1));
    return new RenderPlan(
        checkpoint == null ? checkpoint(read.checkpoint()) : checkpoint,
        Optional.of(new RenderPlan.ProjectEdit(state, frames == null)),
        footageOfProject(read, fps, output),
        output,
        look(),
        latents(),
        BandSettings.NONE,
        grid(state.range().from(), state.range().to(), 1),
        fps,
        precision.wanted(),
        device);
  }

  private void refuseWhatTheProjectSays() {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("--content-seed", contentSeed);
    said.put("--motion-seed", motionSeeds);
    said.put("--noise-seed", noiseSeed);
    said.put("--latents", latents);
    said.put("--bands", bands);
    said.put("--codes", codes);
    said.put("--keep", keep);
    said.put("--gain", gain);
    said.put("--speed", speed);
    said.put("--phase", phase);
    said.put("--rest", rest);
    said.forEach(
        (option, value) -> {
          if (value != null) {
            throw new IllegalArgumentException("--project says this already: leave out " + option);
          }
        });
  }

  private Path checkpoint(CheckpointReference wanted) throws UserError {
    CheckpointFinder.Result result = new CheckpointFinder(Sha256::of).find(wanted, known.get());
    if (result instanceof CheckpointFinder.Found found) {
      return found.file();
    }
    throw new UserError(
        result instanceof CheckpointFinder.Changed changed
            ? changed.file()
                + " is not what it was when "
                + project
                + " was saved: name the right checkpoint with --checkpoint, or this one to use it"
                + " anyway."
            : "The checkpoint of %s, %s, is missing: say with --checkpoint where it is."
                .formatted(project, wanted.file()));
  }

  private Optional<FootageChoice> footage() {
    if (noFootage) {
      throw new IllegalArgumentException("--no-footage is for --project");
    }
    boolean range = from != null || to != null;
    return footage(
        range
            ? Optional.of(
                new FootageChoice.Range(Optional.ofNullable(from), Optional.ofNullable(to)))
            : Optional.empty(),
        Optional.ofNullable(fps),
        contentSeed == null && motionSeeds == null);
  }

  /** What the project was made with, unless another place or none is asked for. */
  private Optional<FootageChoice> footageOfProject(Project read, FrameRate rate, ClipOutput output)
      throws UserError {
    boolean numbers = output.format() == ClipFormat.NPZ;
    if (footage == null && !noFootage && !numbers && !read.footage().isEmpty()) {
      footage =
          read.footage().stream()
              .flatMap(place -> Stream.concat(Stream.of(place.file()), place.otherwise().stream()))
              .filter(Files::exists)
              .findFirst()
              .orElseThrow(
                  () ->
                      new UserError(
                          "The footage of %s, %s, is missing: say with --footage where it is, or draw the model's own pictures with --no-footage."
                              .formatted(project, read.footage().get(0).file())));
    }
    return footage(Optional.empty(), Optional.of(rate), false);
  }

  private Optional<FootageChoice> footage(
      Optional<FootageChoice.Range> range, Optional<FrameRate> rate, boolean ownSeeds) {
    if (footage == null) {
      if (part != null || noSound) {
        throw new IllegalArgumentException(
            (part == null ? "--no-sound" : "--part") + " is for --footage");
      }
      return Optional.empty();
    }
    return Optional.of(
        new FootageChoice(
            footage,
            part == null ? CarriedClip.Part.FRAME : part,
            !noSound,
            range,
            Optional.ofNullable(frames),
            rate,
            ownSeeds));
  }

  private ClipLook look() {
    return new ClipLook(
        scale, smooth ? ScaleMethod.SMOOTH : ScaleMethod.NEAREST, quality, exactSize());
  }

  private Optional<ExactSize> exactSize() {
    if (size == null) {
      if (stretch) {
        throw new IllegalArgumentException("--stretch is for --size");
      }
      return Optional.empty();
    }
    try {
      return Optional.of(
          ExactSize.parse(size, stretch ? ExactSize.Fit.STRETCH : ExactSize.Fit.BARS));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--size: " + e.getMessage(), e);
    }
  }

  private LatentChoice latents() {
    return new LatentChoice(
        contentSeed == null ? 0 : contentSeed,
        motionSeeds == null ? List.of(0L) : motionSeeds.list(),
        noiseSeed == null ? 0 : noiseSeed,
        Optional.ofNullable(latents),
        contentSeed != null || motionSeeds != null || latents != null,
        Optional.ofNullable(saveLatents));
  }

  private TimeGrid grid(double defaultFrom, double defaultTo, int defaultFrames) {
    try {
      return new TimeGrid(
          from == null ? defaultFrom : from,
          to == null ? defaultTo : to,
          frames == null ? defaultFrames : frames);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--from, --to, --frames: " + e.getMessage(), e);
    }
  }

  private FrameRate rate(double otherwise) {
    try {
      return fps == null ? FrameRate.of(Math.min(otherwise, FrameRate.FASTEST)) : fps;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--fps: " + e.getMessage(), e);
    }
  }

  private static <T> List<T> orEmpty(Values<T> values) {
    return values == null ? List.of() : values.list();
  }
}
