package dev.kymo.studio.cli.dataset;

import dev.kymo.studio.cli.console.Cancellation;
import dev.kymo.studio.cli.console.Console;
import dev.kymo.trainer.dataset.image.FrameEncoder;
import dev.kymo.trainer.dataset.puppet.PuppetClips;
import dev.kymo.trainer.dataset.toy.DrawnClips;
import dev.kymo.trainer.dataset.toy.ToyClips;
import dev.kymo.trainer.dataset.toy.ToyDatasetWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kymo toy-dataset}. */
@Command(
    name = "toy-dataset",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisHeading = "Usage: ",
    customSynopsis = "kymo toy-dataset --out DIR [OPTIONS]",
    description = {
      "Write a dataset of drawn clips. What moves how fast is known exactly, so they show what"
          + " frequency bands do.%n",
      "Shapes are small enough to train on in minutes: on black, three colored shapes move up and"
          + " down, each at 2, 4, or 8 pixels a frame, and bounce; 32 frames of 64 x 64 pixels.%n",
      "Puppets are talking heads at 25 frames a second: the head sways at 0.45, 0.62, and 0.83 Hz,"
          + " the mouth moves at 3.7 and 5.1 Hz. With --slow and --fast they show what an edit of"
          + " their motion should look like.%n",
      "A clip is a folder of frames. The same seed gives the same clips everywhere. Clips that are"
          + " there already are kept: after a break the same command carries on.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  kymo toy-dataset --out toy                   the 10,000 clips of the paper's size",
      "  kymo toy-dataset --out toy --count 500       enough for a first try",
      "  kymo toy-dataset --out test --seed 1 --count 2048",
      "  kymo toy-dataset --kind puppet --out puppets --count 12 --size 128",
      "  kymo toy-dataset --kind puppet --out calm --count 1 --size 256 --fast 0"
    })
public final class ToyDatasetCommand implements Callable<Integer> {
  /** Folder names have five digits, and names give the order. */
  private static final int MOST_CLIPS = 100_000;

  private static final int JPG_QUALITY = 95;
  private static final int MOST_FRAMES = 100_000;
  private static final int PUPPETS = 100;
  private static final int PUPPET_SIZE = 64;
  private static final int PUPPET_FRAMES = 64;

  private final Console console;

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder to fill; made if it is not there.")
  private Path out;

  @Option(
      names = "--kind",
      paramLabel = "NAME",
      defaultValue = "shapes",
      converter = ToyKindConverter.class,
      description = "shapes or puppet (default: shapes).")
  private ToyKind kind;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "How many clips, 1 to 100000 (default: 10000 of shapes, 100 of puppets).")
  private Integer count;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Which clips; another number gives others (default: 0).")
  private long seed;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      defaultValue = "png",
      converter = FrameFormatConverter.class,
      description = "png, or jpg at quality 95 (default: png, which is exact and smaller here).")
  private FrameEncoder.Format format;

  @Option(
      names = "--size",
      paramLabel = "N",
      description = "Puppets: width and height of a frame, 16 to 2048 (default: 64).")
  private Integer size;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Puppets: frames of a clip, 1 to 100000 (default: 64).")
  private Integer frames;

  @Option(
      names = "--look",
      paramLabel = "LINE",
      description = {
        "Puppets: what all of them share, such as hair=#3b2417,style=bob. Has skin, hair, shirt,"
            + " eyes, background (each a color), style (short, bob, long, bun), and glasses (yes,"
            + " no); the rest differs from clip to clip."
      })
  private String look;

  @Option(
      names = "--slow",
      paramLabel = "GAIN",
      description = "Puppets: gain of the head's motion, 0 to 4 (default: 1).")
  private Double slow;

  @Option(
      names = "--fast",
      paramLabel = "GAIN",
      description = "Puppets: gain of the mouth's motion, 0 to 4 (default: 1).")
  private Double fast;

  /** A command that reports on this console. */
  public ToyDatasetCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    boolean puppets = kind == ToyKind.PUPPET;
    int clipCount =
        within("--count", count, 1, MOST_CLIPS, puppets ? PUPPETS : ToyClips.PUBLISHED_COUNT);
    DrawnClips clips = puppets ? puppets() : shapes();
    int threads = Runtime.getRuntime().availableProcessors();
    ToyDatasetWriter writer =
        new ToyDatasetWriter(clips, new FrameEncoder(format, JPG_QUALITY), threads);
    double seconds;
    try (WorkLine line = new WorkLine(console, "clip");
        Cancellation cancelled = new Cancellation()) {
      writer.write(out, clipCount, line, cancelled);
      seconds = line.seconds();
    }
    console
        .out()
        .printf(
            Locale.ROOT,
            "Wrote %d clip%s of %d frames to %s in %.1f s%n",
            clipCount,
            clipCount == 1 ? "" : "s",
            clips.frames(),
            out,
            seconds);
    return 0;
  }

  private DrawnClips shapes() {
    Map<String, Object> forPuppets = new LinkedHashMap<>();
    forPuppets.put("--size", size);
    forPuppets.put("--frames", frames);
    forPuppets.put("--look", look);
    forPuppets.put("--slow", slow);
    forPuppets.put("--fast", fast);
    forPuppets.forEach(
        (name, value) -> {
          if (value != null) {
            throw wrong(name + " is for --kind puppet: all clips of shapes are alike");
          }
        });
    return new ToyClips(seed);
  }

  private DrawnClips puppets() {
    int pixels = within("--size", size, 16, 2048, PUPPET_SIZE);
    int clipFrames = within("--frames", frames, 1, MOST_FRAMES, PUPPET_FRAMES);
    String shared = look == null ? "" : look;
    try {
      return new PuppetClips(
          shared, seed, pixels, clipFrames, slow == null ? 1 : slow, fast == null ? 1 : fast);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private int within(String name, Integer value, int least, int most, int otherwise) {
    if (value == null) {
      return otherwise;
    }
    if (value < least || value > most) {
      throw wrong(name + ": expected " + least + " to " + most + ", but got " + value);
    }
    return value;
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
