package dev.kymo.studio.document;

import com.google.gson.stream.JsonWriter;
import dev.kymo.inference.motion.BandEdit;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.inference.motion.RestPosition;
import dev.kymo.studio.bands.BandLabel;
import dev.kymo.studio.bands.BandLabels;
import dev.kymo.studio.footage.FootageReference;
import dev.kymo.studio.project.EditorState;
import dev.kymo.studio.timeline.ClipRange;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Projects as JSON. Bands are listed slowest first, each with the frequency that it ends below
 * (radians per unit t; the last has none) and, where it does not follow the clip, a motion code of
 * its own. The checkpoint is named by its path from the project's folder, by its whole path for
 * when the project is moved alone, and by its SHA-256. Version 2 has footage, too, named in the
 * same way with its {@code FootageHash}; a project without footage is written as version 1, which
 * every Kymo opens.
 */
final class ProjectJson {
  static final String FORMAT = "kymo-project";
  static final int VERSION = 2;
  private static final int WITHOUT_FOOTAGE = 1;
  private static final int MOST_FOOTAGE = 10_000;

  private static final String REST_MEAN = "mean";
  private static final int MOST_BANDS = 64;

  /** So many folders up a clip may name its checkpoint: further up lie a user's own names. */
  private static final int MOST_UPS = 2;

  /** Integers up to here are written without a fraction. */
  private static final double PLAIN = 1e15;

  private ProjectJson() {}

  /**
   * Writes.
   *
   * @param folder where the text will be: the checkpoint's path starts there
   * @param whole whether the checkpoint's whole path is told too; not in a clip that is given away
   */
  static String write(Project project, Path folder, boolean whole) {
    return JsonDocument.write(
        FORMAT,
        project.footage().isEmpty() ? WITHOUT_FOOTAGE : VERSION,
        json -> {
          write(json.name("checkpoint"), project.checkpoint(), folder, whole);
          if (!project.footage().isEmpty()) {
            json.name("footage").beginArray();
            for (FootageReference footage : project.footage()) {
              json.beginObject();
              writePlace(json, footage.file(), folder, whole);
              json.name("hash").value(footage.hash());
              json.endObject();
            }
            json.endArray();
          }
          write(json, project.state());
          json.name("loop").value(project.loop());
        });
  }

  private static void write(
      JsonWriter json, CheckpointReference checkpoint, Path folder, boolean whole)
      throws IOException {
    json.beginObject();
    writePlace(json, checkpoint.file(), folder, whole);
    json.name("sha256").value(checkpoint.sha256());
    json.endObject();
  }

  private static void writePlace(JsonWriter json, Path file, Path folder, boolean whole)
      throws IOException {
    Path relative = relative(folder.toAbsolutePath().normalize(), file);
    boolean near = whole || relative.getNameCount() <= MOST_UPS || !isUp(relative, MOST_UPS);
    json.name("path").value(slashes(near ? relative : file.getFileName()));
    if (whole) {
      json.name("absolute").value(file.toString());
    }
  }

  /** From the folder; from another disk only the name. */
  private static Path relative(Path folder, Path file) {
    return folder.getRoot().equals(file.getRoot()) ? folder.relativize(file) : file.getFileName();
  }

  private static boolean isUp(Path relative, int index) {
    return relative.getName(index).toString().equals("..");
  }

  /** With slashes on every system. */
  private static String slashes(Path relative) {
    List<String> names = new ArrayList<>();
    relative.forEach(name -> names.add(name.toString()));
    return String.join("/", names);
  }

  private static void write(JsonWriter json, EditorState state) throws IOException {
    CodeJson.write(json.name("content"), state.content());
    CodeJson.write(json.name("motion"), state.motionCode());
    CodeJson.write(json.name("noise"), state.noise());
    json.name("bands").beginArray();
    for (int band = 0; band < state.motion().bands().size(); band++) {
      write(json, state, band);
    }
    json.endArray();
    json.name("range").beginObject();
    number(json.name("in"), state.range().from());
    number(json.name("out"), state.range().to());
    json.endObject();
    number(json.name("rate"), state.fps());
    json.name("between").value(state.between());
  }

