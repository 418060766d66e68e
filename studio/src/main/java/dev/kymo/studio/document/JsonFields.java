package dev.kymo.studio.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of one JSON object, each taken once by name and kind. Whatever is wrong is a {@link
 * JsonFault} that names the field; {@link #end} refuses fields that nobody asked for.
 */
final class JsonFields {
  private final String place;
  private final Map<?, ?> fields;
  private final Set<String> taken = new HashSet<>();

  private JsonFields(String place, Map<?, ?> fields) {
    this.place = place;
    this.fields = fields;
  }

  /** The whole text, which must be an object. */
  static JsonFields of(String text) throws JsonFault {
    return at("", JsonText.parse(text));
  }

  private static JsonFields at(String place, Object value) throws JsonFault {
    if (!(value instanceof Map<?, ?> fields)) {
      throw new JsonFault((place.isEmpty() ? "it" : place) + " is no object");
    }
    return new JsonFields(place, fields);
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  /** A fault of one field. */
  JsonFault fault(String name, String clause) {
    return new JsonFault(place(name) + " " + clause);
  }

  private String place(String name) {
    return place.isEmpty() ? name : place + "." + name;
  }

  private Object take(String name) throws JsonFault {
    taken.add(name);
    Object value = fields.get(name);
    if (value == null) {
      throw fault(name, "is missing");
    }
    return value;
  }

  String text(String name) throws JsonFault {
    if (take(name) instanceof String text) {
      return text;
    }
    throw fault(name, "must be a text");
  }

  Optional<String> optionalText(String name) throws JsonFault {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  boolean flag(String name) throws JsonFault {
    if (take(name) instanceof Boolean flag) {
      return flag;
    }
    throw fault(name, "must be true or false");
  }

  double number(String name) throws JsonFault {
    double value = Double.parseDouble(literal(name));
    if (!Double.isFinite(value)) {
      throw fault(name, "is too large");
    }
    return value;
  }

  long whole(String name) throws JsonFault {
    String literal = literal(name);
    try {
      return Long.parseLong(literal);
    } catch (NumberFormatException e) {
      throw fault(name, "must be a whole number, but is " + shortened(literal));
    }
  }

  private String literal(String name) throws JsonFault {
    if (take(name) instanceof JsonText.Literal literal) {
      return literal.text();
    }
    throw fault(name, "must be a number");
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }

  JsonFields object(String name) throws JsonFault {
    return at(place(name), take(name));
  }

  List<JsonFields> objects(String name) throws JsonFault {
    List<JsonFields> objects = new ArrayList<>();
    for (Object value : list(name)) {
      objects.add(at(place(name) + "[" + objects.size() + "]", value));
    }
    return objects;
  }

  List<String> texts(String name) throws JsonFault {
    List<String> texts = new ArrayList<>();
    for (Object value : list(name)) {
      if (!(value instanceof String text)) {
        throw fault(name, "must hold texts");
      }
      texts.add(text);
    }
    return texts;
  }

  private List<?> list(String name) throws JsonFault {
    if (take(name) instanceof List<?> list) {
      return list;
    }
    throw fault(name, "must be a list");
  }

  /** Refuses what was not asked for: it may be a slip that would otherwise be lost in silence. */
  void end() throws JsonFault {
    for (Object name : fields.keySet()) {
      if (!taken.contains(String.valueOf(name))) {
        throw fault(shortened(String.valueOf(name)), "is not known");
      }
    }
  }
}
