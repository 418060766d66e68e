package dev.kymo.studio.view.runs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.kymo.trainer.run.OptionsFile;
import dev.kymo.trainer.run.TrainingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns options into lines: {@code loss.imageBatch 16}. */
final class OptionLines {

  private static final int COLUMN = 34;

  private OptionLines() {}

  static List<String> of(TrainingOptions options) {
    List<String> lines = new ArrayList<>();
    JsonObject all = JsonParser.parseString(OptionsFile.text(options)).getAsJsonObject();
    options.learning().ifPresent(learning -> withoutDiscriminators(all));
    add("", all, lines);
    return lines;
  }

  /** What a run that learns clips has no use for. */
  private static void withoutDiscriminators(JsonObject all) {
    all.remove("loss");
    all.remove("data");
    if (all.get("model") instanceof JsonObject model) {
      List.copyOf(model.keySet()).stream().filter(OptionLines::judges).forEach(model::remove);
    }
  }

  private static boolean judges(String name) {
    return name.startsWith("image") || name.startsWith("video");
  }

  private static void add(String path, JsonObject object, List<String> lines) {
    for (Map.Entry<String, JsonElement> field : object.entrySet()) {
      String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      if (field.getValue().isJsonObject()) {
        add(name, field.getValue().getAsJsonObject(), lines);
      } else {
        String value = field.getValue().toString().replace("\"", "");
        lines.add(("%-" + COLUMN + "s %s").formatted(name, value));
      }
    }
  }
}
