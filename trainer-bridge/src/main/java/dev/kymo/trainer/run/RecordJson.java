package dev.kymo.trainer.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Records of numbers, truth values, texts, names of constants, lists, optional values and other
 * records as JSON, read strictly: every field must be there, with its own type, and no other. Only
 * optional values may be left out, as files of an earlier Kymo do. Constants are written as {@code
 * patch-video} for {@code PATCH_VIDEO}.
 */
final class RecordJson {
  private RecordJson() {}

  /** A record as a JSON object, fields in their order. */
  static JsonObject write(Record value) {
    JsonObject object = new JsonObject();
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      try {
        object.add(component.getName(), element(component.getAccessor().invoke(value)));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return object;
  }

  private static JsonElement element(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.isPresent() ? element(optional.get()) : JsonNull.INSTANCE;
    }
    if (value instanceof Record nested) {
      return write(nested);
    }
    if (value instanceof Enum<?> constant) {
      return new JsonPrimitive(label(constant));
    }
    if (value instanceof List<?> list) {
      JsonArray array = new JsonArray();
      list.forEach(item -> array.add(element(item)));
      return array;
    }
    if (value instanceof Number number) {
      return new JsonPrimitive(number);
    }
    return value instanceof Boolean truth
        ? new JsonPrimitive(truth)
        : new JsonPrimitive((String) value);
  }

  /**
   * Reads a record.
   *
   * @throws IllegalArgumentException with a sentence, when a field is missing, unknown or of
   *     another type, or the record refuses its values
   */
  static <T extends Record> T read(Class<T> type, JsonElement json) {
    return type.cast(record("", type, json));
  }

  /** How a constant is written. */
  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Object record(String path, Class<?> type, JsonElement json) {
    if (!(json instanceof JsonObject object)) {
      throw wrong(path, "an object", json);
    }
    RecordComponent[] components = type.getRecordComponents();
    for (Map.Entry<String, JsonElement> field : object.entrySet()) {
      if (Arrays.stream(components).noneMatch(c -> c.getName().equals(field.getKey()))) {
        throw new IllegalArgumentException(
            "The field '%s' is unknown.".formatted(join(path, field.getKey())));
      }
    }
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      String name = join(path, components[i].getName());
      JsonElement field = object.get(components[i].getName());
      if (field == null && components[i].getType() == Optional.class) {
        field = JsonNull.INSTANCE;
      }
      if (field == null) {
        throw new IllegalArgumentException("The field '%s' is missing.".formatted(name));
      }
      types[i] = components[i].getType();
      values[i] = value(name, components[i].getGenericType(), field);
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object value(String path, Type type, JsonElement json) {
    if (type instanceof ParameterizedType generic) {
      Type argument = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class) {
        return json.isJsonNull() ? Optional.empty() : Optional.of(value(path, argument, json));
      }
      return list(path, argument, json);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      return record(path, plain, json);
    }
    if (plain.isEnum()) {
      return constant(path, plain, json);
    }
    if (plain == String.class) {
      return primitive(path, "a text", json, JsonPrimitive::isString).getAsString();
    }
    if (plain == boolean.class) {
      return primitive(path, "true or false", json, JsonPrimitive::isBoolean).getAsBoolean();
    }
    if (plain == double.class || plain == Double.class) {
      return primitive(path, "a number", json, JsonPrimitive::isNumber).getAsDouble();
    }
    return whole(path, plain, json);
  }

  private static Object whole(String path, Class<?> type, JsonElement json) {
    try {
      // A BigDecimal takes 2.0 and 2e3 for what they are, and refuses 2.5.
      long value =
          primitive(path, "a whole number", json, JsonPrimitive::isNumber)
              .getAsBigDecimal()
              .longValueExact();
      if (type == long.class || type == Long.class) {
        return value;
      }
      return Math.toIntExact(value);
    } catch (ArithmeticException | NumberFormatException e) {
      throw wrong(path, "a whole number that fits", json);
    }
  }

  private static List<Object> list(String path, Type argument, JsonElement json) {
    if (!(json instanceof JsonArray array)) {
      throw wrong(path, "a list", json);
    }
    List<Object> items = new ArrayList<>();
    for (JsonElement item : array) {
      items.add(value(path + "[" + items.size() + "]", argument, item));
    }
    return items;
  }

  private static Object constant(String path, Class<?> type, JsonElement json) {
    List<Enum<?>> constants =
        Arrays.stream(type.getEnumConstants()).<Enum<?>>map(c -> (Enum<?>) c).toList();
    if (json instanceof JsonPrimitive text && text.isString()) {
      for (Enum<?> constant : constants) {
        if (label(constant).equals(text.getAsString())) {
          return constant;
        }
      }
    }
    throw wrong(
        path,
        constants.stream().map(RecordJson::label).collect(Collectors.joining(", ", "one of ", "")),
        json);
  }

  private interface Test {
    boolean of(JsonPrimitive value);
  }

  private static JsonPrimitive primitive(
      String path, String expected, JsonElement json, Test test) {
    if (json instanceof JsonPrimitive value && test.of(value)) {
      return value;
    }
    throw wrong(path, expected, json);
  }

  private static IllegalArgumentException wrong(String path, String expected, JsonElement json) {
    String found = json.toString();
    String shown = found.length() <= 60 ? found : found.substring(0, 60) + "...";
    return new IllegalArgumentException(
        path.isEmpty()
            ? "It must be %s, not %s.".formatted(expected, shown)
            : "The field '%s' must be %s, not %s.".formatted(path, expected, shown));
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
