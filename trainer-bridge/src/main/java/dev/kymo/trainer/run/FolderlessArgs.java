package dev.kymo.trainer.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.ToNumberPolicy;
import dev.kymo.inference.checkpoint.CheckpointState;
import dev.kymo.inference.checkpoint.torch.PyNamespace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A checkpoint's options for the eyes of others: of every absolute path only the last name is left,
 * also in Kymo's own options. Whoever goes on from such a checkpoint names the data again.
 */
public final class FolderlessArgs {
  /** From a root, a drive, a network share or a home folder on, of any system. */
  private static final Pattern ABSOLUTE =
      Pattern.compile("(?:[A-Za-z]:[\\\\/]|[\\\\/~]).*?([^\\\\/]*)[\\\\/]*", Pattern.DOTALL);

  /** Own options as plain values, like the published ones. */
  private static final Gson GSON =
      new GsonBuilder()
          .serializeNulls()
          .disableHtmlEscaping()
          .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
          .create();

  private FolderlessArgs() {}

  /**
   * The same state; its tensors are not copied.
   *
   * @throws IllegalArgumentException with a sentence, when Kymo's own options cannot be read
   */
  public static CheckpointState of(CheckpointState state) {
    Map<String, Object> entries = new LinkedHashMap<>(state.entries());
    entries.computeIfPresent(CheckpointState.OPTIONS, (name, args) -> value(args));
    return new CheckpointState(entries);
  }

  private static Object value(Object value) {
    if (value instanceof PyNamespace namespace) {
      return new PyNamespace(fields(namespace.fields()));
    } else if (value instanceof Map<?, ?> map) {
      return fields(map);
    } else if (value instanceof List<?> list) {
      List<Object> values = new ArrayList<>();
      list.forEach(item -> values.add(value(item)));
      return values;
    }
    return value instanceof String text ? name(text) : value;
  }

  private static Map<Object, Object> fields(Map<?, ?> fields) {
    Map<Object, Object> values = new LinkedHashMap<>();
    fields.forEach(
        (key, value) ->
            values.put(
                key,
                PublishedArgs.OWN.equals(key) && value instanceof String json
                    ? own(json)
                    : value(value)));
    return values;
  }

  private static String own(String json) {
    // Read as options first: what comes from a file may be anything.
    String checked = OptionsFile.text(OptionsFile.parse(json));
    return GSON.toJson(value(GSON.fromJson(checked, Object.class)));
  }

  private static String name(String text) {
    Matcher path = ABSOLUTE.matcher(text);
    return path.matches() ? path.group(1) : text;
  }
}
