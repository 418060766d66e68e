package dev.kymo.inference.image;

import dev.kymo.inference.file.NaturalOrder;
import dev.kymo.inference.image.PassedOver.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The frames among the file names of one folder. A frame's number is the last run of digits in its
 * name without its ending.
 *
 * @param names of the frames in natural order, one for each frame
 * @param passedOver what is no frame, or a frame once more
 * @param notes a sentence for each thing about the numbers that a person should know: gaps, steps,
 *     several patterns
 */
public record FrameNames(List<String> names, List<PassedOver> passedOver, List<String> notes) {
  private static final Set<String> SYSTEM_FILES =
      Set.of("thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "@eadir");
  private static final int LONGEST_NUMBER = 18;
  private static final int MOST_PATTERNS = 3;

  /** Keeps immutable copies. */
  public FrameNames {
    names = List.copyOf(names);
    passedOver = List.copyOf(passedOver);
    notes = List.copyOf(notes);
  }

  /** Whether a name is hidden, or one of those that systems leave in folders. */
  public static boolean isSystemName(String name) {
    return name.startsWith(".") || SYSTEM_FILES.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Sorts out the names of a folder's files, in any order. */
  public static FrameNames of(Collection<String> files) {
    List<PassedOver> passedOver = new ArrayList<>();
    Map<Key, String> frames = new LinkedHashMap<>();
    for (String name : files.stream().sorted(NaturalOrder.INSTANCE).toList()) {
      if (isSystemName(name)) {
        passedOver.add(new PassedOver(name, Reason.SYSTEM));
      } else if (!ImageDecoder.isImageName(name)) {
        passedOver.add(new PassedOver(name, Reason.OTHER));
      } else {
        String first = frames.putIfAbsent(Key.of(name), name);
        if (first != null) {
          boolean better = isPng(name) && !isPng(first);
          passedOver.add(new PassedOver(better ? first : name, Reason.TWICE));
          if (better) {
            frames.put(Key.of(name), name);
          }
        }
      }
    }
    List<String> names = frames.values().stream().sorted(NaturalOrder.INSTANCE).toList();
    return new FrameNames(names, passedOver, notes(names));
  }

  /** What a frame's name says: the text before and after its number, -1 where there is none. */
  private record Key(String before, long number, String after) {
    static Key of(String name) {
      String stem = name.substring(0, name.lastIndexOf('.'));
      int end = stem.length();
      while (end > 0 && !isDigit(stem.charAt(end - 1))) {
        end--;
      }
      int start = end;
      while (start > 0 && isDigit(stem.charAt(start - 1))) {
        start--;
      }
      if (start == end || end - start > LONGEST_NUMBER) {
        return new Key(stem, -1, "");
      }
      return new Key(
          stem.substring(0, start),
          Long.parseLong(stem.substring(start, end)),
          stem.substring(end));
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }
  }

  private static boolean isPng(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".png");
  }

  private static List<String> notes(List<String> names) {
    Map<List<String>, List<String>> patterns = new LinkedHashMap<>();
    for (String name : names) {
      Key key = Key.of(name);
      if (key.number() < 0) {
        return names.size() < 2
            ? List.of()
            : List.of(
                name + " and maybe others have no number: frames are in the order of their names.");
      }
      patterns
          .computeIfAbsent(List.of(key.before(), key.after()), pattern -> new ArrayList<>())
          .add(name);
    }
    List<String> notes = new ArrayList<>();
    if (patterns.size() > 1) {
      List<String> first =
          patterns.values().stream().limit(MOST_PATTERNS).map(group -> group.get(0)).toList();
      notes.add(
          "The names have %d patterns, as in %s%s: the frames of one come after those of another."
              .formatted(
                  patterns.size(),
                  String.join(", ", first),
                  patterns.size() > MOST_PATTERNS ? ", ..." : ""));
    }
    patterns.values().forEach(group -> addGaps(group, notes));
    return notes;
  }

  private static void addGaps(List<String> names, List<String> notes) {
    Map<Long, Integer> steps = new HashMap<>();
    long[] numbers = names.stream().mapToLong(name -> Key.of(name).number()).toArray();
    for (int i = 1; i < numbers.length; i++) {
      steps.merge(numbers[i] - numbers[i - 1], 1, Integer::sum);
    }
    // Where hardly two steps are alike, the numbers are times or the like.
    long step =
        steps.entrySet().stream()
            .filter(e -> 2 * e.getValue() >= numbers.length - 1)
            .mapToLong(Map.Entry::getKey)
            .min()
            .orElse(0);
    if (step == 0) {
      return;
    }
    if (step > 1 && numbers.length > 2) {
      notes.add("From %s on, the numbers go up in steps of %d.".formatted(names.get(0), step));
    }
    long missing = 0;
    int gaps = 0;
    String first = "";
    for (int i = 1; i < numbers.length; i++) {
      long difference = numbers[i] - numbers[i - 1];
      if (difference > step) {
        first = gaps == 0 ? names.get(i - 1) + " and " + names.get(i) : first;
        missing += Math.max(1, difference / step - 1);
        gaps++;
      }
    }
    if (gaps > 0) {
      notes.add(
          "%s missing%s between %s: what is there is shown without a pause."
              .formatted(
                  missing == 1 ? "One frame is" : missing + " frames are",
                  gaps == 1 ? "" : " in " + gaps + " gaps, the first",
                  first));
    }
  }
}