  private static void write(JsonWriter json, EditorState state, int band) throws IOException {
    BandEdit edit = state.motion().bands().get(band);
    BandPlan plan = state.motion().plan();
    json.beginObject();
    BandLabel label = state.labels().get(band);
    json.name("name").value(label.name());
    if (label.slot() != BandLabel.slot(band, plan.size())) {
      json.name("color").value(label.slot());
    }
    if (band < plan.cuts().size()) {
      number(json.name("below"), plan.cuts().get(band));
    }
    number(json.name("gain"), edit.gain());
    number(json.name("speed"), edit.speed());
    number(json.name("phase"), edit.phase());
    if (!state.follows(band)) {
      CodeJson.write(json.name("motion"), edit.code());
    }
    json.name("muted").value(edit.muted());
    json.name("solo").value(edit.solo());
    write(json, edit.rest());
    json.endObject();
  }

  /** Nothing for the model's own, which projects had before there was a choice. */
  private static void write(JsonWriter json, RestPosition rest) throws IOException {
    if (rest instanceof RestPosition.Moment moment) {
      number(json.name("restAt"), moment.t());
    } else if (rest.equals(RestPosition.MEAN)) {
      json.name("rest").value(REST_MEAN);
    }
  }

  private static void number(JsonWriter json, double value) throws IOException {
    boolean negativeZero = value == 0 && 1 / value < 0;
    if (value == Math.rint(value) && Math.abs(value) < PLAIN && !negativeZero) {
      json.value((long) value);
    } else {
      json.value(value);
    }
  }

  /**
   * Reads.
   *
   * @param folder where the text is: the checkpoint's path starts there
   * @throws JsonFault with a clause, when anything in it is not as it should be
   */
  static Project read(String text, Path folder) throws JsonFault {
    JsonFields fields = JsonFields.of(text);
    Project project = read(fields, folder);
    fields.end();
    return project;
  }

  static Project read(JsonFields fields, Path folder) throws JsonFault {
    JsonDocument.check(fields, FORMAT, VERSION);
    CheckpointReference checkpoint = readCheckpoint(fields.object("checkpoint"), folder);
    LatentCode motion = CodeJson.readLatent(fields.object("motion"));
    List<BandLabel> labels = new ArrayList<>();
    MotionEdit edit = readBands(fields, motion, labels);
    EditorState state;
    try {
      state =
          new EditorState(
              CodeJson.readLatent(fields.object("content")),
              motion,
              CodeJson.readNoise(fields.object("noise")),
              edit,
              new BandLabels(labels),
              readRange(fields.object("range")),
              fields.number("rate"),
              Math.toIntExact(fields.whole("between")));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new JsonFault(String.valueOf(e.getMessage()));
    }
    return new Project(checkpoint, state, fields.flag("loop"), readFootage(fields, folder));
  }

  private static List<FootageReference> readFootage(JsonFields fields, Path folder)
      throws JsonFault {
    if (fields.whole("version") <= WITHOUT_FOOTAGE) {
      return List.of();
    }
    List<FootageReference> footage = new ArrayList<>();
    for (JsonFields one : fields.objects("footage")) {
      if (footage.size() == MOST_FOOTAGE) {
        throw fields.fault("footage", "has more than " + MOST_FOOTAGE + " entries");
      }
      Place place = readPlace(one, folder);
      String hash = one.text("hash");
      one.end();
      try {
        footage.add(new FootageReference(place.file(), place.otherwise(), hash));
      } catch (IllegalArgumentException e) {
        throw one.fault("hash", e.getMessage());
      }
    }
    return footage;
  }

  /** Where a file should be, and where it was if that is another place. */
  private record Place(Path file, Optional<Path> otherwise) {}

  private static Place readPlace(JsonFields fields, Path folder) throws JsonFault {
    Path base = folder.toAbsolutePath().normalize();
    Path file = path(fields, "path", base);
    Optional<Path> whole = Optional.empty();
    if (fields.has("absolute")) {
      whole = Optional.of(path(fields, "absolute", base)).filter(other -> !other.equals(file));
    }
    return new Place(file, whole);
  }

  private static CheckpointReference readCheckpoint(JsonFields fields, Path folder)
      throws JsonFault {
    Place place = readPlace(fields, folder);
    String sha256 = fields.text("sha256");
    fields.end();
    try {
      return new CheckpointReference(place.file(), place.otherwise(), sha256);
    } catch (IllegalArgumentException e) {
      throw fields.fault("sha256", e.getMessage());
    }
  }

  private static Path path(JsonFields fields, String name, Path base) throws JsonFault {
    try {
      Path path = base.resolve(fields.text(name)).normalize();
      if (path.getFileName() != null) {
        return path;
      }
    } catch (InvalidPathException e) {
      throw fields.fault(name, "is no path on this system");
    }
    throw fields.fault(name, "names no file");
  }

  private static MotionEdit readBands(JsonFields fields, LatentCode motion, List<BandLabel> labels)
      throws JsonFault {
    List<JsonFields> bands = fields.objects("bands");
    if (bands.isEmpty() || bands.size() > MOST_BANDS) {
      throw fields.fault("bands", "must be 1 to " + MOST_BANDS + ", but are " + bands.size());
    }
    List<Double> cuts = new ArrayList<>();
    List<BandEdit> edits = new ArrayList<>();
    for (JsonFields band : bands) {
      labels.add(readLabel(band, labels.size(), bands.size()));
      if (edits.size() < bands.size() - 1) {
        cuts.add(band.number("below"));
      }
      edits.add(readBand(band, motion));
      band.end();
    }
    try {
      return new MotionEdit(new BandPlan(cuts), edits);
    } catch (IllegalArgumentException e) {
      throw new JsonFault(e.getMessage());
    }
  }

  private static BandLabel readLabel(JsonFields band, int index, int count) throws JsonFault {
    String name = band.text("name");
    if (!band.has("color")) {
      return BandLabel.of(name, BandLabel.slot(index, count));
    }
    long slot = band.whole("color");
    if (slot < 0 || slot >= BandLabel.SLOTS) {
      throw band.fault("color", "must be 0 to " + (BandLabel.SLOTS - 1) + ", but is " + slot);
    }
    return BandLabel.of(name, (int) slot);
  }

  private static BandEdit readBand(JsonFields band, LatentCode motion) throws JsonFault {
    LatentCode code = band.has("motion") ? CodeJson.readLatent(band.object("motion")) : motion;
    double gain = band.number("gain");
    if (!(gain >= 0 && gain <= BandEdit.MAX_GAIN)) {
      throw band.fault("gain", "must be in [0, 4], but is " + gain);
    }
    double speed = band.number("speed");
    if (!(Math.abs(speed) <= BandEdit.MAX_SPEED)) {
      throw band.fault("speed", "must be in [-4, 4], but is " + speed);
    }
    return new BandEdit(
        gain,
        speed,
        band.number("phase"),
        code,
        band.flag("muted"),
        band.flag("solo"),
        readRest(band));
  }

  private static RestPosition readRest(JsonFields band) throws JsonFault {
    if (band.has("restAt")) {
      return RestPosition.at(band.number("restAt"));
    }
    if (!band.has("rest")) {
      return RestPosition.MODEL;
    }
    if (!band.text("rest").equals(REST_MEAN)) {
      throw band.fault("rest", "must be \"" + REST_MEAN + "\"");
    }
    return RestPosition.MEAN;
  }

  private static ClipRange readRange(JsonFields fields) throws JsonFault {
    double in = fields.number("in");
    double out = fields.number("out");
    fields.end();
    try {
      return new ClipRange(in, out);
    } catch (IllegalArgumentException e) {
      throw fields.fault("out", "must be after in");
    }
  }
}
